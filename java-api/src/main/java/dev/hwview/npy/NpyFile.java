// SPDX-License-Identifier: Apache-2.0
package dev.hwview.npy;

import dev.hwview.file.MappedFile;
import dev.hwview.view.Format;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Order;
import dev.hwview.view.Slice;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A NumPy array in a file, mapped: {@code numpy.load(path, mmap_mode)} and {@code numpy.lib.format.open_memmap} for
 * Java. Any shape, both orders, records. Complex numbers are records of {@code real} and {@code imag}, times are their
 * numbers; objects and text of UCS-4 are refused.
 *
 * <p>Threads and closing: as with {@link MappedFile}.
 */
public final class NpyFile implements AutoCloseable {
    private final MappedFile file;
    private final MemoryView array;

    private NpyFile(MappedFile file) {
        this.file = file;
        try {
            this.array = view(file.view());
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    /**
     * Opens a file to be read.
     *
     * @param path of the file
     * @return its array
     * @throws IOException if it can't be opened
     * @throws NpyException if it is no such file
     */
    public static NpyFile open(Path path) throws IOException {
        return new NpyFile(MappedFile.open(path));
    }

    /**
     * Opens a file to be read and written.
     *
     * @param path of the file
     * @return its array
     * @throws IOException if it can't be opened
     * @throws NpyException if it is no such file
     */
    public static NpyFile openWritable(Path path) throws IOException {
        return new NpyFile(MappedFile.openWritable(path));
    }

    /**
     * Makes a file, to be written in place.
     *
     * @param path of the file; there must be none yet
     * @param format of the items
     * @param order {@link Order#C} or {@link Order#F}
     * @param shape the extents; none at all for a single item
     * @return its array, of zeros
     * @throws IOException if it can't be made
     * @throws NpyException if NumPy has no such items
     */
    public static NpyFile create(Path path, Format format, Order order, long... shape) throws IOException {
        byte[] header = NpyHeader.write(format, order == Order.F, shape);
        long bytes = header.length;
        try {
            long items = format.itemSize();
            for (long extent : shape) {
                if (extent < 0) {
                    throw new NpyException("an extent of " + extent);
                }
                items = Math.multiplyExact(items, extent);
            }
            bytes = Math.addExact(bytes, items);
        } catch (ArithmeticException e) {
            throw new NpyException("the array is larger than any file");
        }
        MappedFile file = MappedFile.create(path, bytes);
        try {
            file.view().set(Slice.to(header.length), MemoryView.of(header));
            return new NpyFile(file);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    /**
     * Writes a view to a file.
     *
     * @param path of the file; there must be none yet
     * @param items in C's order, or if they are contiguous in Fortran's only, in that
     * @throws IOException if it can't be written
     * @throws NpyException if NumPy has no such items
     */
    public static void write(Path path, MemoryView items) throws IOException {
        Order order = items.fContiguous() && !items.cContiguous() ? Order.F : Order.C;
        try (NpyFile file = create(path, items.format(), order, items.shape())) {
            file.array.assign(items);
        }
    }

    /**
     * Takes the bytes of such a file, wherever they are, for an array.
     *
     * @param file of format {@code B}
     * @return the array, in the same memory
     * @throws NpyException if they are no such file
     */
    public static MemoryView view(MemoryView file) {
        return NpyHeader.read(file).items(file);
    }

    /**
     * The array.
     *
     * @return of the file's shape and format; read-only if the file was opened so
     */
    public MemoryView view() {
        return array.view();
    }

    /** Unmaps the file. What was written stays written. A second call does nothing. */
    @Override
    public void close() {
        file.close();
    }
}
