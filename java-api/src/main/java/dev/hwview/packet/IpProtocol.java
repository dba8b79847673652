// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

/** What an IP packet carries (Assigned Internet Protocol Numbers). */
public final class IpProtocol {
    /** IPv6 Hop-by-Hop Options. */
    public static final int HOP_BY_HOP = 0;
    /** Internet Control Message Protocol. */
    public static final int ICMP = 1;
    /** Transmission Control Protocol. */
    public static final int TCP = 6;
    /** User Datagram Protocol. */
    public static final int UDP = 17;
    /** IPv6 Routing. */
    public static final int ROUTING = 43;
    /** IPv6 Fragment. */
    public static final int FRAGMENT = 44;
    /** Internet Control Message Protocol for IPv6. */
    public static final int ICMPV6 = 58;
    /** Nothing follows. */
    public static final int NO_NEXT_HEADER = 59;
    /** IPv6 Destination Options. */
    public static final int DESTINATION_OPTIONS = 60;

    private IpProtocol() {}
}
