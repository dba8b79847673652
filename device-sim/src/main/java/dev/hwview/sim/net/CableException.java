// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import dev.hwview.fault.HardwareException;

/** Nothing can be plugged into a card's port as asked: a file or socket can't be opened, or it is no network card. */
public final class CableException extends HardwareException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of a card's port.
     *
     * @param device the device's name
     * @param problem what is wrong, as a predicate
     */
    public CableException(String device, String problem) {
        super(device, problem);
    }
}
