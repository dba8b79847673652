// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.Iommu;
import dev.hwview.dma.IovaRange;
import dev.hwview.fault.IovaException;
import dev.hwview.fault.ResourceException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The memory of QEMU's machine, a file that both sides have mapped. The machine has no IOMMU, so an I/O address is a
 * place in the file: to map memory there, that part of the file takes the place of the memory's pages, with what they
 * held, and the program and the device look at the same bytes. To unmap puts ordinary pages back, again with what was
 * there.
 */
final class GuestMemory implements Iommu {
    /** Fits the 28 address bits of the smallest device. */
    static final long SIZE = 1L << 28;
    /** Below lie the holes of the PC's first megabyte, and a page of ours. */
    static final long LOWEST = 2L << 20;
    /** A page that no driver gets. */
    static final long MESSAGES = 1L << 20;

    private static final long PAGE = 4096;

    private final String name;
    private final int file;
    private final MemorySegment all;
    private final Map<Long, MemorySegment> mappings = new TreeMap<>();
    private boolean closed;

    private GuestMemory(String name, int file, MemorySegment all) {
        this.name = name;
        this.file = file;
        this.all = all;
    }

    /** Makes the file, empty, before QEMU is started. */
    static GuestMemory create(String name, Path path) throws IOException {
        try (RandomAccessFile empty = new RandomAccessFile(path.toFile(), "rw")) {
            empty.setLength(SIZE);
            // Nobody has to end this mapping: who looks for messages may come late.
            MemorySegment all = empty.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, SIZE, Arena.ofAuto());
            return new GuestMemory(name, SystemCalls.open(name, path), all);
        }
    }

    /** The page where messages land. */
    MemorySegment messages() {
        return all.asSlice(MESSAGES, PAGE);
    }

    @Override
    public long pageSize() {
        return PAGE;
    }

    @Override
    public List<IovaRange> ranges() {
        return List.of(new IovaRange(LOWEST, SIZE - 1));
    }

    @Override
    public synchronized void map(long iova, MemorySegment memory, DmaDirection direction) {
        requireOrdinary(memory);
        all.asSlice(iova, memory.byteSize()).copyFrom(memory);
        SystemCalls.replaceByFile(name, memory, file, iova);
        mappings.put(iova, memory);
    }

    @Override
    public synchronized void unmap(long iova) {
        MemorySegment memory = mappings.remove(iova);
        if (memory == null) {
            throw new IovaException(name, iova, "is not mapped");
        }
        MemorySegment held = all.asSlice(iova, memory.byteSize());
        // If it was freed under the device, what is there now may be somebody else's.
        if (memory.scope().isAlive() || fileAt(memory) != null) {
            MemorySegment pages = MemorySegment.ofAddress(memory.address()).reinterpret(memory.byteSize());
            SystemCalls.replaceByMemory(name, pages);
            pages.copyFrom(held);
        }
        held.fill((byte) 0);
    }

    /** A file's pages would no longer be the file's, another device's no longer that device's. */
    private void requireOrdinary(MemorySegment memory) {
        String path = fileAt(memory);
        if (path != null) {
            throw new ResourceException(name, "can't reach memory of a file or of another device: " + path);
        }
    }

    /** The file that is mapped there, if any is. */
    private String fileAt(MemorySegment memory) {
        long begin = memory.address();
        long end = begin + memory.byteSize();
        for (String line : lines()) {
            int dash = line.indexOf('-');
            int space = line.indexOf(' ');
            long from = Long.parseUnsignedLong(line, 0, dash, 16);
            long to = Long.parseUnsignedLong(line, dash + 1, space, 16);
            int path = line.indexOf('/');
            boolean overlaps = Long.compareUnsigned(from, end) < 0 && Long.compareUnsigned(begin, to) < 0;
            if (overlaps && path >= 0 && !line.startsWith("/anon_hugepage", path)) {
                return line.substring(path);
            }
        }
        return null;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(Path.of("/proc/self/maps"));
        } catch (IOException e) {
            throw new ResourceException(name, "can't tell what memory this is: " + e.getMessage(), e);
        }
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            SystemCalls.close(file);
        }
    }
}
