// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.PciBackend;
import dev.hwview.register.Flag;
import dev.hwview.register.Presence;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reset by VFIO, of an 82574L whose slot the kernel can reset. That its driver goes on is the contract's. */
@Timeout(60)
class VfioResetTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Register32 CTRL = Register32.at("CTRL", 0x0);
    private static final Flag RST = CTRL.flag("RST", 26);
    private static final Register32 STATUS = Register32.at("STATUS", 0x8);
    private static final Register32 ICS = Register32.at("ICS", 0xc8);
    private static final Register32 IMS = Register32.at("IMS", 0xd0);
    private static final Register32 RCTL = Register32.at("RCTL", 0x100);
    private static final Register32 FCTTV = Register32.at("FCTTV", 0x170);
    private static final Register32 IVAR = Register32.at("IVAR", 0xe4);
    /** Receive queue 0, which IVAR gives vector 0. */
    private static final int RXQ0 = 1 << 20;
    private static final int VECTOR_0_FOR_RXQ0 = 0b1000;
    private static final int BROADCAST_ACCEPT_MODE = 1 << 15;

    private static Device open() {
        return Device.open(Guest.vfio(Guest.resetBySlot(Guest.NIC_NEAR)));
    }

    @Test
    void registersHaveTheirFirstValuesAndMemoryStaysMapped() {
        try (Device device = open(); DmaBuffer buffer = device.dma().allocate(1 << 16)) {
            RegisterSpace bar = device.registers();
            long iova = buffer.iova();
            RCTL.write(bar, BROADCAST_ACCEPT_MODE);
            FCTTV.write(bar, 0x1234);
            assertEquals(BROADCAST_ACCEPT_MODE, RCTL.read(bar));
            assertEquals(0x1234, FCTTV.read(bar));
            device.reset();
            assertEquals(0, RCTL.read(bar));
            assertEquals(0, FCTTV.read(bar));
            assertEquals(Presence.State.PRESENT, device.presence());
            // it answers, and may begin DMA
            assertEquals(6, device.backend(PciBackend.class).orElseThrow().config().read16(4) & 6);
            assertEquals(List.of(buffer), device.dma().buffers());
            assertEquals(iova, buffer.iova());
        }
    }

    /** What the kernel has set up, it sets up again; what the card was told, it has forgotten. */
    @ParameterizedTest
    @EnumSource
    void interruptsStayEnabled(InterruptMode mode) throws InterruptedException {
        try (Device device = open(); Interrupt interrupt = device.interrupt(mode)) {
            interrupt.enable();
            raise(device.registers());
            assertTrue(interrupt.await(SOON) > 0);
            device.reset();
            assertEquals(0, IMS.read(device.registers()));
            interrupt.acknowledge();
            interrupt.poll();
            raise(device.registers());
            assertTrue(interrupt.await(SOON) > 0);
            // As a driver does at its end. QEMU 7.2's model else holds interrupts back by a timer, and ends if MSI-X is
            // off then.
            RST.set(device.registers());
        }
    }

    private static void raise(RegisterSpace bar) {
        IVAR.write(bar, VECTOR_0_FOR_RXQ0);
        IMS.write(bar, RXQ0);
        ICS.write(bar, RXQ0);
    }

    /** The kernel lets accesses wait meanwhile. */
    @Test
    void whoReadsMeanwhileGetsData() throws InterruptedException {
        try (Device device = open()) {
            RegisterSpace bar = device.registers();
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong reads = new AtomicLong();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread reader = Thread.ofPlatform().start(() -> {
                try {
                    while (!over.get()) {
                        STATUS.read(bar);
                        reads.incrementAndGet();
                    }
                } catch (RuntimeException e) {
                    failure.set(e);
                }
            });
            assertTrue(Guest.within(SOON, () -> reads.get() > 100));
            device.reset();
            long before = reads.get();
            assertTrue(Guest.within(SOON, () -> reads.get() > before + 100 || failure.get() != null));
            over.set(true);
            assertTrue(reader.join(SOON));
            assertEquals(null, failure.get());
        }
    }

    @Test
    void whatCanNotBeResetSaysSo() {
        try (Device device = Device.open(Guest.vfio(Guest.EDU))) {
            assertEquals("vfio:" + Guest.EDU + " can't be reset: neither it nor its slot has a way to",
                    assertThrows(ResourceException.class, device::reset).getMessage());
        }
    }
}
