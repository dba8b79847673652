// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** The memory belongs to another thread (it comes from a confined arena). */
public final class WrongThreadException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault that something else reported first.
     *
     * @param device the name of the device or register space
     * @param offset the offset in bytes, or {@link #NO_OFFSET}
     * @param problem what is wrong, as a predicate
     * @param cause what was caught
     */
    public WrongThreadException(String device, long offset, String problem, Throwable cause) {
        super(device, offset, problem, cause);
    }
}
