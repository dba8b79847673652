// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import dev.hwview.view.Window;

/** An ARP packet for IPv4 on Ethernet (RFC 826). */
public final class Arp extends Header {
    /** Its size. */
    public static final int SIZE = 28;
    /** Who has this address? */
    public static final int REQUEST = 1;
    /** I have. */
    public static final int REPLY = 2;

    private static final int ETHERNET = 1;

    /** One that is nowhere yet. */
    public Arp() {}

    /**
     * Puts it into a packet.
     *
     * @param window of the packet
     * @param offset in the window
     * @return this
     */
    public Arp over(Window window, long offset) {
        putInside(window, offset);
        return this;
    }

    @Override
    int fixedSize() {
        return SIZE;
    }

    @Override
    public int size() {
        return SIZE;
    }

    /**
     * The hardware address space.
     *
     * @return 1 for Ethernet
     */
    public int hardwareType() {
        return short16(0);
    }

    /**
     * The hardware address space.
     *
     * @param value 1 for Ethernet
     * @return this
     */
    public Arp hardwareType(int value) {
        short16(0, value);
        return this;
    }

    /**
     * The protocol address space.
     *
     * @return {@link EtherType#IPV4}
     */
    public int protocolType() {
        return short16(2);
    }

    /**
     * The protocol address space.
     *
     * @param value {@link EtherType#IPV4}
     * @return this
     */
    public Arp protocolType(int value) {
        short16(2, value);
        return this;
    }

    /**
     * The length of a hardware address.
     *
     * @return 6 bytes
     */
    public int hardwareLength() {
        return byte8(4);
    }

    /**
     * The length of a hardware address.
     *
     * @param value 6 bytes
     * @return this
     */
    public Arp hardwareLength(int value) {
        byte8(4, value);
        return this;
    }

    /**
     * The length of a protocol address.
     *
     * @return 4 bytes
     */
    public int protocolLength() {
        return byte8(5);
    }

    /**
     * The length of a protocol address.
     *
     * @param value 4 bytes
     * @return this
     */
    public Arp protocolLength(int value) {
        byte8(5, value);
        return this;
    }

    /**
     * What it says.
     *
     * @return {@link #REQUEST} or {@link #REPLY}
     */
    public int operation() {
        return short16(6);
    }

    /**
     * What it says.
     *
     * @param value {@link #REQUEST} or {@link #REPLY}
     * @return this
     */
    public Arp operation(int value) {
        short16(6, value);
        return this;
    }

    /**
     * The sender's hardware address.
     *
     * @return 48 bits
     */
    public long senderHardware() {
        return mac(8);
    }

    /**
     * The sender's hardware address.
     *
     * @param value 48 bits
     * @return this
     */
    public Arp senderHardware(long value) {
        mac(8, value);
        return this;
    }

    /**
     * The sender's protocol address.
     *
     * @return an IPv4 address
     */
    public int senderProtocol() {
        return int32(14);
    }

    /**
     * The sender's protocol address.
     *
     * @param value an IPv4 address
     * @return this
     */
    public Arp senderProtocol(int value) {
        int32(14, value);
        return this;
    }

    /**
     * The target's hardware address.
     *
     * @return 48 bits
     */
    public long targetHardware() {
        return mac(18);
    }

    /**
     * The target's hardware address.
     *
     * @param value 48 bits
     * @return this
     */
    public Arp targetHardware(long value) {
        mac(18, value);
        return this;
    }

    /**
     * The target's protocol address.
     *
     * @return an IPv4 address
     */
    public int targetProtocol() {
        return int32(24);
    }

    /**
     * The target's protocol address.
     *
     * @param value an IPv4 address
     * @return this
     */
    public Arp targetProtocol(int value) {
        int32(24, value);
        return this;
    }

    /**
     * Writes what all packets of this kind have in common: Ethernet, IPv4, and the lengths of their addresses.
     *
     * @return this
     */
    public Arp initialize() {
        return hardwareType(ETHERNET).protocolType(EtherType.IPV4).hardwareLength(MacAddress.BYTES)
                .protocolLength(Integer.BYTES);
    }

    /**
     * Whether it is of the kind whose fields these are.
     *
     * @return whether it is for IPv4 on Ethernet
     */
    public boolean isIpv4OverEthernet() {
        return hardwareType() == ETHERNET && protocolType() == EtherType.IPV4 && hardwareLength() == MacAddress.BYTES
                && protocolLength() == Integer.BYTES;
    }
}
