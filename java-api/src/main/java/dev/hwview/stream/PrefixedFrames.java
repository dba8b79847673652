// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

/** Records with their length in front. */
final class PrefixedFrames extends StreamFrames {
    private final LengthPrefix prefix;
    private final long longest;

    PrefixedFrames(StreamWindow stream, LengthPrefix prefix, long longest) {
        super(stream);
        this.prefix = prefix;
        this.longest = longest;
        stream.requireFits("a record with its length", longest + prefix.size());
    }

    @Override
    long locate() {
        if (stream.available() < prefix.size()) {
            return prefix.size();
        }
        long length = stream.peek(prefix);
        if (length > longest) {
            throw new TooLargeException("the record at " + stream.position(), length, longest);
        }
        long all = prefix.size() + length;
        if (stream.available() < all) {
            return all;
        }
        found(prefix.size(), length, all);
        return FOUND;
    }

    @Override
    boolean locateAtEnd() {
        if (stream.available() == 0) {
            return false;
        }
        throw stream.endsBefore(locate());
    }
}
