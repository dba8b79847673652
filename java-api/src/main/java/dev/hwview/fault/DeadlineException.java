// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** The device did not do in time what was awaited. */
public final class DeadlineException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of the whole device.
     *
     * @param device the device's name
     * @param problem what is wrong, as a predicate
     */
    public DeadlineException(String device, String problem) {
        super(device, problem);
    }

    /**
     * A fault at an offset.
     *
     * @param device the name of the device or register space
     * @param offset the offset in bytes
     * @param problem what is wrong, as a predicate
     */
    public DeadlineException(String device, long offset, String problem) {
        super(device, offset, problem, null);
    }
}
