// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Scratch;
import dev.hwview.register.CalledRegisterSpace;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.util.List;

/**
 * Registers that the kernel accesses for us: config space, I/O ports, and what of a BAR can't be mapped. A system call
 * each, of 8, 16 or 32 bits: the kernel splits what is wider. Parts of it may be mapped after all, and are accessed
 * there.
 */
final class FileRegisterSpace extends CalledRegisterSpace {
    private final FileHandle file;
    private final long base;
    private final Presence presence;
    private final Part[] mapped;

    /**
     * A part of it that is mapped.
     *
     * @param begin where in the whole
     */
    record Part(long begin, RegisterSpace space) {}

    private FileRegisterSpace(String name, long size, FileHandle file, long base, Presence presence,
            List<Part> mapped) {
        super(name, size, Byte.BYTES | Short.BYTES | Integer.BYTES, presence);
        this.file = file;
        this.base = base;
        this.presence = presence;
        this.mapped = mapped.toArray(Part[]::new);
    }

    /**
     * Makes one, as what it is to its users: see NativeRegisterSpace, which has the reason.
     *
     * @param base where it begins in the file
     * @param mapped the parts that are mapped
     */
    static RegisterSpace of(String name, long size, FileHandle file, long base, Presence presence, List<Part> mapped) {
        return new FileRegisterSpace(name, size, file, base, presence, mapped);
    }

    @Override
    protected long read(long offset, int width) {
        Part part = part(offset, width);
        if (part != null) {
            long inside = offset - part.begin();
            return switch (width) {
                case 1 -> part.space().read8(inside);
                case 2 -> part.space().read16(inside);
                default -> part.space().read32(inside);
            };
        }
        try (Scratch scratch = Scratch.take()) {
            check(offset, width, file.pread(scratch, width, base + offset));
            return scratch.get(width);
        }
    }

    @Override
    protected void write(long offset, int width, long value) {
        Part part = part(offset, width);
        if (part != null) {
            long inside = offset - part.begin();
            switch (width) {
                case 1 -> part.space().write8(inside, (int) value);
                case 2 -> part.space().write16(inside, (int) value);
                default -> part.space().write32(inside, (int) value);
            }
            return;
        }
        try (Scratch scratch = Scratch.take()) {
            scratch.put(width, value);
            check(offset, width, file.pwrite(scratch, width, base + offset));
        }
    }

    /** There are few, and a map's look-up would allocate. */
    private Part part(long offset, int width) {
        for (Part part : mapped) {
            if (offset >= part.begin() && offset - part.begin() <= part.space().size() - width) {
                return part;
            }
        }
        return null;
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
