// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** The JDK was started without the permission that native memory needs; the message has the option. */
public final class NativeAccessException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault that something else reported first.
     *
     * @param device the device's name
     * @param problem what is wrong, as a predicate
     * @param cause what was caught
     */
    public NativeAccessException(String device, String problem, Throwable cause) {
        super(device, NO_OFFSET, problem, cause);
    }
}
