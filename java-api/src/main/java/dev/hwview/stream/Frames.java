// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;

/**
 * Pieces of a stream or of a view, one after the other, each where it lies:
 *
 * <pre>{@code
 * while (frames.next()) {
 *     handle(frames.window());
 * }
 * }</pre>
 *
 * For one thread at a time.
 */
public sealed interface Frames permits StreamFrames, Windows {
    /**
     * Goes on to the next one, and waits for it if it comes out of a stream. If that throws, what has arrived stays,
     * and the same can be asked for again.
     *
     * @return {@code false} if there is none any more
     * @throws EndOfStreamException if the stream ends in the middle of one
     * @throws TooLargeException if it is over its limit
     * @throws StreamDeadlineException if it does not come in time
     * @throws HeldException if there is no room for it, as views are held
     * @throws IOException as the channel does
     */
    boolean next() throws IOException;

    /**
     * Goes on to the next one if all of it is there. Reads nothing and waits for nothing: for programs that wait for
     * many channels by a selector of their own, and call {@link StreamWindow#fill}.
     *
     * @return {@code false} if it is not there yet, or never will be
     * @throws EndOfStreamException if the stream ended in the middle of one
     * @throws TooLargeException if it is over its limit
     */
    boolean poll();

    /**
     * The present one. There is one window for all of them, which moves; what is to stay needs a {@link #view}.
     *
     * @return good until the next one is asked for
     * @throws StreamException if there is none
     */
    Window window();

    /**
     * The present one, as a view that stays as long as it is wanted. Its bytes are not overwritten until it is
     * released; where that stands in the way of new bytes there is a {@link HeldException}.
     *
     * @return of format {@code B}, to be released
     * @throws StreamException if there is none
     */
    MemoryView view();

    /**
     * Where the present one begins.
     *
     * @return in bytes from the begin of the stream or view
     * @throws StreamException if there is none
     */
    long position();
}
