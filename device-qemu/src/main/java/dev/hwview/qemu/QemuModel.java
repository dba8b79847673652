// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.device.Identity;
import dev.hwview.fault.UnknownDeviceException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The models that can be opened. */
enum QemuModel {
    EDU("edu", new Identity(0x1234, 0x11e8, 0x10), (1L << 28) - 1, false,
            "QEMU's own educational device: liveness, factorial, interrupts and DMA"),
    E1000E("e1000e", new Identity(0x8086, 0x10d3, 0x00), -1, true,
            "QEMU's own model of Intel's 82574L gigabit Ethernet controller");

    final String address;
    final Identity identity;
    /** The highest address that the device drives; all ones for 64 bits. */
    final long dmaMask;
    final boolean hasNetwork;
    final String summary;

    QemuModel(String address, Identity identity, long dmaMask, boolean hasNetwork, String summary) {
        this.address = address;
        this.identity = identity;
        this.dmaMask = dmaMask;
        this.hasNetwork = hasNetwork;
        this.summary = summary;
    }

    static QemuModel named(String name, String wanted) {
        for (QemuModel model : values()) {
            if (model.address.equals(wanted)) {
                return model;
            }
        }
        throw new UnknownDeviceException(name, "is unknown: QEMU's models are used here of "
                + Arrays.stream(values()).map(model -> model.address).collect(Collectors.joining(", ")));
    }
}
