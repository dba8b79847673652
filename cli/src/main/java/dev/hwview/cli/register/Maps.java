// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import dev.hwview.cli.text.Failure;
import dev.hwview.device.Device;
import dev.hwview.device.Identity;
import dev.hwview.drivers.edu.EduRegisters;
import dev.hwview.drivers.nic.E1000eRegisters;
import dev.hwview.register.RegisterMap;
import dev.hwview.sim.PolicyDemo;
import java.util.Optional;

/** Which registers a device has, where this command knows it. */
public final class Maps {
    private static final int EDU_VENDOR = 0x1234;
    private static final int EDU_DEVICE = 0x11e8;
    private static final int E1000E_VENDOR = 0x8086;
    private static final int E1000E_DEVICE = 0x10d3;

    private Maps() {}

    /** The map of an open device. */
    public static Optional<RegisterMap> of(Device device) {
        if (isEdu(device.identity())) {
            return Optional.of(EduRegisters.MAP);
        }
        if (device.identity().vendor() == E1000E_VENDOR && device.identity().device() == E1000E_DEVICE) {
            return Optional.of(E1000eRegisters.MAP);
        }
        // The demonstration of access policies is a model of the simulator's own and has no identity of a vendor's.
        boolean demonstration = device.name().equals("sim:" + PolicyDemo.REGISTERS.name());
        return demonstration ? Optional.of(PolicyDemo.REGISTERS) : Optional.empty();
    }

    /** The map of an open device, or the end of the command. */
    static RegisterMap require(Device device) {
        return of(device).orElseThrow(() -> Failure.failed(device.name() + " (" + device.identity()
                + ") has no register map here: read it by offset, as in hwview read " + device.name() + " 0x20:32"));
    }

    /** Whether it is QEMU's educational device. */
    public static boolean isEdu(Identity identity) {
        return identity.vendor() == EDU_VENDOR && identity.device() == EDU_DEVICE;
    }
}
