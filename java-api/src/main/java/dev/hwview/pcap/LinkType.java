// SPDX-License-Identifier: Apache-2.0
package dev.hwview.pcap;

/** What the bytes of a packet begin with (the registry of link-layer header types). */
public final class LinkType {
    /** An Ethernet header. */
    public static final int ETHERNET = 1;
    /** An IP header of version 4 or 6. */
    public static final int RAW_IP = 101;

    private LinkType() {}
}
