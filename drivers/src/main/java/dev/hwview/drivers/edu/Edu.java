// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.edu;

import static dev.hwview.drivers.edu.EduRegisters.COMPUTING;
import static dev.hwview.drivers.edu.EduRegisters.DMA_COMMAND;
import static dev.hwview.drivers.edu.EduRegisters.DMA_COUNT;
import static dev.hwview.drivers.edu.EduRegisters.DMA_DESTINATION;
import static dev.hwview.drivers.edu.EduRegisters.DMA_DONE;
import static dev.hwview.drivers.edu.EduRegisters.DMA_FROM_DEVICE;
import static dev.hwview.drivers.edu.EduRegisters.DMA_RAISE_IRQ;
import static dev.hwview.drivers.edu.EduRegisters.DMA_SOURCE;
import static dev.hwview.drivers.edu.EduRegisters.DMA_START;
import static dev.hwview.drivers.edu.EduRegisters.FACTORIAL;
import static dev.hwview.drivers.edu.EduRegisters.FACTORIAL_DONE;
import static dev.hwview.drivers.edu.EduRegisters.IDENTIFICATION;
import static dev.hwview.drivers.edu.EduRegisters.INTERRUPT_ACKNOWLEDGE;
import static dev.hwview.drivers.edu.EduRegisters.INTERRUPT_RAISE;
import static dev.hwview.drivers.edu.EduRegisters.INTERRUPT_STATUS;
import static dev.hwview.drivers.edu.EduRegisters.LIVENESS;
import static dev.hwview.drivers.edu.EduRegisters.MAGIC;
import static dev.hwview.drivers.edu.EduRegisters.MAJOR;
import static dev.hwview.drivers.edu.EduRegisters.MINOR;
import static dev.hwview.drivers.edu.EduRegisters.RAISE_IRQ;

import dev.hwview.device.Device;
import dev.hwview.device.Identity;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.FieldValueException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.register.RegisterSpace;
import java.time.Duration;

/**
 * Driver of QEMU's educational PCI device: it identifies itself, computes factorials, and moves bytes between memory
 * and a 4096-byte buffer of its own. The order of accesses in each method is the driver's contract, which its tests
 * check.
 *
 * <p>One thread at a time. Closing the driver gives its interrupt back and leaves the device open.
 */
public final class Edu implements AutoCloseable {
    /** Size of the device's buffer in bytes. */
    public static final int BUFFER_SIZE = 4096;

    /** Where the device sees its own buffer ("DMA controller" in the specification). */
    private static final long BUFFER_ADDRESS = 0x40000;
    /** The device drives 28 address bits. */
    private static final int ADDRESS_BITS = 28;
    private static final int VENDOR = 0x1234;
    private static final int DEVICE = 0x11e8;
    private static final int MAGIC_NUMBER = 0xed;
    /** A computation or transfer takes microseconds in the simulator, 100 ms in QEMU. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Device device;
    private final RegisterSpace bar;
    private Interrupt interrupt;

    /**
     * Takes a device.
     *
     * @param device an edu device
     * @throws UnknownDeviceException if it is another
     */
    public Edu(Device device) {
        Identity identity = device.identity();
        if (identity.vendor() != VENDOR || identity.device() != DEVICE) {
            throw new UnknownDeviceException(device.name(), "is no edu device: it is " + identity);
        }
        this.device = device;
        this.bar = device.registers();
        device.dma().mask(ADDRESS_BITS);
    }

    /**
     * Reads what the device is: one access.
     *
     * @return the version, such as {@code 1.0}
     * @throws UnknownDeviceException if it is no edu device
     */
    public String identify() {
        int id = IDENTIFICATION.read(bar);
        if (MAGIC.get(id) != MAGIC_NUMBER) {
            throw new UnknownDeviceException(device.name(), "is no edu device: it identifies as 0x"
                    + Integer.toHexString(id));
        }
        return MAJOR.get(id) + "." + MINOR.get(id);
    }

    /**
     * Asks whether the device lives: it answers the complement of what it is told. Two accesses.
     *
     * @param number any
     * @return whether it does
     */
    public boolean liveness(int number) {
        LIVENESS.write(bar, number);
        return LIVENESS.read(bar) == ~number;
    }

    /**
     * Computes a factorial, polling. A write of the number, reads of STATUS until COMPUTING is 0, a read of the result.
     *
     * @param n from 0
     * @return n! modulo 2^32
     * @throws DeadlineException if the device does not finish
     */
    public int factorial(int n) {
        FACTORIAL.write(bar, requireNatural(n));
        COMPUTING.awaitClear(bar, PATIENCE);
        return FACTORIAL.read(bar);
    }

    /**
     * Computes a factorial and sleeps until the device interrupts.
     *
     * @param n from 0
     * @return n! modulo 2^32
     * @throws DeadlineException if the device does not interrupt
     * @throws InterruptedException if the thread is interrupted
     */
    public int factorialByInterrupt(int n) throws InterruptedException {
        requireNatural(n);
        RAISE_IRQ.set(bar);
        FACTORIAL.write(bar, n);
        awaitInterrupt((int) FACTORIAL_DONE.mask());
        RAISE_IRQ.clear(bar);
        return FACTORIAL.read(bar);
    }

    /**
     * Chooses how the device interrupts. Needed once, before a method that waits for an interrupt.
     *
     * @param mode INTx or MSI
     */
    public void enableInterrupt(InterruptMode mode) {
        closeInterrupt();
        interrupt = device.interrupt(mode);
        interrupt.enable();
    }

    /**
     * Copies memory into the device's buffer, polling.
     *
     * @param from the memory
     * @param offset where in it to begin
     * @param length in bytes, 1 to {@link #BUFFER_SIZE}
     */
    public void toDevice(DmaBuffer from, long offset, int length) {
        startToDevice(from, offset, length, false);
        DMA_START.awaitClear(bar, PATIENCE);
    }

    /**
     * Copies the device's buffer into memory, polling.
     *
     * @param to the memory
     * @param offset where in it to begin
     * @param length in bytes, 1 to {@link #BUFFER_SIZE}
     */
    public void fromDevice(DmaBuffer to, long offset, int length) {
        startFromDevice(to, offset, length, false);
        DMA_START.awaitClear(bar, PATIENCE);
    }

    /**
     * Copies memory into the device's buffer and sleeps until the device interrupts.
     *
     * @param from the memory
     * @param offset where in it to begin
     * @param length in bytes, 1 to {@link #BUFFER_SIZE}
     * @throws InterruptedException if the thread is interrupted
     */
    public void toDeviceByInterrupt(DmaBuffer from, long offset, int length) throws InterruptedException {
        startToDevice(from, offset, length, true);
        awaitInterrupt((int) DMA_DONE.mask());
    }

    /**
     * Copies the device's buffer into memory and sleeps until the device interrupts.
     *
     * @param to the memory
     * @param offset where in it to begin
     * @param length in bytes, 1 to {@link #BUFFER_SIZE}
     * @throws InterruptedException if the thread is interrupted
     */
    public void fromDeviceByInterrupt(DmaBuffer to, long offset, int length) throws InterruptedException {
        startFromDevice(to, offset, length, true);
        awaitInterrupt((int) DMA_DONE.mask());
    }

    private void startToDevice(DmaBuffer from, long offset, int length, boolean interrupts) {
        requireLength(length);
        start(from.iova(offset, length), BUFFER_ADDRESS, length, DMA_START.mask(), interrupts);
    }

    private void startFromDevice(DmaBuffer to, long offset, int length, boolean interrupts) {
        requireLength(length);
        start(BUFFER_ADDRESS, to.iova(offset, length), length, DMA_START.mask() | DMA_FROM_DEVICE.mask(), interrupts);
    }

    /** Four writes. Only the last, which starts the transfer, has to come behind what is in memory by then. */
    private void start(long source, long destination, int length, long command, boolean interrupts) {
        DMA_SOURCE.writeRelaxed(bar, source);
        DMA_DESTINATION.writeRelaxed(bar, destination);
        DMA_COUNT.writeRelaxed(bar, length);
        DMA_COMMAND.write(bar, interrupts ? command | DMA_RAISE_IRQ.mask() : command);
    }

    /** Sleeps until a cause is there, takes it out of the device, and lets the line fire again. */
    private void awaitInterrupt(int cause) throws InterruptedException {
        if (interrupt == null) {
            throw new IllegalStateException(device.name() + ": enableInterrupt() comes first");
        }
        interrupt.await(PATIENCE);
        int causes = INTERRUPT_STATUS.read(bar); // also orders what the device wrote before what we read
        INTERRUPT_ACKNOWLEDGE.write(bar, causes);
        interrupt.acknowledge();
        if ((causes & cause) == 0) {
            throw new DeadlineException(device.name(), INTERRUPT_STATUS.offset(),
                    "has 0x" + Integer.toHexString(causes) + " as the interrupt's cause, not 0x"
                            + Integer.toHexString(cause));
        }
    }

    /**
     * Makes the device interrupt, for a test of the path.
     *
     * @param causes bits to add to INTERRUPT_STATUS
     * @throws InterruptedException if the thread is interrupted
     */
    public void interruptItself(int causes) throws InterruptedException {
        INTERRUPT_RAISE.write(bar, causes);
        awaitInterrupt(causes);
    }

    private int requireNatural(int n) {
        if (n < 0) {
            throw new FieldValueException(device.name(), FACTORIAL.offset(), "takes no negative number: " + n)
                    .in("FACTORIAL");
        }
        return n;
    }

    private void requireLength(int length) {
        if (length < 1 || length > BUFFER_SIZE) {
            throw new OffsetException(device.name(), DMA_COUNT.offset(),
                    "takes 1 to " + BUFFER_SIZE + " bytes, not " + length).in("DMA_COUNT");
        }
    }

    private void closeInterrupt() {
        if (interrupt != null) {
            interrupt.close();
            interrupt = null;
        }
    }

    /** Gives the interrupt back. */
    @Override
    public void close() {
        closeInterrupt();
    }
}
