// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static dev.hwview.drivers.nic.E1000eRegisters.AV;
import static dev.hwview.drivers.nic.E1000eRegisters.MPE;
import static dev.hwview.drivers.nic.E1000eRegisters.MTA;
import static dev.hwview.drivers.nic.E1000eRegisters.RAH;
import static dev.hwview.drivers.nic.E1000eRegisters.RAL;
import static dev.hwview.drivers.nic.E1000eRegisters.UPE;

import dev.hwview.fault.ResourceException;
import dev.hwview.packet.MacAddress;
import dev.hwview.register.RegisterSpace;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whose packets the card takes: its own address, further ones, multicast groups by a hash, or all. */
final class AddressFilter {
    private static final long GROUP = 1L << 40;
    private static final int TABLE_BITS = 32;

    private final RegisterSpace bar;
    private final Set<Long> unicast = new LinkedHashSet<>();
    private final Set<Long> groups = new LinkedHashSet<>();
    private boolean promiscuous;
    private long own;

    AddressFilter(RegisterSpace bar) {
        this.bar = bar;
    }

    /** The address that the card has from its NVM, which a reset has put into the first pair of registers. */
    long readOwn() {
        own = fromRegisters(RAL.get(0).read(bar), RAH.get(0).read(bar));
        return own;
    }

    void promiscuous(boolean on) {
        promiscuous = on;
    }

    void add(long address) {
        if ((address & GROUP) != 0) {
            groups.add(address);
        } else if (address != own && unicast.size() < RAL.size() - 1) {
            unicast.add(address);
        } else if (address != own && !unicast.contains(address)) {
            throw new ResourceException(bar.name(), "takes " + (RAL.size() - 1) + " more addresses beside its own, not "
                    + MacAddress.text(address) + " too");
        }
    }

    void remove(long address) {
        unicast.remove(address);
        groups.remove(address);
    }

    /** The bits of RCTL. */
    int receiveControl() {
        return UPE.with(MPE.with(0, promiscuous), promiscuous);
    }

    /** Section 4.6.5: all of them, since a reset leaves the table and the other addresses undefined. */
    void write() {
        write(0, own);
        int index = 1;
        for (long address : unicast) {
            write(index++, address);
        }
        while (index < RAL.size()) {
            RAH.get(index++).write(bar, 0); // not valid
        }
        int[] table = new int[MTA.size()];
        for (long address : groups) {
            int hash = hash(address);
            table[hash / TABLE_BITS] |= 1 << hash % TABLE_BITS;
        }
        for (int i = 0; i < table.length; i++) {
            MTA.get(i).write(bar, table[i]);
        }
    }

    /** A pair is valid from the moment its second half is written, so that comes last. */
    private void write(int index, long address) {
        long reversed = Long.reverseBytes(address << 16); // the registers hold the first byte lowest
        RAH.get(index).write(bar, 0);
        RAL.get(index).write(bar, (int) reversed);
        RAH.get(index).write(bar, (int) (reversed >>> 32) | AV);
    }

    private static long fromRegisters(int low, int high) {
        return Long.reverseBytes(Integer.toUnsignedLong(low) | (high & 0xffffL) << 32) >>> 16;
    }

    /** Section 7.1.1: with RCTL.MO 0, bits 47 to 36 of the address as it is on the cable, low byte first. */
    private static int hash(long address) {
        int fifth = (int) (address >>> 8) & 0xff;
        int sixth = (int) address & 0xff;
        return fifth >>> 4 | sixth << 4;
    }
}
