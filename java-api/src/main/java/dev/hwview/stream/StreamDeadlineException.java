// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import java.time.Duration;

/** A channel was not ready in time. Nothing is lost: what has arrived stays, and the same can be asked for again. */
public final class StreamDeadlineException extends StreamException {
    private static final long serialVersionUID = 1L;

    /** How long the wait was to be at most. */
    private final Duration timeout;

    StreamDeadlineException(String what, Duration timeout) {
        super(what + " did not happen within " + timeout);
        this.timeout = timeout;
    }

    /**
     * How long the wait was to be at most.
     *
     * @return as it was given
     */
    public Duration timeout() {
        return timeout;
    }
}
