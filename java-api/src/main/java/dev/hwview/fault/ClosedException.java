// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** The device, buffer or interrupt is closed, or was closed during the wait. */
public final class ClosedException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of the whole device.
     *
     * @param device the device's name
     * @param problem what is wrong, as a predicate
     */
    public ClosedException(String device, String problem) {
        super(device, problem);
    }

    /**
     * A fault that something else reported first.
     *
     * @param device the name of the device or register space
     * @param offset the offset in bytes, or {@link #NO_OFFSET}
     * @param problem what is wrong, as a predicate
     * @param cause what was caught
     */
    public ClosedException(String device, long offset, String problem, Throwable cause) {
        super(device, offset, problem, cause);
    }
}
