// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/** Somebody used a buffer or a descriptor that is not theirs at that time: given back already, or the device's. */
public final class OwnershipException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of one buffer or descriptor.
     *
     * @param device the name of the pool or ring
     * @param problem what is wrong, as a predicate
     */
    public OwnershipException(String device, String problem) {
        super(device, problem);
    }
}
