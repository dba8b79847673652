// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** An address is not a multiple of what it has to be. */
public final class AlignmentException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault at an offset.
     *
     * @param device the name of the device or register space
     * @param offset the offset in bytes
     * @param problem what is wrong, as a predicate
     */
    public AlignmentException(String device, long offset, String problem) {
        super(device, offset, problem, null);
    }

    /**
     * A fault that something else reported first.
     *
     * @param device the name of the device or register space
     * @param offset the offset in bytes, or {@link #NO_OFFSET}
     * @param problem what is wrong, as a predicate
     * @param cause what was caught
     */
    public AlignmentException(String device, long offset, String problem, Throwable cause) {
        super(device, offset, problem, cause);
    }
}
