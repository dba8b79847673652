// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import dev.hwview.cli.measure.Sha256;
import dev.hwview.cli.text.Failure;
import dev.hwview.pcap.Capture;
import dev.hwview.pcap.CaptureException;
import dev.hwview.pcap.LinkType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The frames of a capture as one number: SHA-256 over the length of each, as 4 bytes, highest first, and its bytes.
 * Frames of fewer than 60 bytes count as the wire pads them, with zeros to 60.
 *
 * @param frames how many
 * @param bytes of them, with the padding
 * @param sha256 in hexadecimal
 */
public record CapturedFrames(long frames, long bytes, String sha256) {
    /** The shortest frame of Ethernet, without its check sequence. */
    public static final int SHORTEST = 60;

    private static final byte[] ZEROS = new byte[SHORTEST];

    /** Reads all of a capture, over and over if it is {@code rounds} times what is meant. */
    public static CapturedFrames of(Path path, long rounds) {
        MessageDigest digest = Sha256.digest();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.BIG_ENDIAN);
        long frames = 0;
        long bytes = 0;
        try (Capture capture = open(path)) {
            for (long round = 0; round < rounds; round++) {
                capture.rewind();
                while (capture.next()) {
                    int there = (int) capture.packet().length();
                    int padded = Math.max(there, SHORTEST);
                    digest.update(length.clear().putInt(padded).flip());
                    digest.update(capture.packet().asSegment().asByteBuffer());
                    digest.update(ZEROS, 0, padded - there);
                    frames++;
                    bytes += padded;
                }
            }
        } catch (CaptureException e) {
            throw Failure.failed(path + ": " + e.getMessage());
        }
        return new CapturedFrames(frames, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * Where two captures part, frame by frame; empty if the second has the frames of the first, {@code rounds} times.
     */
    public static Optional<String> difference(Path in, long rounds, Path out) {
        long number = 0;
        try (Capture sent = open(in); Capture came = open(out)) {
            for (long round = 0; round < rounds; round++) {
                sent.rewind();
                while (sent.next()) {
                    number++;
                    if (!came.next()) {
                        return Optional.of("frame " + number + " and what follows did not come");
                    }
                    if (!sameFrame(sent.packet().asSegment(), came.packet().asSegment())) {
                        return Optional.of("frame " + number + " came otherwise: " + sent.packet().length()
                                + " bytes were sent, " + came.packet().length() + " came");
                    }
                }
            }
            return came.next() ? Optional.of("more came than the " + number + " frames that were sent")
                    : Optional.empty();
        } catch (CaptureException e) {
            return Optional.of("the capture of what came is broken: " + e.getMessage());
        }
    }

    private static boolean sameFrame(MemorySegment sent, MemorySegment came) {
        long length = sent.byteSize();
        if (came.byteSize() != Math.max(length, SHORTEST) && came.byteSize() != length) {
            return false;
        }
        boolean sameBytes = MemorySegment.mismatch(sent, 0, length, came, 0, length) < 0;
        MemorySegment padding = came.asSlice(length);
        return sameBytes && padding.mismatch(MemorySegment.ofArray(ZEROS).asSlice(0, padding.byteSize())) < 0;
    }

    /** How many frames a capture has, after making sure that it is one of Ethernet. */
    public static long count(Path path) {
        long count = 0;
        try (Capture capture = open(path)) {
            while (capture.next()) {
                if (capture.linkType() != LinkType.ETHERNET) {
                    throw Failure.failed(path + ": its frames are no Ethernet frames");
                }
                count++;
            }
        } catch (CaptureException e) {
            throw Failure.failed(path + ": " + e.getMessage());
        }
        if (count == 0) {
            throw Failure.failed(path + ": there is no frame in it");
        }
        return count;
    }

    /** A capture, or the end of the command. */
    public static Capture open(Path path) {
        try {
            return Capture.open(path);
        } catch (IOException e) {
            throw Failure.unreadable(path, e);
        } catch (CaptureException e) {
            throw Failure.failed(path + ": " + e.getMessage());
        }
    }
}
