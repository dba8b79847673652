// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

/** Windows of one width, a step apart. The last ones that are not whole are none. */
final class SlidingFrames extends StreamFrames {
    private final long width;
    private final long step;

    SlidingFrames(StreamWindow stream, long width, long step) {
        super(stream);
        Windows.requirePositive(width, step);
        stream.requireFits("a window", width);
        this.width = width;
        this.step = step;
    }

    @Override
    long locate() {
        if (stream.available() < width) {
            return width;
        }
        found(0, width, step);
        return FOUND;
    }

    @Override
    boolean locateAtEnd() {
        return false;
    }
}
