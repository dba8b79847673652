// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.send;

import dev.hwview.cli.measure.Sha256;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * The bytes to send.
 *
 * @param path of the file
 * @param length how many of its first bytes
 * @param description for people
 */
record Source(Path path, long length, String description) {
    private static final long CUT = 4 << 20;

    /** A file that can be sent, or the end of the command. */
    static Source of(Path path) {
        long size = size(path);
        return new Source(path, size, path + ", " + Numbers.size(size));
    }

    /** What is sent where no file is given: something of some size that every JDK has. */
    static Source standard() {
        Path path = Path.of(System.getProperty("java.home"), "lib", "modules");
        long size = Math.min(size(path), CUT);
        return new Source(path, size, "the first " + Numbers.size(size) + " of " + path + ", as no FILE was given");
    }

    private static long size(Path path) {
        if (!Files.exists(path)) {
            throw Failure.failed(path + ": no such file");
        }
        if (!Files.isRegularFile(path)) {
            throw Failure.failed(path + (Files.isDirectory(path) ? ": is a directory" : ": is no regular file"));
        }
        try {
            long size = Files.size(path);
            if (size == 0) {
                throw Failure.failed(path + ": is empty, there is nothing to send");
            }
            Files.newInputStream(path).close(); // asked now, not when the device is open
            return size;
        } catch (IOException e) {
            throw Failure.unreadable(path, e);
        }
    }

    /** SHA-256 of the bytes, read by a stream of its own, which shares no code with the transfer. */
    byte[] digest() {
        MessageDigest digest = Sha256.digest();
        byte[] block = new byte[1 << 16];
        long left = length;
        try (InputStream in = Files.newInputStream(path)) {
            while (left > 0) {
                int n = in.read(block, 0, (int) Math.min(block.length, left));
                if (n < 0) {
                    break; // the file shrank: the digests will differ
                }
                digest.update(block, 0, n);
                left -= n;
            }
        } catch (IOException e) {
            throw Failure.unreadable(path, e);
        }
        return digest.digest();
    }
}
