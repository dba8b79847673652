// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** No register or field has this name; the message says which are near. */
public final class UnknownRegisterException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of the whole device.
     *
     * @param device the device's name
     * @param problem what is wrong, as a predicate
     */
    public UnknownRegisterException(String device, String problem) {
        super(device, problem);
    }
}
