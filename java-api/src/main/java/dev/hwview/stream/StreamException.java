// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

/**
 * Something that a stream does not do: it is closed, or was asked for what can't be. What a program may want to tell
 * from that has a subclass; what the channel itself reports stays an {@link java.io.IOException}.
 */
public sealed class StreamException extends RuntimeException
        permits EndOfStreamException, HeldException, StreamDeadlineException, TooLargeException {
    private static final long serialVersionUID = 1L;

    StreamException(String message) {
        super(message);
    }

    StreamException(String message, Throwable cause) {
        super(message, cause);
    }
}
