// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** An I/O virtual address is not mapped, is taken, or is wider than the device can drive. */
public final class IovaException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault at an offset.
     *
     * @param device the name of the device or register space
     * @param offset the offset in bytes
     * @param problem what is wrong, as a predicate
     */
    public IovaException(String device, long offset, String problem) {
        super(device, offset, problem, null);
    }
}
