// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Libc;
import dev.hwview.register.CalledRegisterSpace;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Registers that the kernel accesses for us: config space, I/O ports, and what of a BAR can't be mapped. A system call
 * each, of 8, 16 or 32 bits: the kernel splits what is wider. Parts of it may be mapped after all, and are accessed there.
 */
final class FileRegisterSpace extends CalledRegisterSpace {
    private final FileHandle file;
    private final long base;
    private final Presence presence;
    private final NavigableMap<Long, RegisterSpace> mapped;

    private FileRegisterSpace(String name, long size, FileHandle file, long base, Presence presence,
            Map<Long, RegisterSpace> mapped) {
        super(name, size, Byte.BYTES | Short.BYTES | Integer.BYTES, presence);
        this.file = file;
        this.base = base;
        this.presence = presence;
        this.mapped = new TreeMap<>(mapped);
    }

    /**
     * Makes one, as what it is to its users: see NativeRegisterSpace, which has the reason.
     *
     * @param base where it begins in the file
     * @param mapped the parts that are mapped, by their offsets
     */
    static RegisterSpace of(String name, long size, FileHandle file, long base, Presence presence,
            Map<Long, RegisterSpace> mapped) {
        return new FileRegisterSpace(name, size, file, base, presence, mapped);
    }

    @Override
    protected long read(long offset, int width) {
        Map.Entry<Long, RegisterSpace> part = part(offset, width);
        if (part != null) {
            long inside = offset - part.getKey();
            return switch (width) {
                case 1 -> part.getValue().read8(inside);
                case 2 -> part.getValue().read16(inside);
                default -> part.getValue().read32(inside);
            };
        }
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment value = scratch.allocate(width, width);
            check(offset, width, file.call(descriptor -> Libc.pread(descriptor, value, base + offset)));
            return switch (width) {
                case 1 -> value.get(JAVA_BYTE, 0);
                case 2 -> value.get(JAVA_SHORT, 0);
                default -> value.get(JAVA_INT, 0);
            };
        }
    }

    @Override
    protected void write(long offset, int width, long value) {
        Map.Entry<Long, RegisterSpace> part = part(offset, width);
        if (part != null) {
            long inside = offset - part.getKey();
            switch (width) {
                case 1 -> part.getValue().write8(inside, (int) value);
                case 2 -> part.getValue().write16(inside, (int) value);
                default -> part.getValue().write32(inside, (int) value);
            }
            return;
        }
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment source = scratch.allocate(width, width);
            switch (width) {
                case 1 -> source.set(JAVA_BYTE, 0, (byte) value);
                case 2 -> source.set(JAVA_SHORT, 0, (short) value);
                default -> source.set(JAVA_INT, 0, (int) value);
            }
            check(offset, width, file.call(descriptor -> Libc.pwrite(descriptor, source, base + offset)));
        }
    }

    private Map.Entry<Long, RegisterSpace> part(long offset, int width) {
        Map.Entry<Long, RegisterSpace> below = mapped.floorEntry(offset);
        return below != null && offset - below.getKey() <= below.getValue().size() - width ? below : null;
    }

    private void check(long offset, int width, long result) {
        if (result == width) {
            return;
        }
        if (result == -Errno.ENODEV || presence.state() == Presence.State.REMOVED) {
            throw new DeviceRemovedException(name(), offset, "is gone: the device was removed");
        }
        throw new BusErrorException(name(), offset,
                "was not accessed: the kernel says " + (result < 0 ? Errno.describe(result) : result + " bytes"));
    }
}
