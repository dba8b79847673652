// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import static dev.hwview.sim.net.BareCard.frame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.hwview.device.Device;
import dev.hwview.sim.RegisterPath;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.junit.Simulated;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cards whose registers are plain memory, and what lets them run. */
class EngineTest {
    @Test
    void nothingMovesBetweenSteps(@Simulated(value = "e1000e", path = RegisterPath.MEMORY) Device device) {
        Simulation simulation = Simulation.of(device);
        assertEquals(RegisterPath.MEMORY, simulation.path());
        BareCard card = new BareCard(device).listen();
        Cable cable = Cable.of(device);
        simulation.step(0); // it sees how it was set up
        int slot = card.post(frame(1, 100));
        cable.inject(frame(2, 200));
        assertFalse(card.isSent(slot));
        assertEquals(Optional.empty(), card.poll());
        assertEquals(2, simulation.step(8));
        assertTrue(card.isSent(slot));
        assertArrayEquals(frame(2, 200), card.receive());
        assertArrayEquals(frame(1, 100), cable.take().orElseThrow());
        assertEquals(0, simulation.step(8));
        assertEquals(0, simulation.trace().accesses().size(), "nobody sees these accesses");
    }

    @Test
    void aStepMovesSoManyAtMost(@Simulated(value = "e1000e", path = RegisterPath.MEMORY) Device device) {
        Simulation simulation = Simulation.of(device);
        BareCard card = new BareCard(device);
        for (int i = 0; i < 10; i++) {
            card.post(frame(i, 60));
        }
        assertEquals(4, simulation.step(4));
        assertEquals(4, simulation.step(4));
        assertEquals(2, simulation.step(4));
        assertEquals(10, Cable.of(device).counts().sent());
    }

    @Test
    void anotherThreadDoesIt(@Simulated(value = "e1000e", path = RegisterPath.MEMORY) Device device) {
        Simulation simulation = Simulation.of(device);
        BareCard card = new BareCard(device).listen();
        Cable.of(device).echo();
        simulation.pollStart(-1);
        MisuseOfCablesTest.says(IllegalStateException.class, "sim:e1000e is polled already",
                () -> simulation.pollStart(-1));
        for (int i = 0; i < 1000; i++) {
            card.send(frame(i, 60));
            assertArrayEquals(frame(i, 60), card.receive());
        }
        simulation.pollStop();
        MisuseOfCablesTest.says(IllegalStateException.class, "sim:e1000e is not polled", simulation::pollStop);
        int slot = card.post(frame(1, 60));
        assertFalse(card.isSent(slot));
        MisuseOfCablesTest.says(IllegalArgumentException.class, "no processor 100000",
                () -> simulation.pollStart(100_000));
    }

    @Test
    void stepsAndOffersAllocateNothing(@Simulated(value = "e1000e", path = RegisterPath.MEMORY) Device device) {
        Simulation simulation = Simulation.of(device);
        Cable cable = Cable.of(device);
        new BareCard(device);
        MemorySegment frame = Arena.global().allocate(60);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 200 && least > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                cable.offer(frame);
                simulation.step(1);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }
}
