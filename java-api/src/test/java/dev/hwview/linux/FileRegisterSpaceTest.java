// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.WidthException;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.BusGuard;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registers in a file, of which a part is mapped: what is accessed where. */
class FileRegisterSpaceTest {
    private static final int BASE = 16;

    @TempDir
    Path folder;
    private Path path;
    private FileHandle file;
    private Arena arena;
    private MemorySegment part;
    private Presence.State state = Presence.State.PRESENT;

    @BeforeEach
    void open() throws IOException {
        path = Files.write(folder.resolve("registers"), new byte[BASE + 64]);
        file = new FileHandle("file", Libc.open(path.toString(), LinuxNative.O_RDWR() | LinuxNative.O_CLOEXEC()));
        arena = Arena.ofShared();
        part = arena.allocate(16, 8);
    }

    @AfterEach
    void close() {
        file.close();
        arena.close();
    }

    private RegisterSpace space(long size) {
        RegisterSpace mapped = RegisterSpace.over("part", part, BusGuard.NONE, () -> state);
        return FileRegisterSpace.of("file", size, file, BASE, () -> state,
                List.of(new FileRegisterSpace.Part(32, mapped)));
    }

    @Test
    void mappedPartsAreAccessedThere() throws IOException {
        RegisterSpace space = space(64);
        space.write32(0x1c, 0x0403_0201);
        space.write32(0x20, 0x1413_1211);
        space.write16(0x2e, 0x2221);
        space.write8(0x30, 0x31);
        assertEquals(0x0403_0201, space.read32(0x1c));
        assertEquals(0x1413, space.read16(0x22));
        assertEquals(0x22, space.read8(0x2f));
        assertEquals(0x31, space.read8(0x30));
        assertEquals(0x1413_1211, part.get(ValueLayout.JAVA_INT, 0));
        assertEquals(0x2221, part.get(ValueLayout.JAVA_SHORT, 14));
        byte[] bytes = Files.readAllBytes(path);
        assertEquals(4, bytes[BASE + 0x1f]);
        assertEquals(0, bytes[BASE + 0x20]); // it's the part's
        assertEquals(0x31, bytes[BASE + 0x30]);
        assertThrows(WidthException.class, () -> space.read64(0));
    }

    @Test
    void whatTheKernelDoesNotAccessIsABusErrorOrARemoval() {
        RegisterSpace space = space(128); // the file is shorter
        assertEquals("offset 0x40 of file was not accessed: the kernel says 0 bytes",
                assertThrows(BusErrorException.class, () -> space.read32(0x40)).getMessage());
        state = Presence.State.REMOVED;
        assertThrows(DeviceRemovedException.class, () -> space.read32(0x40));
        file.close();
        assertThrows(ClosedException.class, () -> space.read32(0));
    }
}
