// SPDX-License-Identifier: Apache-2.0
package dev.hwview.pcap;

import dev.hwview.view.Window;

/** Records of a pcap file (draft-ietf-opsawg-pcap, 4 and 5). */
final class PcapRecords extends Records {
    static final int MICROSECONDS = 0xa1b2c3d4;
    static final int NANOSECONDS = 0xa1b23c4d;
    static final int FILE_HEADER = 24;
    static final int RECORD_HEADER = 16;

    private static final int LINK_TYPE = 20;
    /** The bits above tell of frame check sequences. */
    private static final int LINK_TYPE_MASK = 0xffff;
    private static final long MICROS = 1_000_000;

    private final boolean nanoseconds;

    PcapRecords(Window file) {
        super(file);
        if (file.length() < FILE_HEADER) {
            throw wrong("the file header takes " + FILE_HEADER + " bytes, and there are " + file.length());
        }
        int magic = file.getInt(0);
        bigEndian = magic != MICROSECONDS && magic != NANOSECONDS;
        nanoseconds = int32(0) == NANOSECONDS;
        linkType = int32(LINK_TYPE) & LINK_TYPE_MASK;
        rewind();
    }

    static boolean begins(int magic) {
        int turned = Integer.reverseBytes(magic);
        return magic == MICROSECONDS || magic == NANOSECONDS || turned == MICROSECONDS || turned == NANOSECONDS;
    }

    @Override
    void rewind() {
        next = FILE_HEADER;
    }

    @Override
    boolean advance() {
        if (left() == 0) {
            return false;
        }
        if (left() < RECORD_HEADER) {
            throw wrong("a record takes " + RECORD_HEADER + " bytes and the packet, and there are " + left());
        }
        long captured = unsigned32(next + 8);
        if (captured > left() - RECORD_HEADER) {
            throw wrong("a packet of " + captured + " bytes, of which there are " + (left() - RECORD_HEADER));
        }
        nanos = unsigned32(next) * NANOS + unsigned32(next + 4) * (nanoseconds ? 1 : NANOS / MICROS);
        originalLength = unsigned32(next + 12);
        packetOffset = next + RECORD_HEADER;
        packetLength = captured;
        next = packetOffset + captured;
        return true;
    }
}
