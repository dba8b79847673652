// SPDX-License-Identifier: Apache-2.0
package dev.hwview.pcap;

import dev.hwview.file.MappedFile;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A capture of packets, pcap or pcapng, of either order of bytes and any resolution of time. The file is mapped, so
 * that it may be larger than memory; each packet is seen where it lies in the file. Going through allocates nothing.
 *
 * {@snippet :
 * try (Capture capture = Capture.open(path)) {
 *     while (capture.next()) {
 *         System.out.println(capture.nanos() + " " + capture.packet().length());
 *     }
 * }
 * }
 *
 * <p>For one thread at a time.
 */
public final class Capture implements AutoCloseable {
    private final MappedFile mapped;
    private final Window file;
    private final Records records;
    private final Window packet = new Window();

    private Capture(MappedFile mapped, MemoryView bytes) {
        this.mapped = mapped;
        this.file = Window.over(bytes);
        try {
            this.records = records(file);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    private static Records records(Window file) {
        if (file.length() < Integer.BYTES) {
            throw new CaptureException(0, "a file of " + file.length() + " bytes is no capture");
        }
        int magic = file.getInt(0);
        if (magic == PcapngRecords.SECTION_HEADER) {
            return new PcapngRecords(file);
        }
        if (PcapRecords.begins(magic)) {
            return new PcapRecords(file);
        }
        throw new CaptureException(0, "a file that begins with 0x" + Integer.toHexString(magic) + " is no capture");
    }

    /**
     * Opens a capture.
     *
     * @param path of the file
     * @return before its first packet
     * @throws IOException if it can't be opened
     * @throws CaptureException if it is no capture
     */
    public static Capture open(Path path) throws IOException {
        MappedFile mapped = MappedFile.open(path);
        try {
            return new Capture(mapped, mapped.view());
        } catch (Throwable e) {
            mapped.close();
            throw e;
        }
    }

    /**
     * Takes bytes for a capture.
     *
     * @param bytes can't be released until the capture is closed; if writable, so are the packets
     * @return before its first packet
     * @throws CaptureException if they are no capture
     */
    public static Capture of(MemoryView bytes) {
        return new Capture(null, bytes);
    }

    /**
     * Goes to the next packet.
     *
     * @return whether there is one
     * @throws CaptureException if the rest of the file makes no sense; asked again, it says so again
     */
    public boolean next() {
        if (!records.advance()) {
            return false;
        }
        packet.within(file, records.packetOffset, records.packetLength);
        return true;
    }

    /**
     * The bytes of the packet that were captured.
     *
     * @return the same window for each packet; over nothing before the first
     */
    public Window packet() {
        return packet;
    }

    /**
     * How long the packet was before it was cut off.
     *
     * @return in bytes; by the file's account
     */
    public long originalLength() {
        return records.originalLength;
    }

    /**
     * When it was captured.
     *
     * @return nanoseconds since 1970-01-01T00:00Z, as far as a long goes, which is to 2262; 0 if the file does not tell
     */
    public long nanos() {
        return records.nanos;
    }

    /**
     * What the packet begins with.
     *
     * @return a {@link LinkType}
     */
    public int linkType() {
        return records.linkType;
    }

    /** Goes back to before the first packet. */
    public void rewind() {
        records.rewind();
    }

    /** Gives the memory back, and unmaps the file. */
    @Override
    public void close() {
        packet.close();
        file.close();
        if (mapped != null) {
            mapped.close();
        }
    }
}
