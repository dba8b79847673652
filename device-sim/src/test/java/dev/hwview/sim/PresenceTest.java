// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static dev.hwview.register.Presence.State.BUS_ERROR;
import static dev.hwview.register.Presence.State.PRESENT;
import static dev.hwview.register.Presence.State.REMOVED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.HardwareException;
import dev.hwview.register.RegisterSpace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices that go away, and come back, under a driver. */
class PresenceTest {
    private interface Access {
        void on(RegisterSpace bar);
    }

    private static final List<Access> READS = List.of(bar -> bar.read8(0x80), bar -> bar.read16(0x80),
            bar -> bar.read32(0x80), bar -> bar.read64(0x80), bar -> bar.read8Relaxed(0x80),
            bar -> bar.read16Relaxed(0x80), bar -> bar.read32Relaxed(0x80), bar -> bar.read64Relaxed(0x80));
    private static final List<Access> WRITES = List.of(bar -> bar.write8(0x80, 1), bar -> bar.write16(0x80, 1),
            bar -> bar.write32(0x80, 1), bar -> bar.write64(0x80, 1), bar -> bar.write8Relaxed(0x80, 1),
            bar -> bar.write16Relaxed(0x80, 1), bar -> bar.write32Relaxed(0x80, 1), bar -> bar.write64Relaxed(0x80, 1));

    private static void onEdu(RegisterPath path, Scene scene) {
        String access = path == RegisterPath.TRAP ? "trap" : "call";
        try (Device device = Device.open("sim:edu,access=" + access)) {
            scene.play(device, Simulation.of(device), device.registers());
        }
    }

    private interface Scene {
        void play(Device device, Simulation simulation, RegisterSpace bar);
    }

    private static void eachThrows(Class<? extends HardwareException> type, List<Access> accesses, RegisterSpace bar) {
        for (Access access : accesses) {
            HardwareException fault = assertThrows(type, () -> access.on(bar));
            assertEquals("sim:edu", fault.device());
            assertEquals(0x80, fault.offset());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void readsOfARemovedDeviceAreNoData(RegisterPath path) {
        onEdu(path, (device, simulation, bar) -> {
            simulation.presence(REMOVED);
            assertEquals(REMOVED, device.presence());
            eachThrows(DeviceRemovedException.class, READS, bar);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void writesToARemovedDeviceGoNowhereAsOnARealBus(RegisterPath path) {
        onEdu(path, (device, simulation, bar) -> {
            simulation.presence(REMOVED);
            WRITES.forEach(write -> write.on(bar));
            assertEquals(WRITES.size(), simulation.trace().count());
            simulation.presence(PRESENT);
            assertEquals(0, EduBar.DMA_SOURCE.read(bar));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void aBusErrorIsThrownByTheAccessThatMetIt(RegisterPath path) {
        onEdu(path, (device, simulation, bar) -> {
            simulation.presence(BUS_ERROR);
            assertEquals(BUS_ERROR, device.presence());
            eachThrows(BusErrorException.class, READS, bar);
            eachThrows(BusErrorException.class, WRITES, bar);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void allOnesThatARegisterHoldsAreData(RegisterPath path) {
        onEdu(path, (device, simulation, bar) -> {
            EduBar.LIVENESS.write(bar, 0);
            assertEquals(-1, EduBar.LIVENESS.read(bar));
            EduBar.DMA_SOURCE.write(bar, -1L);
            assertEquals(-1L, EduBar.DMA_SOURCE.read(bar));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void aDeviceThatCameBackWorks(RegisterPath path) {
        onEdu(path, (device, simulation, bar) -> {
            for (int round = 0; round < 3; round++) {
                for (var state : List.of(REMOVED, BUS_ERROR)) {
                    simulation.presence(state);
                    assertThrows(HardwareException.class, () -> EduBar.ID.read(bar));
                    simulation.presence(PRESENT);
                    assertEquals(EduBar.IDENTITY, EduBar.ID.read(bar));
                    EduBar.LIVENESS.write(bar, round);
                    assertEquals(~round, EduBar.LIVENESS.read(bar));
                    assertEquals(PRESENT, device.presence());
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void oneStateMayFollowAnother(RegisterPath path) {
        onEdu(path, (device, simulation, bar) -> {
            simulation.presence(BUS_ERROR);
            assertThrows(BusErrorException.class, () -> EduBar.ID.read(bar));
            simulation.presence(REMOVED);
            assertThrows(DeviceRemovedException.class, () -> EduBar.ID.read(bar));
            simulation.presence(BUS_ERROR);
            assertThrows(BusErrorException.class, () -> EduBar.ID.read(bar));
            simulation.presence(PRESENT);
            assertEquals(EduBar.IDENTITY, EduBar.ID.read(bar));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void theExceptionNamesTheRegister(RegisterPath path) {
        onEdu(path, (device, simulation, bar) -> {
            simulation.presence(REMOVED);
            String removed = assertThrows(DeviceRemovedException.class, () -> EduBar.ID.read(bar)).getMessage();
            assertTrue(removed.startsWith("ID (0x0) of sim:edu is gone"), removed);
            simulation.presence(BUS_ERROR);
            String error = assertThrows(BusErrorException.class, () -> EduBar.LIVENESS.write(bar, 1)).getMessage();
            assertTrue(error.startsWith("LIVENESS (0x4) of sim:edu met a bus error"), error);
        });
    }

    /** The compiled access has to be as precise as the interpreted one: the very next statement sees the exception. */
    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void aHotAccessIsAsPrecise(RegisterPath path) {
        onEdu(path, (device, simulation, bar) -> {
            int[] done = new int[1];
            for (int i = 0; i < 30_000; i++) {
                hotAccess(bar, done);
            }
            simulation.presence(BUS_ERROR);
            done[0] = 0;
            assertThrows(BusErrorException.class, () -> hotAccess(bar, done));
            assertEquals(1, done[0], "the write is thrown behind the statement before it, before the one after it");
        });
    }

    private static void hotAccess(RegisterSpace bar, int[] done) {
        done[0] = 1;
        EduBar.LIVENESS.write(bar, 7);
        done[0] = 2;
    }
}
