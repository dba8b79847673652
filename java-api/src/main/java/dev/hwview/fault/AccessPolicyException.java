// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/**
 * The access policy forbids it: a write to a read-only register, a read of a write-only one,
 * a {@code modify} that would disturb a neighbour.
 */
public final class AccessPolicyException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault at an offset.
     *
     * @param device the name of the device or register space
     * @param offset the offset in bytes
     * @param problem what is wrong, as a predicate
     */
    public AccessPolicyException(String device, long offset, String problem) {
        super(device, offset, problem, null);
    }
}
