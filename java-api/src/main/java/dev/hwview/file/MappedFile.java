// SPDX-License-Identifier: Apache-2.0
package dev.hwview.file;

import dev.hwview.register.BusGuard;
import dev.hwview.view.Exporter;
import dev.hwview.view.Guard;
import dev.hwview.view.MemoryView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file as memory. Nothing is read until it is looked at, so that a file may be larger than all memory.
 *
 * <p>Where the file is truncated meanwhile, by anybody, the pages behind its new end are gone. An access there would be
 * a bus error; here it is a {@link TruncatedFileException}, from the access that came too late and from all after it.
 * What lies behind the new end in the same page reads as zeros: the kernel does not tell.
 *
 * <p>Any thread may use it. Closing unmaps it, whatever views there are: their accesses throw after that.
 */
public final class MappedFile implements AutoCloseable {
    private static final long PAGE = 4096;

    private final Path path;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final Exporter exporter;

    private MappedFile(Path path, MapMode mode, long size, OpenOption... options) throws IOException {
        this.path = path;
        try (FileChannel channel = FileChannel.open(path, options)) {
            if (size > channel.size()) {
                extend(channel, size);
            }
            memory = channel.map(mode, 0, size < 0 ? channel.size() : size, arena);
            exporter = memory.byteSize() == 0 ? Exporter.of(memory) : Exporter.of(memory, guard());
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    /** By a last byte, as the rest need not take room on the disk. */
    private static void extend(FileChannel channel, long size) throws IOException {
        channel.write(ByteBuffer.allocate(1), size - 1);
    }

    private Guard guard() {
        // A machine with larger pages maps larger ones, of which this is a part.
        MemorySegment pages = MemorySegment.ofAddress(memory.address())
                .reinterpret((memory.byteSize() + PAGE - 1) / PAGE * PAGE);
        BusGuard guard = BusGuard.over(path.toString(), pages, arena);
        return () -> {
            if (guard.tripped()) {
                throw new TruncatedFileException(path, memory.byteSize());
            }
        };
    }

    /**
     * Maps a file to be read.
     *
     * @param path of the file
     * @return all of it
     * @throws IOException if it can't be opened or mapped
     */
    public static MappedFile open(Path path) throws IOException {
        return new MappedFile(path, MapMode.READ_ONLY, -1, StandardOpenOption.READ);
    }

    /**
     * Maps a file to be read and written.
     *
     * @param path of the file
     * @return all of it
     * @throws IOException if it can't be opened or mapped
     */
    public static MappedFile openWritable(Path path) throws IOException {
        return new MappedFile(path, MapMode.READ_WRITE, -1, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Makes a file of zeros, to be written.
     *
     * @param path of the file; there must be none yet
     * @param size in bytes; takes room on the disk only as it is written, where the file system can do so
     * @return all of it
     * @throws IOException if it can't be made or mapped
     */
    public static MappedFile create(Path path, long size) throws IOException {
        if (size < 0) {
            throw new IllegalArgumentException("a file of " + size + " bytes");
        }
        try {
            return new MappedFile(path, MapMode.READ_WRITE, size, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /**
     * A view of all the bytes.
     *
     * @return of format {@code B}; read-only if the file was opened so
     */
    public MemoryView view() {
        return exporter.view();
    }

    /**
     * How large the file was when it was mapped.
     *
     * @return in bytes
     */
    public long size() {
        return memory.byteSize();
    }

    /**
     * The file.
     *
     * @return as it was given
     */
    public Path path() {
        return path;
    }

    /**
     * Waits until all that was written is on the disk. Only a power failure needs it: other programs see it at once.
     */
    public void force() {
        if (!memory.isReadOnly()) {
            memory.force();
        }
    }

    /** Unmaps the file. What was written stays written. A second call does nothing. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
