// SPDX-License-Identifier: Apache-2.0
package dev.hwview.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A mapped file became shorter, so that what was read behind its end is void, and what was written is nowhere. */
public final class TruncatedFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TruncatedFileException(Path path, long mapped) {
        super(path + " was mapped with " + mapped + " bytes and has " + size(path) + " now");
    }

    private static String size(Path path) {
        try {
            return String.valueOf(Files.size(path));
        } catch (IOException e) {
            return "none";
        }
    }
}
