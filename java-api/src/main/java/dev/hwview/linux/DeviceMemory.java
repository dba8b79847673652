// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.BusGuard;
import dev.hwview.register.Delay;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The register regions that a device has mapped: all in one arena, so that they end at one moment, and each behind a
 * guard, since the kernel takes them away at a reset or when the device goes.
 */
final class DeviceMemory {
    private static final long PAGE = Libc.pageSize();
    private static final long CLOSE_PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final String name;
    private final Arena arena = Arena.ofShared();
    private final List<Mapping> mappings = new ArrayList<>();
    private boolean closing;

    private record Mapping(MemorySegment pages, FileHandle file, long offset, BusGuard guard) {}

    DeviceMemory(String name) {
        this.name = name;
    }

    /**
     * Maps a part of a file, which need not be whole pages.
     *
     * @param region the name in messages
     */
    synchronized RegisterSpace map(String region, FileHandle file, long offset, long size, Presence presence) {
        requireOpen();
        long inside = offset % PAGE;
        long begin = offset - inside;
        long whole = (inside + size + PAGE - 1) / PAGE * PAGE;
        long address = map(0, whole, 0, file, begin);
        if (address < 0) {
            throw new ResourceException(region, refusal(address));
        }
        MemorySegment pages = MemorySegment.ofAddress(address)
                .reinterpret(whole, arena, gone -> Libc.munmap(address, whole));
        BusGuard guard = BusGuard.over(region, pages, arena);
        mappings.add(new Mapping(pages, file, begin, guard));
        return RegisterSpace.over(region, pages.asSlice(inside, size), guard, presence);
    }

    /** Why a file can't be mapped: VFIO lends what it may, so one that is forbidden is another's. */
    static String refusal(long status) {
        return "can't be mapped: mmap says " + Errno.describe(status) + (status != -Errno.EPERM ? ""
                : ": the kernel is locked down, as with Secure Boot (/sys/kernel/security/lockdown tells), or keeps"
                + " these addresses to itself; a PCI device can be opened as vfio: instead");
    }

    private static long map(long address, long size, int fixed, FileHandle file, long offset) {
        return file.mmap(address, size, LinuxNative.PROT_READ() | LinuxNative.PROT_WRITE(),
                LinuxNative.MAP_SHARED() | fixed, offset);
    }

    /** The device is going: accesses throw from now on. */
    synchronized void trip() {
        if (!closing) {
            mappings.forEach(m -> m.guard().trip());
        }
    }

    /** After a reset: maps again what went while somebody accessed it. */
    synchronized void renew() {
        requireOpen(); // else it would be mapped over what has taken the pages' place
        for (Mapping mapping : mappings) {
            if (mapping.guard().tripped()) {
                long status = map(mapping.pages().address(), mapping.pages().byteSize(), LinuxNative.MAP_FIXED(),
                        mapping.file(), mapping.offset());
                if (status < 0) {
                    throw new ResourceException(name, "can't be mapped again: mmap says " + Errno.describe(status));
                }
                mapping.guard().reset();
            }
        }
    }

    private void requireOpen() {
        if (closing) {
            throw new ClosedException(name, "is closed");
        }
    }

    /** When it returns, no thread is inside an access, and none will come. A second call does nothing. */
    void close() {
        synchronized (this) {
            closing = true;
            mappings.forEach(m -> m.guard().retire());
        }
        long start = System.nanoTime();
        while (true) {
            try {
                arena.close();
                return;
            } catch (IllegalStateException callUnderWay) {
                if (!arena.scope().isAlive()) {
                    return;
                }
                if (System.nanoTime() - start > CLOSE_PATIENCE) {
                    throw new ResourceException(name, "can't be closed: an access does not return", callUnderWay);
                }
                Delay.atLeastNanos(50_000);
            }
        }
    }
}
