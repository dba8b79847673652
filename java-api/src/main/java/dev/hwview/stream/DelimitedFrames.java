// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

/** Records that end with a byte, or lines, which may end with two. The last one may end with the stream instead. */
final class DelimitedFrames extends StreamFrames {
    private final byte delimiter;
    /** A byte that goes with the delimiter if it stands before it, or the delimiter itself for none. */
    private final byte companion;
    private final long longest;
    /** What was looked through in vain, from {@link #from} on. */
    private long scanned;
    private long from;

    private DelimitedFrames(StreamWindow stream, int companion, int delimiter, long longest) {
        super(stream);
        this.delimiter = (byte) delimiter;
        this.companion = (byte) companion;
        this.longest = longest;
        stream.requireFits("a record with what ends it", longest + ends());
    }

    static DelimitedFrames lines(StreamWindow stream, long longest) {
        return new DelimitedFrames(stream, '\r', '\n', longest);
    }

    static DelimitedFrames by(StreamWindow stream, byte delimiter, long longest) {
        return new DelimitedFrames(stream, delimiter, delimiter, longest);
    }

    private int ends() {
        return companion == delimiter ? 1 : 2;
    }

    @Override
    long locate() {
        if (from != stream.position()) {
            from = stream.position();
            scanned = 0;
        }
        long at = stream.find(delimiter, scanned);
        if (at < 0) {
            scanned = stream.available();
            requireShort(scanned - ends() + 1);
            return scanned + 1;
        }
        boolean pair = at > 0 && companion != delimiter && stream.peek(at - 1) == companion;
        requireShort(pair ? at - 1 : at);
        found(0, pair ? at - 1 : at, at + 1);
        return FOUND;
    }

    private void requireShort(long length) {
        if (length > longest) {
            throw new TooLargeException("the record at " + stream.position(), length, longest);
        }
    }

    @Override
    boolean locateAtEnd() {
        long length = stream.available();
        if (length == 0) {
            return false;
        }
        requireShort(length);
        found(0, length, length);
        return true;
    }
}
