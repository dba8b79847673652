// SPDX-License-Identifier: Apache-2.0
package dev.hwview.internal;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.ResourceException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HugePagesTest {
    private static final int HUGETLB = 0x40000;
    private static final long MIB = 1 << 20;

    private final Arena memory = Arena.ofShared();
    private final List<String> calls = new ArrayList<>();

    @AfterEach
    void free() {
        memory.close();
    }

    /** A system that answers as it is told. Its memory is not where a huge page begins. */
    private class System implements HugePages.Kernel {
        int huge;
        int populate;
        int advice;
        int ordinary;
        List<String> meminfo = List.of("MemTotal: 1 kB", "Hugepagesize:       2048 kB");
        long transparent;
        long address;

        @Override
        public long mmap(long size, int flags) {
            calls.add("mmap " + size + (flags == HUGETLB ? " huge" : ""));
            int answer = flags == HUGETLB ? huge : ordinary;
            if (answer != 0) {
                return answer;
            }
            MemorySegment all = memory.allocate(size + 2 * MIB, 2 * MIB);
            address = flags == HUGETLB ? all.address() : all.address() + 4096;
            return address;
        }

        @Override
        public int madvise(long at, long size, int what) {
            calls.add("madvise " + size + " " + what);
            return what == 14 ? advice : populate;
        }

        @Override
        public void munmap(long at, long size) {
            calls.add("munmap " + (at == address) + " " + size);
        }

        @Override
        public List<String> lines(String file) {
            if (file.equals("meminfo")) {
                return meminfo;
            }
            return List.of("00001000-00002000 rw-p 00000000 00:00 0", "AnonHugePages:      4096 kB",
                    "KernelPageSize:       64 kB",
                    Long.toHexString(address) + "-" + Long.toHexString(address + 64 * MIB) + " rw-p 00000000 00:00 0",
                    "KernelPageSize:        4 kB", "AnonHugePages:    " + (transparent >> 10) + " kB");
        }
    }

    private HugePages.Mapping map(System system, long size) {
        try (Arena arena = Arena.ofShared()) {
            HugePages.Mapping mapping = HugePages.map(system, "pool", size, arena);
            assertTrue(mapping.memory().byteSize() >= size);
            assertEquals(0, mapping.memory().byteSize() % mapping.alignment());
            assertEquals(0, mapping.memory().address() % mapping.alignment());
            for (long at = 0; at < size; at += 512) {
                assertEquals(0, mapping.memory().get(JAVA_LONG, at));
            }
            return mapping;
        }
    }

    @Test
    void thereAreHugePages() {
        assertEquals("huge 2 MiB", map(new System(), MIB).pages());
        assertEquals(List.of("mmap 2097152 huge", "madvise 2097152 23", "munmap true 2097152"), calls);
    }

    @Test
    void anOlderKernelPopulatesThemLater() {
        System system = new System();
        system.populate = -22;
        assertEquals("huge 2 MiB", map(system, 3 * MIB).pages());
        assertEquals("mmap 4194304 huge", calls.getFirst());
    }

    @Test
    void theirSizeIsTheSystems() {
        System system = new System();
        system.meminfo = List.of("Hugepagesize:       1024 kB");
        assertEquals("huge 1 MiB", map(system, MIB).pages());
        system.meminfo = List.of();
        assertEquals("huge 2 MiB", map(system, MIB).pages());
    }

    @ParameterizedTest
    @CsvSource({"12, too few huge ones are reserved: see vm.nr_hugepages", "1, huge ones are not permitted",
            "22, the kernel has no huge ones", "38, huge ones are refused: mmap says 38"})
    void withoutThemItIsSaidWhy(int errno, String why) {
        System system = new System();
        system.huge = -errno;
        assertEquals("4 KiB (" + why + ")", map(system, MIB).pages());
        assertEquals(List.of("mmap 2097152 huge", "mmap 4194304", "madvise 2097152 14", "munmap true 4194304"), calls);
    }

    @Test
    void hugePagesThatCantBePopulatedAreNoHugePages() {
        System system = new System();
        system.populate = -14;
        assertEquals("4 KiB (too few huge ones are free)", map(system, MIB).pages());
        assertEquals("munmap true 2097152", calls.get(2), "they are given back");
    }

    @Test
    void theKernelMayMakeThemItself() {
        System system = new System();
        system.huge = -1;
        system.transparent = 2 * MIB;
        assertEquals("transparent huge 2 MiB (huge ones are not permitted)", map(system, MIB).pages());
        system.transparent = 2 * MIB - 4096;
        assertEquals("4 KiB (huge ones are not permitted)", map(system, MIB).pages());
        system.transparent = 2 * MIB;
        system.advice = -22;
        assertEquals("4 KiB (huge ones are not permitted)", map(system, MIB).pages());
    }

    @Test
    void memoryThatTheSystemLacksIsATypedFailure() {
        System system = new System();
        system.huge = -12;
        system.ordinary = -12;
        assertEquals("pool has no memory for 2097152 bytes: mmap says 12",
                assertThrows(ResourceException.class, () -> map(system, MIB)).getMessage());
    }

    /** Whatever this machine has: its memory is memory, and what is said of it is true. */
    @Test
    void theMachinesOwn() {
        try (Arena arena = Arena.ofShared()) {
            HugePages.Mapping mapping = HugePages.map("pool", 5 * MIB, arena);
            assertEquals(6 * MIB, mapping.memory().byteSize());
            assertEquals(0, mapping.memory().address() % mapping.alignment());
            for (long at = 0; at < 6 * MIB; at += 4096) {
                assertEquals(0, mapping.memory().get(JAVA_LONG, at));
                mapping.memory().set(JAVA_LONG, at, at);
            }
            assertTrue(mapping.pages().matches("huge 2 MiB|transparent huge 2 MiB \\(.+\\)|\\d+ KiB \\(.+\\)"),
                    mapping.pages());
        }
    }
}
