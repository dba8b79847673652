// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.ResourceException;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterMap;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.junit.Simulated;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class MisuseOfCablesTest {
    @Test
    void whatIsNoCardHasNoCable(@Simulated("edu") Device edu) {
        says(CableException.class, "sim:edu has no port for a cable: it is no network card", () -> Cable.of(edu));
        try (Device regs = Simulation.open(RegisterMap.of("plain", Register32.at("R", 0)))) {
            says(CableException.class, "sim:edu has no port", () -> Wire.between(edu, regs).plug());
        }
    }

    @Test
    void aWireHasTwoEnds(@Simulated("edu") Device edu) {
        says(IllegalArgumentException.class, "sim:edu twice", () -> Wire.between(edu, edu));
    }

    @Test
    void chancesAndTimesHaveLimits(@Simulated("edu") Device edu) {
        try (Device regs = Simulation.open(RegisterMap.of("plain", Register32.at("R", 0)))) {
            Wire wire = Wire.between(edu, regs);
            says(IllegalArgumentException.class, "1001 of a thousand", () -> wire.loss(1001));
            says(IllegalArgumentException.class, "-1 of a thousand", () -> wire.corrupt(-1));
            says(IllegalArgumentException.class, "-1 of a thousand", () -> wire.duplicate(-1));
            says(IllegalArgumentException.class, "1001 of a thousand", () -> wire.reorder(1001));
            says(IllegalArgumentException.class, "PT-1S", () -> wire.delay(Duration.ofSeconds(-1)));
        }
    }

    @Test
    void aClosedDeviceHasNone() {
        Device edu = Device.open("sim:edu");
        edu.close();
        says(ClosedException.class, "sim:edu is closed", () -> Cable.of(edu));
    }

    @Test
    void whatMovesNoPacketsIsNotStepped(@Simulated("edu") Simulation edu) {
        says(UnsupportedOperationException.class, "sim:edu moves no packets", () -> edu.step(1));
        says(UnsupportedOperationException.class, "sim:edu moves no packets", () -> edu.pollStart(-1));
        says(IllegalStateException.class, "sim:edu is not polled", edu::pollStop);
        says(IllegalArgumentException.class, "-1 is no count", () -> edu.step(-1));
    }

    @Test
    void framesHaveLengths(@Simulated("e1000e") Device device) {
        Cable cable = Cable.of(device);
        says(IllegalArgumentException.class, "not 0", () -> cable.inject(new byte[0]));
        says(IllegalArgumentException.class, "1 to " + Cable.LONGEST + " bytes, not " + (Cable.LONGEST + 1),
                () -> cable.inject(new byte[Cable.LONGEST + 1]));
        says(IllegalArgumentException.class, "60 to 1514 bytes", () -> cable.generate(59, 1, Duration.ZERO, 1));
        says(IllegalArgumentException.class, "60 to 1514 bytes", () -> cable.generate(1515, 1, Duration.ZERO, 1));
        says(IllegalArgumentException.class, "1 to 60000 flows", () -> cable.generate(60, 1, Duration.ZERO, 60_001));
        says(IllegalArgumentException.class, "-1 is no count", () -> cable.generate(60, -1, Duration.ZERO, 1));
        says(IllegalArgumentException.class, "-1 is no count", () -> cable.mangle(-1));
        says(IllegalArgumentException.class, "-1 is no count", () -> cable.dropInterrupts(-1));
        says(IllegalArgumentException.class, "PT-1S", () -> cable.stall(Duration.ofSeconds(-1)));
        says(IllegalArgumentException.class, "PT-1S", () -> cable.flap(Duration.ofSeconds(-1)));
        assertEquals(0, cable.counts().arrived());
    }

    /** The receiver is on and has no descriptor: frames wait in the port, until that is full. */
    @Test
    void aFullPortTakesNoMore(@Simulated("e1000e") Device device) {
        BareCard card = new BareCard(device);
        Cable cable = Cable.of(device);
        MemorySegment frame = Arena.global().allocate(1514);
        int taken = 0;
        while (cable.offer(frame)) {
            assertTrue(++taken < 1000, "it never fills");
        }
        says(ResourceException.class, "sim:e1000e can't take another frame", () -> cable.inject(frame));
        assertEquals(taken, cable.counts().waiting());
        assertEquals(2, cable.counts().missed());
        card.listen();
        for (int i = 0; i < taken; i++) {
            assertEquals(1514, card.receive().length);
        }
        assertTrue(cable.offer(frame));
    }

    @Test
    void captureFilesThatAreNone(@Simulated("e1000e") Device device, @TempDir Path folder) throws IOException {
        Cable cable = Cable.of(device);
        Path noise = Files.write(folder.resolve("noise"), new byte[100]);
        says(CableException.class, "can't read " + noise + ": it is no pcap", () -> cable.pcapIn(noise));
        says(CableException.class, "missing: no such file", () -> cable.pcapIn(folder.resolve("missing")));
        says(CableException.class, "can't write " + folder + ": it is a folder", () -> cable.pcapOut(folder));
        says(CableException.class, "no such file", () -> cable.pcapOut(folder.resolve("no/such")));
        says(IllegalArgumentException.class, "-1 is no count", () -> cable.pcapIn(noise, Duration.ZERO, -1));
        says(CableException.class, "can't open a socket at " + noise,
                () -> cable.socket(noise, folder.resolve("remote")));
        says(CableException.class, "is empty or too long", () -> cable.socket(folder.resolve("x".repeat(108)), noise));
    }

    @Test
    void aClosedCardSaysSo() {
        Device device = Device.open("sim:e1000e");
        Cable cable = Cable.of(device);
        device.close();
        says(ClosedException.class, "sim:e1000e is closed", () -> cable.inject(new byte[60]));
        says(ClosedException.class, "sim:e1000e is closed", cable::take);
        says(ClosedException.class, "sim:e1000e is closed", cable::echo);
        says(ClosedException.class, "sim:e1000e is closed", cable::counts);
        says(ClosedException.class, "sim:e1000e is closed", () -> cable.dropInterrupts(1));
    }

    /** Each call before the close goes well, each after it is the exception; nothing else happens. */
    @Test
    void framesThatRaceWithCloseEndInNothingElse() throws Exception {
        for (int round = 0; round < 20; round++) {
            Device device = Device.open("sim:e1000e");
            Cable cable = Cable.of(device);
            MemorySegment frame = Arena.global().allocate(60);
            AtomicReference<Throwable> end = new AtomicReference<>();
            CountDownLatch begun = new CountDownLatch(1);
            Thread thread = Thread.ofPlatform().start(() -> {
                try {
                    while (true) {
                        cable.offer(frame);
                        cable.counts();
                        begun.countDown();
                    }
                } catch (Throwable e) {
                    end.set(e);
                }
            });
            begun.await();
            device.close();
            thread.join();
            assertEquals(ClosedException.class, end.get().getClass(), () -> end.get().toString());
        }
    }

    @Test
    void memoryOfTheCallersThatIsGoneIsNotTheCards(@Simulated("e1000e") Device device) {
        Arena arena = Arena.ofConfined();
        MemorySegment frame = arena.allocate(60);
        arena.close();
        says(IllegalStateException.class, "closed", () -> Cable.of(device).inject(frame));
    }

    static void says(Class<? extends Exception> type, String part, Executable deed) {
        Exception thrown = assertThrows(Exception.class, deed);
        assertEquals(type, thrown.getClass(), thrown::toString);
        assertTrue(thrown.getMessage().contains(part), () -> "no \"" + part + "\" in: " + thrown.getMessage());
    }
}
