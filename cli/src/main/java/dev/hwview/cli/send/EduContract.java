// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.send;

import static dev.hwview.drivers.edu.EduRegisters.DMA_COMMAND;
import static dev.hwview.drivers.edu.EduRegisters.DMA_COUNT;
import static dev.hwview.drivers.edu.EduRegisters.DMA_DESTINATION;
import static dev.hwview.drivers.edu.EduRegisters.DMA_DONE;
import static dev.hwview.drivers.edu.EduRegisters.DMA_FROM_DEVICE;
import static dev.hwview.drivers.edu.EduRegisters.DMA_RAISE_IRQ;
import static dev.hwview.drivers.edu.EduRegisters.DMA_SOURCE;
import static dev.hwview.drivers.edu.EduRegisters.DMA_START;
import static dev.hwview.drivers.edu.EduRegisters.INTERRUPT_ACKNOWLEDGE;
import static dev.hwview.drivers.edu.EduRegisters.INTERRUPT_STATUS;

import dev.hwview.register.Register;
import dev.hwview.sim.Transaction;
import dev.hwview.sim.Transaction.Kind;
import java.util.List;

/**
 * What the edu driver promises to put on the bus for a DMA transfer, access by access, and nothing else:
 *
 * <ol>
 * <li>64-bit writes of DMA_SOURCE, DMA_DESTINATION, DMA_COUNT and DMA_COMMAND;
 * <li>polled: 64-bit reads of DMA_COMMAND, the last with START clear, no earlier one;
 * <li>by interrupt: one interrupt, one read of INTERRUPT_STATUS, one write of its value to INTERRUPT_ACKNOWLEDGE;
 * <li>and the device moves the bytes once, at the right address, before the driver learns of the end.
 * </ol>
 */
final class EduContract {
    /** Where the device sees its own buffer, says its specification. */
    static final long BUFFER = 0x40000;

    private final List<Transaction> seen;
    private int at;

    private EduContract(List<Transaction> seen) {
        this.seen = seen;
    }

    /**
     * A transfer that was asked for.
     *
     * @param toDevice whether the device reads memory
     * @param iova where the memory is, for the device
     * @param length in bytes
     * @param byInterrupt whether the driver sleeps until the end, else it polls
     */
    record Transfer(boolean toDevice, long iova, int length, boolean byInterrupt) {}

    /** Something else was on the bus. */
    static final class Breach extends Exception {
        private static final long serialVersionUID = 1L;

        private Breach(String message) {
            super(message);
        }
    }

    /**
     * Compares what crossed the bus with what these transfers are.
     *
     * @param transfers in order
     * @param seen all that crossed the bus meanwhile
     * @throws Breach if it differs; says where first
     */
    static void verify(List<Transfer> transfers, List<Transaction> seen) throws Breach {
        EduContract contract = new EduContract(seen);
        for (Transfer transfer : transfers) {
            contract.verify(transfer);
        }
        if (contract.at < seen.size()) {
            throw contract.breach("nothing more");
        }
    }

    private void verify(Transfer transfer) throws Breach {
        long command = DMA_START.mask() | (transfer.toDevice ? 0 : DMA_FROM_DEVICE.mask())
                | (transfer.byInterrupt ? DMA_RAISE_IRQ.mask() : 0);
        access(Kind.WRITE, DMA_SOURCE, transfer.toDevice ? transfer.iova : BUFFER);
        access(Kind.WRITE, DMA_DESTINATION, transfer.toDevice ? BUFFER : transfer.iova);
        access(Kind.WRITE, DMA_COUNT, transfer.length);
        access(Kind.WRITE, DMA_COMMAND, command);
        if (transfer.byInterrupt) {
            moved(transfer);
            interrupted();
        } else {
            while (is(Kind.READ, DMA_COMMAND) && seen.get(at).value() == command) {
                access(Kind.READ, DMA_COMMAND, command);
            }
            moved(transfer);
            access(Kind.READ, DMA_COMMAND, command & ~DMA_START.mask());
        }
    }

    private void interrupted() throws Breach {
        Transaction interrupt = next("an interrupt");
        if (interrupt.kind() != Kind.INTERRUPT) {
            throw breach("an interrupt");
        }
        at++;
        access(Kind.READ, INTERRUPT_STATUS, DMA_DONE.mask());
        access(Kind.WRITE, INTERRUPT_ACKNOWLEDGE, DMA_DONE.mask());
    }

    private void moved(Transfer transfer) throws Breach {
        String expected = "the device to " + (transfer.toDevice ? "read " : "write ") + transfer.length + " bytes at 0x"
                + Long.toHexString(transfer.iova);
        Transaction move = next(expected);
        boolean right = move.kind() == (transfer.toDevice ? Kind.DMA_READ : Kind.DMA_WRITE)
                && move.offset() == transfer.iova && move.value() == transfer.length;
        if (!right) {
            throw breach(expected);
        }
        at++;
    }

    private void access(Kind kind, Register register, long value) throws Breach {
        String expected = (kind == Kind.READ ? "read" : "write") + register.width() + " " + register.name() + " = 0x"
                + Long.toHexString(value);
        next(expected);
        if (!is(kind, register) || seen.get(at).value() != value) {
            throw breach(expected);
        }
        at++;
    }

    /** One plain access of the register's own width: no locked cycle, no vector. */
    private boolean is(Kind kind, Register register) {
        if (at == seen.size()) {
            return false;
        }
        Transaction now = seen.get(at);
        return now.kind() == kind && now.window() == 0 && now.offset() == register.offset()
                && now.width() * Byte.SIZE == register.width() && !now.locked() && !now.vector();
    }

    private Transaction next(String expected) throws Breach {
        if (at == seen.size()) {
            throw breach(expected);
        }
        return seen.get(at);
    }

    private Breach breach(String expected) {
        String found = at == seen.size() ? "nothing" : "transaction " + seen.get(at).sequence() + ", " + seen.get(at);
        return new Breach("expected " + expected + ", found " + found);
    }
}
