// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

/** What an Ethernet frame carries (IEEE 802 Numbers). */
public final class EtherType {
    /** Internet Protocol, version 4. */
    public static final int IPV4 = 0x0800;
    /** Address Resolution Protocol. */
    public static final int ARP = 0x0806;
    /** A tag of IEEE 802.1Q. */
    public static final int VLAN = 0x8100;
    /** A service tag of IEEE 802.1ad, outside of a {@link #VLAN} tag. */
    public static final int SERVICE_VLAN = 0x88A8;
    /** Internet Protocol, version 6. */
    public static final int IPV6 = 0x86DD;

    private EtherType() {}
}
