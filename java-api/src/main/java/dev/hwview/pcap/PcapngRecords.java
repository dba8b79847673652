// SPDX-License-Identifier: Apache-2.0
package dev.hwview.pcap;

import dev.hwview.view.Window;
import java.util.Arrays;

/** Blocks of a pcapng file (draft-ietf-opsawg-pcapng, 3 and 4). */
final class PcapngRecords extends Records {
    static final int SECTION_HEADER = 0x0A0D0D0A;

    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER = 0x1A2B3C4D;
    /** Type and length before the body, the length again behind it. */
    private static final int BODY = 8;
    private static final int FRAME = 12;
    private static final int SECTION_BODY = 16;
    private static final int INTERFACE_BODY = 8;
    private static final int PACKET_BODY = 20;

    private static final int END_OF_OPTIONS = 0;
    private static final int RESOLUTION = 9;
    private static final int OFFSET = 14;
    /** More than any machine has: a file of nothing but interfaces shall not fill the memory. */
    private static final int MAX_INTERFACES = 1 << 16;
    private static final int MICROSECONDS = 6;

    private int interfaces;
    private int[] linkTypes = new int[4];
    private long[] snapLengths = new long[4];
    private byte[] resolutions = new byte[4];
    private long[] offsets = new long[4];

    PcapngRecords(Window file) {
        super(file);
        checkLength();
    }

    @Override
    void rewind() {
        next = 0;
        interfaces = 0;
    }

    @Override
    boolean advance() {
        while (left() > 0) {
            long length = checkLength();
            boolean packet = block(int32(next), next + BODY, length - FRAME);
            next += length;
            if (packet) {
                return true;
            }
        }
        return false;
    }

    /** The length of the block that is next. Of a section header the order of all that follows comes first. */
    private long checkLength() {
        if (left() < FRAME) {
            throw wrong("a block takes " + FRAME + " bytes at least, and there are " + left());
        }
        if (file.getInt(next) == SECTION_HEADER) {
            if (left() < FRAME + SECTION_BODY) {
                throw wrong("a section header takes " + (FRAME + SECTION_BODY) + " bytes, and there are " + left());
            }
            bigEndian = file.getInt(next + BODY) != BYTE_ORDER;
            if (int32(next + BODY) != BYTE_ORDER) {
                throw wrong("a section without an order of bytes");
            }
            interfaces = 0;
        }
        long length = unsigned32(next + 4);
        if (length < FRAME || length % Integer.BYTES != 0 || length > left()) {
            throw wrong("a block of " + length + " bytes, of which there are " + left());
        }
        if (unsigned32(next + length - Integer.BYTES) != length) {
            throw wrong("a block of " + length + " bytes that says otherwise at its end");
        }
        return length;
    }

    /** Takes a block in, and says whether it is a packet. */
    private boolean block(int type, long body, long length) {
        return switch (type) {
            case SECTION_HEADER -> {
                requireBody("section header", SECTION_BODY, length);
                yield false;
            }
            case INTERFACE -> {
                requireBody("interface", INTERFACE_BODY, length);
                describe(body, body + length);
                yield false;
            }
            case ENHANCED_PACKET -> {
                requireBody("packet", PACKET_BODY, length);
                int of = requireInterface(unsigned32(body));
                stamp(of, unsigned32(body + 4) << Integer.SIZE | unsigned32(body + 8));
                take(of, body + PACKET_BODY, unsigned32(body + 12), length - PACKET_BODY, unsigned32(body + 16));
                yield true;
            }
            case SIMPLE_PACKET -> {
                requireBody("simple packet", Integer.BYTES, length);
                int of = requireInterface(0);
                long original = unsigned32(body);
                long captured = snapLengths[of] == 0 ? original : Math.min(original, snapLengths[of]);
                nanos = 0;
                take(of, body + Integer.BYTES, captured, length - Integer.BYTES, original);
                yield true;
            }
            case OLD_PACKET -> {
                requireBody("packet", PACKET_BODY, length);
                int of = requireInterface(unsigned16(body));
                stamp(of, unsigned32(body + 4) << Integer.SIZE | unsigned32(body + 8));
                take(of, body + PACKET_BODY, unsigned32(body + 12), length - PACKET_BODY, unsigned32(body + 16));
                yield true;
            }
            default -> false; // names, statistics, and what may come to be
        };
    }

    private void requireBody(String what, long least, long length) {
        if (length < least) {
            throw wrong("a " + what + " of " + length + " bytes, where it takes " + least);
        }
    }

    private int requireInterface(long index) {
        if (index >= interfaces) {
            throw wrong("a packet of interface " + index + ", of " + interfaces);
        }
        return (int) index;
    }

    private void describe(long body, long end) {
        if (interfaces == MAX_INTERFACES) {
            throw wrong("more than " + MAX_INTERFACES + " interfaces");
        }
        if (interfaces == linkTypes.length) {
            int more = 2 * interfaces;
            linkTypes = Arrays.copyOf(linkTypes, more);
            snapLengths = Arrays.copyOf(snapLengths, more);
            resolutions = Arrays.copyOf(resolutions, more);
            offsets = Arrays.copyOf(offsets, more);
        }
        linkTypes[interfaces] = unsigned16(body);
        snapLengths[interfaces] = unsigned32(body + 4);
        resolutions[interfaces] = MICROSECONDS;
        offsets[interfaces] = 0;
        options(body + INTERFACE_BODY, end);
        interfaces++;
    }

    private void options(long begin, long end) {
        long at = begin;
        while (end - at >= Integer.BYTES) {
            int code = unsigned16(at);
            int length = unsigned16(at + 2);
            at += Integer.BYTES;
            if (length > end - at) {
                throw wrong("an option of " + length + " bytes, of which there are " + (end - at));
            }
            if (code == END_OF_OPTIONS) {
                return;
            }
            if (code == RESOLUTION && length == 1) {
                resolutions[interfaces] = file.getByte(at);
            } else if (code == OFFSET && length == Long.BYTES) {
                offsets[interfaces] = bigEndian ? file.getLongBE(at) : file.getLong(at);
            }
            at += padded(length);
        }
    }

    private static long padded(long length) {
        return length + Integer.BYTES - 1 & -Integer.BYTES;
    }

    private void take(int of, long offset, long captured, long room, long original) {
        if (captured > room) {
            throw wrong("a packet of " + captured + " bytes in a block with room for " + room);
        }
        linkType = linkTypes[of];
        packetOffset = offset;
        packetLength = captured;
        originalLength = original;
    }

    private void stamp(int of, long units) {
        nanos = offsets[of] * NANOS + nanos(units, resolutions[of]);
    }

    /** Of units that are 10 or, with the highest bit, 2 to the power of the negative resolution of a second. */
    static long nanos(long units, byte resolution) {
        int power = resolution & 0x7f;
        if (resolution < 0) {
            if (power >= Long.SIZE) {
                return 0;
            }
            long seconds = power == 0 ? units : units >>> power;
            long rest = power == 0 ? 0 : units << Long.SIZE - power; // a fraction of 2^64
            return seconds * NANOS + Math.unsignedMultiplyHigh(rest, NANOS);
        }
        long nanos = units;
        for (int i = power; i < 9; i++) {
            nanos *= 10;
        }
        for (int i = 9; i < power && nanos != 0; i++) {
            nanos = Long.divideUnsigned(nanos, 10);
        }
        return nanos;
    }
}
