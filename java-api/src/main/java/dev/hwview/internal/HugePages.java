// SPDX-License-Identifier: Apache-2.0
package dev.hwview.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hwview.fault.NativeAccessException;
import dev.hwview.fault.ResourceException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory on huge pages, which needs fewer entries of a TLB and of an IOMMU. Where none are reserved, ordinary memory is
 * taken, and the kernel asked to put huge pages there of itself; either way it is told what came of it.
 */
public final class HugePages {
    /** The size that is assumed where the system does not say. */
    static final long USUAL = 2L << 20;

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int MAP_HUGETLB = 0x40000;
    private static final int MADV_HUGEPAGE = 14;
    private static final int MADV_POPULATE_WRITE = 23;
    private static final int EPERM = 1;
    private static final int ENOMEM = 12;
    private static final int EINVAL = 22;
    private static final long MAP_FAILED = -1;

    private HugePages() {}

    /**
     * Memory, and what it is made of.
     *
     * @param memory zeroed, at least as large as was asked for, a whole number of huge pages where it has some
     * @param alignment of its address, in bytes
     * @param pages for people
     */
    public record Mapping(MemorySegment memory, long alignment, String pages) {}

    /** The calls, of which the tests have their own. */
    interface Kernel {
        /** Returns the address, or {@code -errno}. */
        long mmap(long size, int flags);

        /** Returns 0 or {@code -errno}. */
        int madvise(long address, long size, int advice);

        void munmap(long address, long size);

        /** The lines of a file in {@code /proc}; none if it can't be read. */
        List<String> lines(String file);
    }

    /**
     * Maps memory.
     *
     * @param who the name in messages
     * @param size in bytes
     * @param arena the memory lives as long as it
     * @return on huge pages if that can be had
     * @throws ResourceException if there is not so much memory
     */
    public static Mapping map(String who, long size, Arena arena) {
        Kernel kernel;
        try {
            Native.requireAccess(who);
            kernel = new Linux();
        } catch (NativeAccessException e) {
            return new Mapping(arena.allocate(roundUp(size, USUAL), USUAL), USUAL,
                    "ordinary (huge ones need --enable-native-access)");
        }
        return map(kernel, who, size, arena);
    }

    static Mapping map(Kernel kernel, String who, long size, Arena arena) {
        long page = pageSize(kernel);
        long whole = roundUp(size, page);
        long address = kernel.mmap(whole, MAP_HUGETLB);
        if (address < 0) {
            return ordinary(kernel, who, whole, page, arena, refusal((int) -address));
        }
        int populated = kernel.madvise(address, whole, MADV_POPULATE_WRITE);
        if (populated != 0 && populated != -EINVAL) { // before Linux 5.14 there is no such advice
            kernel.munmap(address, whole);
            return ordinary(kernel, who, whole, page, arena, "too few huge ones are free");
        }
        return new Mapping(segment(kernel, address, whole, address, whole, arena), page, "huge " + describe(page));
    }

    /** Larger by a huge page, so that the begin can be where one begins. */
    private static Mapping ordinary(Kernel kernel, String who, long size, long page, Arena arena, String why) {
        long whole = size + page;
        long address = kernel.mmap(whole, 0);
        if (address < 0) {
            throw new ResourceException(who, "has no memory for " + size + " bytes: mmap says " + -address);
        }
        long begin = roundUp(address, page);
        MemorySegment memory = segment(kernel, address, whole, begin, size, arena);
        int advised = kernel.madvise(begin, size, MADV_HUGEPAGE);
        for (long at = 0; at < size; at += 4096) {
            memory.set(JAVA_BYTE, at, (byte) 0); // now, and not at the first packet
        }
        if (advised == 0 && transparent(kernel, begin, size)) {
            return new Mapping(memory, page, "transparent huge " + describe(page) + " (" + why + ")");
        }
        return new Mapping(memory, page, describe(basePageSize(kernel, begin)) + " (" + why + ")");
    }

    private static MemorySegment segment(Kernel kernel, long address, long whole, long begin, long size, Arena arena) {
        return MemorySegment.ofAddress(begin).reinterpret(size, arena, gone -> kernel.munmap(address, whole));
    }

    private static String refusal(int errno) {
        return switch (errno) {
            case ENOMEM -> "too few huge ones are reserved: see vm.nr_hugepages";
            case EPERM -> "huge ones are not permitted";
            case EINVAL -> "the kernel has no huge ones";
            default -> "huge ones are refused: mmap says " + errno;
        };
    }

    /** Whether the kernel made huge pages of all of it. */
    private static boolean transparent(Kernel kernel, long begin, long size) {
        return field(kernel, begin, "AnonHugePages:") >= size;
    }

    private static long basePageSize(Kernel kernel, long begin) {
        long size = field(kernel, begin, "KernelPageSize:");
        return size > 0 ? size : 4096;
    }

    /** A field, in bytes, of the mapping that an address lies in; -1 if it can't be told. */
    private static long field(Kernel kernel, long address, String name) {
        boolean here = false;
        for (String line : kernel.lines("self/smaps")) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                String[] range = line.substring(0, line.indexOf(' ')).split("-");
                here = Long.compareUnsigned(Long.parseUnsignedLong(range[0], 16), address) <= 0
                        && Long.compareUnsigned(Long.parseUnsignedLong(range[1], 16), address) > 0;
            } else if (here && line.startsWith(name)) {
                return kibibytes(line);
            }
        }
        return -1;
    }

    private static long pageSize(Kernel kernel) {
        return kernel.lines("meminfo").stream().filter(line -> line.startsWith("Hugepagesize:")).findFirst()
                .map(HugePages::kibibytes).filter(size -> size > 0).orElse(USUAL);
    }

    private static long kibibytes(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
    }

    private static String describe(long size) {
        if (size >= 1L << 30) {
            return (size >> 30) + " GiB";
        }
        return size >= 1L << 20 ? (size >> 20) + " MiB" : (size >> 10) + " KiB";
    }

    private static long roundUp(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }

    /** The C library's calls. */
    private static final class Linux implements Kernel {
        private static final Linker LINKER = Linker.nativeLinker();
        private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
        private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
        private static final long ERRNO_OFFSET = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
        private static final MethodHandle MMAP = call("mmap",
                FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
        private static final MethodHandle MADVISE =
                call("madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
        private static final MethodHandle MUNMAP =
                call("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));

        private static MethodHandle call(String name, FunctionDescriptor type) {
            return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), type, ERRNO);
        }

        @Override
        public long mmap(long size, int flags) {
            try (Arena scratch = Arena.ofConfined()) {
                MemorySegment state = scratch.allocate(STATE);
                long address = (long) MMAP.invokeExact(state, MemorySegment.NULL, size, PROT_READ_WRITE,
                        MAP_PRIVATE_ANONYMOUS | flags, -1, 0L);
                return address == MAP_FAILED ? -state.get(JAVA_INT, ERRNO_OFFSET) : address;
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        @Override
        public int madvise(long address, long size, int advice) {
            try (Arena scratch = Arena.ofConfined()) {
                MemorySegment state = scratch.allocate(STATE);
                int result = (int) MADVISE.invokeExact(state, address, size, advice);
                return result == 0 ? 0 : -state.get(JAVA_INT, ERRNO_OFFSET);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        @Override
        public void munmap(long address, long size) {
            try (Arena scratch = Arena.ofConfined()) {
                int ignored = (int) MUNMAP.invokeExact(scratch.allocate(STATE), address, size);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        @Override
        public List<String> lines(String file) {
            try {
                return Files.readAllLines(Path.of("/proc", file));
            } catch (IOException e) {
                return List.of();
            }
        }

        private static Error unexpected(Throwable e) {
            if (e instanceof RuntimeException runtime) {
                throw runtime;
            }
            return e instanceof Error error ? error : new AssertionError(e);
        }
    }
}
