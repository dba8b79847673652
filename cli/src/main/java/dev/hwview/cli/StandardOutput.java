// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** The process's stdout, which remembers why a write failed: a PrintWriter tells only that it did. */
final class StandardOutput extends OutputStream {
    private final OutputStream stream = new FileOutputStream(FileDescriptor.out);
    private IOException failure;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** The reason, if there is one to tell: that nobody reads, as behind head or with {@code >&-}, is none. */
    Optional<String> failure() {
        return Optional.ofNullable(failure).map(IOException::getMessage)
                .filter(m -> !m.contains("Broken pipe") && !m.contains("Bad file descriptor"));
    }
}
