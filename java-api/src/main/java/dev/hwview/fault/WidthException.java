// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** A register space does not carry accesses of this width. */
public final class WidthException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault at an offset.
     *
     * @param device the name of the device or register space
     * @param offset the offset in bytes
     * @param problem what is wrong, as a predicate
     */
    public WidthException(String device, long offset, String problem) {
        super(device, offset, problem, null);
    }
}
