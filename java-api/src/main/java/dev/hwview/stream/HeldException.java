// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

/**
 * A ring is full of bytes that somebody still looks at. Once the views are released, the same can be asked for again.
 */
public final class HeldException extends StreamException {
    private static final long serialVersionUID = 1L;

    /** How many views are unreleased. */
    private final long views;

    HeldException(long views, long from, long needed) {
        super((views == 1 ? "1 view is" : views + " views are") + " unreleased, of the ring's bytes from position "
                + from + " on, so that there is no room for " + needed + " more");
        this.views = views;
    }

    /**
     * How many views of the ring are unreleased.
     *
     * @return at least 1
     */
    public long views() {
        return views;
    }
}
