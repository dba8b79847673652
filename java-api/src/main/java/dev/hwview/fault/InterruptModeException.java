// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** The device cannot interrupt in this way, or already interrupts in another. */
public final class InterruptModeException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of the whole device.
     *
     * @param device the device's name
     * @param problem what is wrong, as a predicate
     */
    public InterruptModeException(String device, String problem) {
        super(device, problem);
    }
}
