// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

/** There are not as many bytes as were asked for, and none will come. What there is was not consumed. */
public final class EndOfStreamException extends StreamException {
    private static final long serialVersionUID = 1L;

    /** Where, in bytes from the stream's begin. */
    private final long position;
    /** How many bytes were asked for. */
    private final long asked;
    /** How many there are. */
    private final long left;

    EndOfStreamException(String where, long position, long asked, long left) {
        super(asked + (asked == 1 ? " byte is" : " bytes are") + " asked for at " + position + ", and " + where
                + " has " + left + " left");
        this.position = position;
        this.asked = asked;
        this.left = left;
    }

    /**
     * Where the bytes were to begin.
     *
     * @return in bytes, from the begin of the view or stream
     */
    public long position() {
        return position;
    }

    /**
     * How many bytes were asked for.
     *
     * @return in bytes
     */
    public long asked() {
        return asked;
    }

    /**
     * How many there are.
     *
     * @return in bytes, fewer than were asked for
     */
    public long left() {
        return left;
    }
}
