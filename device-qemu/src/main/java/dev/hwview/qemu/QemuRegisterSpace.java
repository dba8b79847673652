// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.register.CalledRegisterSpace;
import dev.hwview.register.Presence;

/** A BAR of memory, access by access over the test protocol. */
final class QemuRegisterSpace extends CalledRegisterSpace {
    private final QtestConnection machine;
    private final long address;

    QemuRegisterSpace(String name, QtestConnection machine, long address, long size, Presence presence) {
        super(name, size, Byte.BYTES | Short.BYTES | Integer.BYTES | Long.BYTES, presence);
        this.machine = machine;
        this.address = address;
    }

    @Override
    protected long read(long offset, int width) {
        return machine.read(address + offset, width);
    }

    @Override
    protected void write(long offset, int width, long value) {
        machine.write(address + offset, width, value);
    }
}
