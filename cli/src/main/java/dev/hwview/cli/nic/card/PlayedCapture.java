// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import dev.hwview.cli.text.Failure;
import dev.hwview.pcap.Capture;
import dev.hwview.pcap.CaptureWriter;
import dev.hwview.pcap.LinkType;
import dev.hwview.sim.net.Cable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A capture as simulated cards play it, which is a pcap: of a pcapng, its frames are written into one, which goes when
 * this is closed. A card has read all of it before it plays.
 */
final class PlayedCapture implements AutoCloseable {
    /** The type of a pcapng's first block, the same in either order of bytes. */
    private static final byte[] PCAPNG = {0x0a, 0x0d, 0x0d, 0x0a};

    private final Path pcap;
    private final boolean isOurs;

    private PlayedCapture(Path pcap, boolean isOurs) {
        this.pcap = pcap;
        this.isOurs = isOurs;
    }

    /** A capture of Ethernet, of either format, told by what it begins with. */
    static PlayedCapture of(Path capture) {
        try (FileChannel channel = FileChannel.open(capture)) {
            ByteBuffer magic = ByteBuffer.allocate(PCAPNG.length);
            while (magic.hasRemaining() && channel.read(magic) >= 0) { }
            return Arrays.equals(PCAPNG, magic.array()) ? rewritten(capture) : new PlayedCapture(capture, false);
        } catch (IOException e) {
            throw Failure.unreadable(capture, e);
        }
    }

    private static PlayedCapture rewritten(Path capture) {
        PlayedCapture played = new PlayedCapture(temporary(), true);
        try (Capture from = CapturedFrames.open(capture); CaptureWriter to = new CaptureWriter(
                FileChannel.open(played.pcap, StandardOpenOption.WRITE), LinkType.ETHERNET)) {
            for (long number = 1; from.next(); number++) {
                long length = from.packet().length();
                if (length == 0 || length > Cable.LONGEST) {
                    throw Failure.failed(capture + ": frame " + number + " has " + length
                            + " bytes; a simulated card takes 1 to " + Cable.LONGEST);
                }
                to.write(from.packet(), from.nanos());
            }
            return played;
        } catch (IOException e) {
            played.close();
            throw Failure.failed(played.pcap + ": can't be written: " + e.getMessage());
        } catch (RuntimeException e) {
            played.close();
            throw e;
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("hwview", ".pcap");
        } catch (IOException e) {
            throw Failure.failed("no temporary file can be made: " + e.getMessage());
        }
    }

    /** Where the pcap is. */
    Path path() {
        return pcap;
    }

    /** Deletes what was written for this. */
    @Override
    public void close() {
        if (isOurs) {
            try {
                Files.deleteIfExists(pcap);
            } catch (IOException e) {
                throw Failure.failed(pcap + ": can't be deleted: " + e.getMessage());
            }
        }
    }
}
