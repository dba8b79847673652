// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.ffm.vfio_info_cap_header;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What VFIO tells about something: a struct, and behind it perhaps a list of capabilities, each with the offset of the
 * next. The kernel is believed what it says, but not that its offsets lie within.
 */
final class VfioInfo {
    /** As many bytes as lists of capabilities take as a rule; who needs more says how much. */
    private static final int ROOM = 4096;
    private static final int MOST = 1 << 20;
    private static final long HEADER = vfio_info_cap_header.sizeof();

    private final String name;
    private final MemorySegment bytes;

    /**
     * Takes what was told.
     *
     * @param name the device's, in messages
     */
    VfioInfo(String name, MemorySegment bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /**
     * Asks.
     *
     * @param problem what is wrong if that fails, as a predicate
     * @param question puts in which one is meant and calls the kernel; returns what it does
     */
    static VfioInfo ask(String name, String problem, Arena arena, ToIntFunction<MemorySegment> question) {
        long room = ROOM;
        while (true) {
            MemorySegment bytes = arena.allocate(room, Long.BYTES);
            bytes.set(JAVA_INT, 0, (int) room); // argsz, which each of these structs begins with
            int status = question.applyAsInt(bytes);
            if (status < 0) {
                throw new ResourceException(name, problem + ": the kernel says " + Errno.describe(status));
            }
            long needed = Integer.toUnsignedLong(bytes.get(JAVA_INT, 0));
            if (needed <= room) {
                return new VfioInfo(name, bytes);
            }
            if (needed > MOST) {
                throw new ResourceException(name, problem + ": the kernel wants " + needed + " bytes for it");
            }
            room = needed;
        }
    }

    MemorySegment bytes() {
        return bytes;
    }

    String name() {
        return name;
    }

    /**
     * A capability, up to the end of what was told.
     *
     * @param first the offset of the first one, 0 if there is none
     * @param arena where it is copied to: nothing promises that it is aligned where it is
     * @throws ResourceException if the list leads out of what was told, or in a circle
     */
    Optional<MemorySegment> capability(long first, int id, Arena arena) {
        long at = first;
        for (long steps = 0; at != 0; steps++) {
            if (at > bytes.byteSize() - HEADER) {
                throw nonsense("a capability at 0x" + Long.toHexString(at) + " of " + bytes.byteSize() + " bytes");
            }
            if (steps > bytes.byteSize() / HEADER) {
                throw nonsense("a list of capabilities without an end");
            }
            MemorySegment header = arena.allocate(HEADER, Long.BYTES).copyFrom(bytes.asSlice(at, HEADER));
            if (Short.toUnsignedInt(vfio_info_cap_header.id(header)) == id) {
                long size = bytes.byteSize() - at;
                return Optional.of(arena.allocate(size, Long.BYTES).copyFrom(bytes.asSlice(at, size)));
            }
            at = Integer.toUnsignedLong(vfio_info_cap_header.next(header));
        }
        return Optional.empty();
    }

    /**
     * What a capability lists.
     *
     * @param begin where the list begins
     * @param count how many
     * @param each the bytes of each
     * @throws ResourceException if the capability is shorter
     */
    MemorySegment list(MemorySegment capability, long begin, int count, long each) {
        long size = Integer.toUnsignedLong(count) * each;
        if (capability.byteSize() < begin || size > capability.byteSize() - begin) {
            throw nonsense("a list of " + Integer.toUnsignedString(count) + " where there is no room for it");
        }
        return capability.asSlice(begin, size);
    }

    ResourceException nonsense(String what) {
        return new ResourceException(name, "can't be understood: the kernel's VFIO tells of " + what);
    }
}
