// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** No device has this name; the message says which there are. */
public final class UnknownDeviceException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of the whole device.
     *
     * @param device the device's name
     * @param problem what is wrong, as a predicate
     */
    public UnknownDeviceException(String device, String problem) {
        super(device, problem);
    }

    /**
     * A fault that something else reported first.
     *
     * @param device the device's name
     * @param problem what is wrong, as a predicate
     * @param cause what was caught
     */
    public UnknownDeviceException(String device, String problem, Throwable cause) {
        super(device, NO_OFFSET, problem, cause);
    }
}
