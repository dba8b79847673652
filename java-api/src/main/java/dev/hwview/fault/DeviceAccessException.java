// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** The system does not let this program have the device as things are; the message says what to do about it. */
public final class DeviceAccessException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of the whole device.
     *
     * @param device the device's name
     * @param problem what is wrong, as a predicate, and what to do
     */
    public DeviceAccessException(String device, String problem) {
        super(device, problem);
    }
}
