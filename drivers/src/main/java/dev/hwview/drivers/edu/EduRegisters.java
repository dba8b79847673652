// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.edu;

import static dev.hwview.register.Access.RO;
import static dev.hwview.register.Access.RW;
import static dev.hwview.register.Access.WO;

import dev.hwview.register.Field;
import dev.hwview.register.Flag;
import dev.hwview.register.Register32;
import dev.hwview.register.Register64;
import dev.hwview.register.RegisterMap;

/**
 * The registers of QEMU's educational PCI device, after its specification (QEMU, docs/specs/edu, "MMIO area spec").
 * Those below 0x80 take 32-bit accesses only, the others 32 or 64 bits.
 */
public final class EduRegisters {
    /** What it is: 0xRRrr00ed, where RR is the major and rr the minor version. */
    public static final Register32 IDENTIFICATION = Register32.at("IDENTIFICATION", 0x00, RO).reset(0x0100_00ed);
    /** The major version. */
    public static final Field MAJOR = IDENTIFICATION.field("MAJOR", 31, 24);
    /** The minor version. */
    public static final Field MINOR = IDENTIFICATION.field("MINOR", 23, 16);
    /** 0xed in every version. */
    public static final Field MAGIC = IDENTIFICATION.field("MAGIC", 7, 0);

    /** Answers the bitwise complement of what was written. */
    public static final Register32 LIVENESS = Register32.at("LIVENESS", 0x04);

    /** Takes a number, and holds its factorial when COMPUTING is 0 again. */
    public static final Register32 FACTORIAL = Register32.at("FACTORIAL", 0x08);

    /** State of the factorial unit. */
    public static final Register32 STATUS = Register32.at("STATUS", 0x20, RO);
    /** Signal FACTORIAL_DONE when the computation ends. */
    public static final Flag RAISE_IRQ = STATUS.flag("RAISE_IRQ", 7, RW);
    /** A factorial is being computed. */
    public static final Flag COMPUTING = STATUS.flag("COMPUTING", 0, RO);

    /** Why the device interrupts. */
    public static final Register32 INTERRUPT_STATUS = Register32.at("INTERRUPT_STATUS", 0x24, RO);
    /** A DMA transfer ended. */
    public static final Flag DMA_DONE = INTERRUPT_STATUS.flag("DMA_DONE", 8);
    /** A factorial was computed. */
    public static final Flag FACTORIAL_DONE = INTERRUPT_STATUS.flag("FACTORIAL_DONE", 0);

    /** What is written is added to INTERRUPT_STATUS, and the device interrupts. */
    public static final Register32 INTERRUPT_RAISE = Register32.at("INTERRUPT_RAISE", 0x60, WO);

    /** What is written is taken out of INTERRUPT_STATUS; with INTx, the line falls when nothing is left. */
    public static final Register32 INTERRUPT_ACKNOWLEDGE = Register32.at("INTERRUPT_ACKNOWLEDGE", 0x64, WO);

    /** Where a transfer reads: an I/O virtual address, or one in the device's own buffer. */
    public static final Register64 DMA_SOURCE = Register64.at("DMA_SOURCE", 0x80);
    /** Where a transfer writes: likewise. */
    public static final Register64 DMA_DESTINATION = Register64.at("DMA_DESTINATION", 0x88);
    /** How many bytes a transfer has. */
    public static final Register64 DMA_COUNT = Register64.at("DMA_COUNT", 0x90);

    /** Starts a transfer. */
    public static final Register64 DMA_COMMAND = Register64.at("DMA_COMMAND", 0x98);
    /** Signal DMA_DONE when the transfer ends. */
    public static final Flag DMA_RAISE_IRQ = DMA_COMMAND.flag("RAISE_IRQ", 2);
    /** 0: from memory to the device's buffer; 1: from the buffer to memory. */
    public static final Flag DMA_FROM_DEVICE = DMA_COMMAND.flag("FROM_DEVICE", 1);
    /** Starts when written, and is 1 until the transfer has ended. */
    public static final Flag DMA_START = DMA_COMMAND.flag("START", 0);

    /** All of them. */
    public static final RegisterMap MAP = RegisterMap.of("edu", IDENTIFICATION, LIVENESS, FACTORIAL, STATUS,
            INTERRUPT_STATUS, INTERRUPT_RAISE, INTERRUPT_ACKNOWLEDGE, DMA_SOURCE, DMA_DESTINATION, DMA_COUNT,
            DMA_COMMAND);

    private EduRegisters() {}
}
