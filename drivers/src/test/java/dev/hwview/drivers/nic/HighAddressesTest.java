// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.net.Cable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rings and buffers where addresses have more than 32 bits, since all others are taken. */
class HighAddressesTest {
    private static final long PAGE = 4096;
    private static final long LOW = 1L << 32;

    /** A file that is nothing but a hole: mapping it costs no memory. */
    private static MemorySegment hole(Path path, long size, Arena arena) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            return file.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
        }
    }

    @Test
    void framesCrossThem(@TempDir Path folder) throws IOException {
        try (Arena arena = Arena.ofShared(); Device device = Device.open("sim:e1000e,mac=02:00:00:00:00:01")) {
            Cable cable = Cable.of(device);
            DmaBuffer low = device.dma().mapAt(PAGE, hole(folder.resolve("hole"), LOW - PAGE, arena),
                    DmaDirection.TO_DEVICE);
            E1000e nic = E1000e.open(device);
            assertTrue(device.dma().buffers().stream().allMatch(buffer -> buffer == low || buffer.iova() >= LOW));
            assertTrue(device.dma().buffers().size() > 1);
            nic.awaitLink(Card.SOON);
            byte[] frame = Card.frame(500, 1);
            cable.inject(frame);
            PacketBuffer[] one = new PacketBuffer[1];
            Card.await(() -> nic.rx(0).receive(one, 1) == 1);
            assertArrayEquals(frame, Card.bytes(one[0]));
            assertEquals(1, nic.tx(0).transmit(one, 0, 1));
            Optional<?>[] sent = new Optional<?>[1];
            Card.await(() -> (sent[0] = cable.take()).isPresent());
            assertArrayEquals(frame, (byte[]) sent[0].orElseThrow());
            nic.close();
            Simulation.of(device).faults().assertNone();
            device.dma().close();
        }
    }
}
