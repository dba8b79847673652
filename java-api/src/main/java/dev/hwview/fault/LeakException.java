// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/**
 * A pool was closed while buffers of it were not given back. Where they were taken is in the suppressed exceptions, one
 * a buffer, if the pool kept track.
 */
public final class LeakException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of a pool.
     *
     * @param device the name of the pool
     * @param problem what is wrong, as a predicate
     */
    public LeakException(String device, String problem) {
        super(device, problem);
    }
}
