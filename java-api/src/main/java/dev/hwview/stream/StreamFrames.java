// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;

/**
 * Frames of a stream. The present one stays unconsumed until the next one is asked for, and so in its place. A subclass
 * says how far a frame goes.
 */
abstract sealed class StreamFrames implements Frames permits PrefixedFrames, DelimitedFrames, SlidingFrames {
    /** Of {@link #locate}: the frame was found. */
    static final long FOUND = 0;

    final StreamWindow stream;
    /** Where the present frame's contents are, a length of -1 being none, and where the next frame begins. */
    private long first;
    private long length = -1;
    private long next;

    StreamFrames(StreamWindow stream) {
        this.stream = stream;
        next = stream.position();
    }

    /**
     * Looks for a frame that begins where the stream is.
     *
     * @return {@link #FOUND}, after a call of {@link #found}, or how many bytes have to be there to know more
     */
    abstract long locate();

    /**
     * The stream ended before the frame did.
     *
     * @return whether what is left is a frame nevertheless, after a call of {@link #found}
     */
    abstract boolean locateAtEnd();

    /** Says where the contents are, from where the stream is, and how far it is to the next frame. */
    final void found(long offset, long itsLength, long distance) {
        first = stream.position() + offset;
        length = itsLength;
        next = stream.position() + distance;
    }

    @Override
    public final boolean next() throws IOException {
        length = -1;
        return stream.advance(next) && locate() == FOUND || await();
    }

    private boolean await() throws IOException {
        long deadline = stream.deadline();
        if (!stream.advance(next, deadline)) {
            return false;
        }
        for (long needed; (needed = locate()) != FOUND;) {
            if (!stream.request(needed, deadline)) {
                return locateAtEnd();
            }
        }
        return true;
    }

    @Override
    public final boolean poll() {
        length = -1;
        return stream.advance(next) && (locate() == FOUND || stream.ended() && locateAtEnd());
    }

    @Override
    public final Window window() {
        requireFrame();
        return stream.show(first, length);
    }

    @Override
    public final MemoryView view() {
        requireFrame();
        return stream.lend(first, length);
    }

    @Override
    public final long position() {
        requireFrame();
        return first;
    }

    private void requireFrame() {
        if (length < 0) {
            throw new StreamException("there is no frame now: the next one was not asked for, or there was none");
        }
        if (first < stream.position()) {
            throw new StreamException("the frame at " + first + " was consumed, up to " + stream.position());
        }
    }
}
