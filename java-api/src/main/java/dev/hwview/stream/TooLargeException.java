// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

/** More bytes in one piece than there may be: a record over its limit, or more than a ring can hold. */
public final class TooLargeException extends StreamException {
    private static final long serialVersionUID = 1L;

    /** How many bytes. */
    private final long size;
    /** How many there may be. */
    private final long limit;

    TooLargeException(String what, long size, long limit) {
        super(what + " of " + size + " bytes is over the limit of " + limit);
        this.size = size;
        this.limit = limit;
    }

    /**
     * How many bytes it would be.
     *
     * @return as far as is known, more than the limit
     */
    public long size() {
        return size;
    }

    /**
     * How many there may be.
     *
     * @return in bytes
     */
    public long limit() {
        return limit;
    }
}
