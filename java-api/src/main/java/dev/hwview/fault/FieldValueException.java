// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** A value does not fit its field or register, or a field holds a value that its enumeration lacks. */
public final class FieldValueException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault at an offset.
     *
     * @param device the name of the device or register space
     * @param offset the offset in bytes
     * @param problem what is wrong, as a predicate
     */
    public FieldValueException(String device, long offset, String problem) {
        super(device, offset, problem, null);
    }
}
