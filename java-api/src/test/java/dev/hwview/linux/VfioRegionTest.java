// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.WidthException;
import dev.hwview.linux.VfioRegion.Area;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A region of which parts can be mapped, in a plain file: each access goes its own way, and all reach the same bytes.
 */
class VfioRegionTest {
    private static final int BASE = 0x2000;
    private static final int SIZE = 0x5000;

    @TempDir
    Path folder;
    private Path path;
    private FileHandle file;
    private final DeviceMemory memory = new DeviceMemory("vfio:test");

    @BeforeEach
    void open() throws IOException {
        path = Files.write(folder.resolve("device"), new byte[BASE + SIZE]);
        file = new FileHandle("vfio:test", Libc.open(path.toString(), LinuxNative.O_RDWR() | LinuxNative.O_CLOEXEC()));
    }

    @AfterEach
    void close() {
        memory.close();
        file.close();
    }

    /** Pages 0, 2 and a part of 3 are mapped; the rest of 3, 1 and 4 are not. */
    private RegisterSpace sparse() {
        return new VfioRegion(BASE, SIZE, List.of(new Area(0, 0x1000), new Area(0x2000, 0x1000),
                new Area(0x3000, 0x800)))
                .open("vfio:test", file, memory, Presence.ALWAYS);
    }

    private int inFile(int offset) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.nativeOrder()).getInt(BASE + offset);
    }

    @Test
    void eachWayReachesItsRegister() throws IOException {
        RegisterSpace space = sparse();
        assertEquals(SIZE, space.size());
        for (int offset = 0; offset < SIZE; offset += 0x7fc) {
            space.write32(offset, ~offset);
        }
        for (int offset = 0; offset < SIZE; offset += 0x7fc) {
            assertEquals(~offset, space.read32(offset));
            assertEquals(~offset & 0xFFFF, space.read16(offset));
            assertEquals(~offset >>> 8 & 0xFF, space.read8(offset + 1));
            assertEquals(~offset, inFile(offset));
        }
        assertThrows(OffsetException.class, () -> space.read32(SIZE));
        assertThrows(WidthException.class, () -> space.read64(0), "as the whole has it, so has each part");
    }

    @Test
    void onlyTheGapsAreCalls() {
        RegisterSpace space = sparse();
        file.close(); // mappings stay
        for (int offset : new int[] {0, 0xffc, 0x2000, 0x2ffc, 0x3000, 0x37fc}) {
            space.write32(offset, offset + 1);
            assertEquals(offset + 1, space.read32(offset));
        }
        for (int offset : new int[] {0x1000, 0x1ffc, 0x3800, 0x3ffc, 0x4000, 0x4ffc}) {
            assertThrows(ClosedException.class, () -> space.read32(offset));
            assertThrows(ClosedException.class, () -> space.write32(offset, 1));
        }
    }

    @Test
    void afterTheEndNothingIsAccessed() {
        RegisterSpace space = sparse();
        memory.close();
        assertThrows(ClosedException.class, () -> space.read32(0));
        assertEquals(0, space.read32(0x1000), "the file is open still");
        assertThrows(ClosedException.class, memory::renew);
        assertThrows(ClosedException.class, this::sparse);
        memory.close(); // does nothing
    }

    @Test
    void oneThatIsMappedWholeHasAllWidths() throws IOException {
        RegisterSpace space = new VfioRegion(BASE, SIZE, List.of(new Area(0, SIZE)))
                .open("vfio:test", file, memory, Presence.ALWAYS);
        space.write64(8, 0x0807_0605_0403_0201L);
        assertEquals(0x0403_0201, inFile(8));
        assertEquals(0x0807_0605, inFile(12));
        file.close();
        assertEquals(0x0807_0605_0403_0201L, space.read64(8));
    }

    @Test
    void oneThatCanNotBeMappedIsAllCalls() throws IOException {
        RegisterSpace space = new VfioRegion(BASE, SIZE, List.of()).open("vfio:test", file, memory, Presence.ALWAYS);
        space.write16(2, 0x0201);
        assertEquals(0x0201_0000, inFile(0));
        file.close();
        assertThrows(ClosedException.class, () -> space.read16(2));
    }
}
