// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/**
 * The operating system, the simulator or the device has no more of something, memory, file descriptors or windows, or
 * has no way to do what it was asked for, such as a reset.
 */
public final class ResourceException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of the whole device.
     *
     * @param device the device's name
     * @param problem what is wrong, as a predicate
     */
    public ResourceException(String device, String problem) {
        super(device, problem);
    }

    /**
     * A fault that something else reported first.
     *
     * @param device the device's name
     * @param problem what is wrong, as a predicate
     * @param cause what was caught
     */
    public ResourceException(String device, String problem, Throwable cause) {
        super(device, NO_OFFSET, problem, cause);
    }
}
