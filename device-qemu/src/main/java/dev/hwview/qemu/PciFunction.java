// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.device.Identity;
import dev.hwview.fault.UnknownDeviceException;

/**
 * A device on the machine's PCI bus, whose configuration space is reached through the ports 0xcf8 and 0xcfc. What
 * firmware does in a machine with a guest is done here: addresses are given to the BARs.
 */
final class PciFunction {
    static final int BARS = 6;
    static final int MSI = 0x05;
    static final int MSI_X = 0x11;

    private static final int CONFIG_ADDRESS = 0xcf8;
    private static final int CONFIG_DATA = 0xcfc;
    private static final int COMMAND = 0x04;
    private static final int REVISION = 0x08;
    private static final int BAR = 0x10;
    private static final int CAPABILITIES = 0x34;
    private static final int MEMORY_AND_MASTER = 0x6;
    private static final int NO_INTX = 0x400;
    /** Where q35's hole for PCI memory is free, with room for all that the devices here have. */
    private static final long FIRST_ADDRESS = 0xe000_0000L;
    private static final int SLOTS = 32;
    private static final int LONGEST_LIST = 48;

    private final QtestConnection machine;
    private final int device;
    private final long[] address = new long[BARS];
    private final long[] size = new long[BARS];

    private PciFunction(QtestConnection machine, int device) {
        this.machine = machine;
        this.device = device;
    }

    /** Finds a device on the first bus. */
    static PciFunction find(String name, QtestConnection machine, Identity wanted) {
        for (int slot = 0; slot < SLOTS; slot++) {
            PciFunction function = new PciFunction(machine, slot << 11);
            if (function.read(0) == (wanted.device() << 16 | wanted.vendor())) {
                function.measure();
                return function;
            }
        }
        throw new UnknownDeviceException(name, "is not on the bus of QEMU's machine");
    }

    Identity identity() {
        int ids = read(0);
        return new Identity(ids & 0xffff, ids >>> 16, read(REVISION) & 0xff);
    }

    /** Whether something answers. */
    boolean isPresent() {
        return (read(0) & 0xffff) != 0xffff;
    }

    /** A double word of the configuration space. */
    int read(int offset) {
        machine.lock.lock();
        try {
            machine.out(CONFIG_ADDRESS, 0x8000_0000 | device | offset & 0xfc);
            return machine.in(CONFIG_DATA);
        } finally {
            machine.lock.unlock();
        }
    }

    void write(int offset, int value) {
        machine.lock.lock();
        try {
            machine.out(CONFIG_ADDRESS, 0x8000_0000 | device | offset & 0xfc);
            machine.out(CONFIG_DATA, value);
        } finally {
            machine.lock.unlock();
        }
    }

    /** How large the BARs of memory are, each a power of two; those of ports are left alone. */
    private void measure() {
        long next = FIRST_ADDRESS;
        for (int i = 0; i < BARS; i++) {
            int at = BAR + 4 * i;
            write(at, -1);
            int mask = read(at);
            if (mask == 0 || (mask & 1) != 0) {
                continue;
            }
            size[i] = Integer.toUnsignedLong(-(mask & ~0xf));
            address[i] = (next + size[i] - 1) & -size[i];
            next = address[i] + size[i];
            if ((mask & 0x6) == 0x4) {
                i++; // its upper half
            }
        }
    }

    /** Gives the BARs their addresses and lets the device answer and reach memory. Needed again after a reset. */
    void enable() {
        for (int i = 0; i < BARS; i++) {
            if (size[i] != 0) {
                boolean wide = (read(BAR + 4 * i) & 0x6) == 0x4;
                write(BAR + 4 * i, (int) address[i]);
                if (wide) {
                    write(BAR + 4 * i + 4, 0);
                }
            }
        }
        write(COMMAND, read(COMMAND) & 0xffff | MEMORY_AND_MASTER);
    }

    void allowIntx(boolean allowed) {
        int command = read(COMMAND) & 0xffff;
        write(COMMAND, allowed ? command & ~NO_INTX : command | NO_INTX);
    }

    /** Where a BAR's memory is. */
    long address(int bar) {
        return address[bar];
    }

    /** The size of a BAR's memory, 0 if it has none. */
    long size(int bar) {
        return size[bar];
    }

    /** Where a capability is, 0 if it is not there. */
    int capability(int id) {
        int at = read(CAPABILITIES) & 0xfc;
        for (int i = 0; at != 0 && i < LONGEST_LIST; i++) {
            int head = read(at);
            if ((head & 0xff) == id) {
                return at;
            }
            at = head >>> 8 & 0xfc;
        }
        return 0;
    }
}
