// SPDX-License-Identifier: Apache-2.0
package dev.hwview.pcap;

import dev.hwview.view.Window;
import dev.hwview.view.WindowBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/**
 * Writes a capture as a pcap file with nanoseconds. Packets go to the channel from where they lie; packets in native
 * memory are not copied on the way. As long as they lie in the same memory, nothing is allocated. For one thread at a
 * time.
 */
public final class CaptureWriter implements AutoCloseable {
    private static final short MAJOR = 2;
    private static final short MINOR = 4;
    /** As large as any packet that libpcap reads. */
    private static final int SNAP_LENGTH = 262_144;

    private final WritableByteChannel channel;
    private final ByteBuffer header = ByteBuffer.allocateDirect(PcapRecords.RECORD_HEADER)
            .order(ByteOrder.LITTLE_ENDIAN);
    private final WindowBuffer bytes = new WindowBuffer();

    /**
     * Begins a capture.
     *
     * @param channel blocking, such as a file's; is closed with the writer
     * @param linkType what the packets begin with, a {@link LinkType}
     * @throws IOException if it can't be written
     */
    public CaptureWriter(WritableByteChannel channel, int linkType) throws IOException {
        this.channel = channel;
        ByteBuffer begin = ByteBuffer.allocate(PcapRecords.FILE_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        begin.putInt(PcapRecords.NANOSECONDS).putShort(MAJOR).putShort(MINOR).putLong(0).putInt(SNAP_LENGTH)
                .putInt(linkType).flip();
        while (begin.hasRemaining()) {
            channel.write(begin);
        }
    }

    /**
     * Writes a packet.
     *
     * @param packet where it lies
     * @param nanos since 1970-01-01T00:00Z; the file's seconds end in 2106
     * @throws IOException if it can't be written
     * @throws CaptureException if it is longer than what readers take
     */
    public void write(Window packet, long nanos) throws IOException {
        if (packet.length() > SNAP_LENGTH) {
            throw new CaptureException(packet.offset(), "a packet of " + packet.length() + " bytes; readers take up to "
                    + SNAP_LENGTH);
        }
        int length = (int) packet.length();
        header.clear().putInt((int) Math.floorDiv(nanos, Records.NANOS))
                .putInt((int) Math.floorMod(nanos, Records.NANOS))
                .putInt(length).putInt(length).flip();
        writeAll(header);
        writeAll(bytes.over(packet));
    }

    private void writeAll(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Closes the channel. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
