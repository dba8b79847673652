// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.DeviceRemovedException;

/** Turns the state of a device that is not there into the exception that says so. */
final class Absence {
    private Absence() {}

    /** What to throw when the guard tripped: the provider may know that the device has gone. */
    static RuntimeException tripped(Presence presence, String name, long offset) {
        if (presence.state() == Presence.State.REMOVED) {
            return new DeviceRemovedException(name, offset, "is gone: the device was removed");
        }
        return new BusErrorException(name, offset, "met a bus error: the device is no longer mapped");
    }

    /** Returns if the device is present. */
    static void check(Presence presence, String name, long offset) {
        switch (presence.state()) {
            case PRESENT -> { }
            case REMOVED -> throw new DeviceRemovedException(name, offset,
                    "is gone: the device was removed, and all-ones is what an empty slot answers");
            case BUS_ERROR -> throw new BusErrorException(name, offset, "met a bus error: the device did not answer");
        }
    }
}
