// SPDX-License-Identifier: Apache-2.0
package dev.hwview.pcap;

import dev.hwview.view.Window;

/** Finds one packet after the other in a file. Every number in the file is held against the file before it is used. */
abstract sealed class Records permits PcapRecords, PcapngRecords {
    static final long NANOS = 1_000_000_000;

    final Window file;
    boolean bigEndian;
    /** Where the next record begins. */
    long next;

    long packetOffset;
    long packetLength;
    long originalLength;
    long nanos;
    int linkType;

    Records(Window file) {
        this.file = file;
    }

    /** Finds the next packet. Where there is none, or nothing that makes sense, it stays where it was. */
    abstract boolean advance();

    /** Goes back to before the first packet. */
    abstract void rewind();

    final long left() {
        return file.length() - next;
    }

    final int int32(long at) {
        return bigEndian ? file.getIntBE(at) : file.getInt(at);
    }

    final long unsigned32(long at) {
        return Integer.toUnsignedLong(int32(at));
    }

    final int unsigned16(long at) {
        return Short.toUnsignedInt(bigEndian ? file.getShortBE(at) : file.getShort(at));
    }

    final CaptureException wrong(String message) {
        return new CaptureException(next, message);
    }
}
