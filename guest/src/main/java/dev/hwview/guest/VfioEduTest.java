// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptController;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.drivers.edu.Edu;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.InterruptModeException;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.PciBackend;
import dev.hwview.register.Presence;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The educational device by VFIO: registers, DMA through the IOMMU, interrupts. */
@Timeout(60)
class VfioEduTest {
    /** QEMU 7.2 does not survive a transfer of the whole buffer. */
    private static final int LENGTH = Edu.BUFFER_SIZE - 1;

    private Device device;
    private Edu edu;

    @BeforeEach
    void open() {
        device = Device.open(Guest.vfio(Guest.EDU));
        edu = new Edu(device);
    }

    @AfterEach
    void close() {
        edu.close();
        device.close();
    }

    @Test
    void identifiesItself() {
        assertEquals("1.0", edu.identify());
        assertEquals("1234:11e8 rev 10", device.identity().toString());
        assertEquals(Presence.State.PRESENT, device.presence());
        assertEquals(0x10_0000, device.registers().size());
    }

    @Test
    void livesAndComputes() {
        assertTrue(edu.liveness(0x1234_5678));
        assertEquals(3_628_800, edu.factorial(10));
    }

    @Test
    void configSpaceIsTheDevices() {
        PciBackend backend = device.backend(PciBackend.class).orElseThrow();
        assertEquals(0x1234, backend.config().read16(0));
        assertEquals(0x11e8_1234, backend.config().read32(0));
        assertEquals(0x11e8, backend.config().read16(2));
        assertEquals(6, backend.config().read16(4) & 6); // answers at its addresses, and may begin DMA
    }

    @Test
    void movesBytesBothWays() {
        try (DmaBuffer out = device.dma().allocate(Edu.BUFFER_SIZE);
                DmaBuffer in = device.dma().allocate(Edu.BUFFER_SIZE)) {
            byte[] bytes = new byte[LENGTH];
            new Random(5).nextBytes(bytes);
            MemorySegment.copy(bytes, 0, out.segment(), ValueLayout.JAVA_BYTE, 0, LENGTH);
            edu.toDevice(out, 0, LENGTH);
            edu.fromDevice(in, 0, LENGTH);
            assertArrayEquals(bytes, in.segment().asSlice(0, LENGTH).toArray(ValueLayout.JAVA_BYTE));
            assertEquals(0, in.segment().get(ValueLayout.JAVA_BYTE, LENGTH));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INTX", "MSI"})
    void interrupts(InterruptMode mode) throws InterruptedException {
        edu.enableInterrupt(mode);
        for (int i = 0; i < 3; i++) {
            edu.interruptItself(1 << i);
        }
        assertEquals(120, edu.factorialByInterrupt(5));
        try (DmaBuffer buffer = device.dma().allocate(64)) {
            buffer.segment().fill((byte) 0x5a);
            edu.toDeviceByInterrupt(buffer, 0, 64);
            buffer.segment().fill((byte) 0);
            edu.fromDeviceByInterrupt(buffer, 0, 64);
            assertEquals(0x5a5a_5a5a_5a5a_5a5aL, buffer.segment().get(ValueLayout.JAVA_LONG, 56));
        }
    }

    /** The registers of "interrupt raise" and "interrupt acknowledge" in the device's specification. */
    @ParameterizedTest
    @EnumSource(names = {"INTX", "MSI"})
    void whatComesWhileDisabledIsRemembered(InterruptMode mode) throws InterruptedException {
        try (Interrupt interrupt = device.interrupt(mode)) {
            device.registers().write32(0x60, 1);
            assertThrows(DeadlineException.class, () -> interrupt.await(Duration.ofMillis(200)));
            interrupt.enable();
            assertEquals(1, interrupt.await(Duration.ofSeconds(5)));
            device.registers().write32(0x64, 1);
            interrupt.acknowledge();
            assertEquals(0, interrupt.poll());
        }
    }

    @Test
    void aVirtualThreadWaits() throws InterruptedException {
        edu.enableInterrupt(InterruptMode.MSI);
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                edu.interruptItself(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(waiter.join(Duration.ofSeconds(10)));
    }

    @Test
    void hasOneVectorOfEachKindThatItHas() {
        assertThrows(InterruptModeException.class, () -> device.interrupt(InterruptMode.MSI, 1));
        assertThrows(InterruptModeException.class, () -> device.interrupt(InterruptMode.MSIX));
    }

    /** As a driver does that begins with what it likes best. */
    @Test
    void aKindThatIsRefusedLeavesTheOthers() throws InterruptedException {
        InterruptController controller = device.backend(PciBackend.class).orElseThrow().interrupts();
        for (InterruptMode mode : new InterruptMode[] {InterruptMode.INTX, InterruptMode.MSI}) {
            assertThrows(ResourceException.class, () -> controller.mode(InterruptMode.MSIX));
            try (Interrupt interrupt = device.interrupt(mode)) {
                interrupt.enable();
                device.registers().write32(0x60, 1);
                assertEquals(1, interrupt.await(Duration.ofSeconds(5)));
                device.registers().write32(0x64, 1);
            }
        }
    }

    @Test
    void dmaToNowhereDoesNoHarm() throws Exception {
        long before = Guest.logged("DMAR.*fault");
        device.registers().write64(0x80, 0x40000);
        device.registers().write64(0x88, 0x0abc_d000); // nobody mapped that
        device.registers().write64(0x90, 64);
        device.registers().write64(0x98, 3);
        assertTrue(Guest.within(Duration.ofSeconds(5), () -> (device.registers().read64(0x98) & 1) == 0));
        assertTrue(edu.liveness(1));
        assertTrue(Guest.within(Duration.ofSeconds(5), () -> Guest.logged("DMAR.*fault") > before),
                "the IOMMU reported nothing");
    }
}
