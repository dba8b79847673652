// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;

/** Moves the bytes of items from one geometry to another of the same shape. */
final class Copy {
    private final MemorySegment source;
    private final Geometry from;
    private final MemorySegment target;
    private final Geometry to;

    private Copy(MemorySegment source, Geometry from, MemorySegment target, Geometry to) {
        this.source = source;
        this.from = from;
        this.target = target;
        this.to = to;
    }

    /**
     * As if the source had been copied aside first, which is done only where the two may overlap.
     *
     * @return how many bytes were copied aside
     */
    static long assign(MemorySegment source, Geometry from, MemorySegment target, Geometry to) {
        if (from.count == 0) {
            return 0;
        }
        if (from.cContiguous && to.cContiguous || from.fContiguous && to.fContiguous) {
            MemorySegment.copy(source, from.offset, target, to.offset, from.bytes()); // memmove
        } else if (span(source, from).asOverlappingSlice(span(target, to)).isEmpty()) {
            new Copy(source, from, target, to).run(0, from.offset, to.offset);
        } else {
            MemorySegment aside = MemorySegment.ofArray(bytes(source, from, false));
            Geometry packed = Geometry.packed(0, from.itemSize, from.shape);
            new Copy(aside, packed, target, to).run(0, 0, to.offset);
            return from.bytes();
        }
        return 0;
    }

    /** All items in C's order, or in Fortran's. */
    static byte[] bytes(MemorySegment source, Geometry from, boolean firstFastest) {
        byte[] bytes = new byte[(int) requireArray(from.bytes())];
        out(source, from, MemorySegment.ofArray(bytes), firstFastest);
        return bytes;
    }

    /** All items in C's order, or in Fortran's, to memory that has just room for them. */
    static void out(MemorySegment source, Geometry from, MemorySegment target, boolean firstFastest) {
        if (from.count == 0) {
            return;
        }
        if (firstFastest ? from.fContiguous : from.cContiguous) {
            MemorySegment.copy(source, from.offset, target, 0, from.bytes());
            return;
        }
        Geometry to = firstFastest ? Geometry.packedBackwards(from.itemSize, from.shape)
                : Geometry.packed(0, from.itemSize, from.shape);
        new Copy(source, from, target, to).run(0, from.offset, 0);
    }

    /** As many as an array can have. */
    static long requireArray(long length) {
        if (length > Integer.MAX_VALUE) {
            throw Why.TOO_LARGE.because(length + " are more than an array can hold");
        }
        return length;
    }

    /** The memory from the lowest byte to the highest. */
    static MemorySegment span(MemorySegment segment, Geometry geometry) {
        if (geometry.count == 0) {
            return segment.asSlice(0, 0);
        }
        long below = geometry.below();
        return segment.asSlice(geometry.offset - below, below + geometry.above());
    }

    private void run(int dimension, long begin, long goal) {
        int last = from.shape.length - 1;
        if (dimension > last) {
            MemorySegment.copy(source, begin, target, goal, from.itemSize);
            return;
        }
        long extent = from.shape[dimension];
        long step = from.strides[dimension];
        long stride = to.strides[dimension];
        if (dimension == last) {
            row(begin, step, goal, stride, extent);
            return;
        }
        for (long i = 0; i < extent; i++) {
            run(dimension + 1, begin + i * step, goal + i * stride);
        }
    }

    private void row(long begin, long step, long goal, long stride, long extent) {
        if (step == from.itemSize && stride == from.itemSize) {
            MemorySegment.copy(source, begin, target, goal, extent * from.itemSize);
            return;
        }
        switch (from.itemSize) {
            case Byte.BYTES -> {
                for (long i = 0; i < extent; i++) {
                    target.set(Memory.BYTE, goal + i * stride, source.get(Memory.BYTE, begin + i * step));
                }
            }
            case Short.BYTES -> {
                for (long i = 0; i < extent; i++) {
                    target.set(Memory.SHORT, goal + i * stride, source.get(Memory.SHORT, begin + i * step));
                }
            }
            case Integer.BYTES -> {
                for (long i = 0; i < extent; i++) {
                    target.set(Memory.INT, goal + i * stride, source.get(Memory.INT, begin + i * step));
                }
            }
            case Long.BYTES -> {
                for (long i = 0; i < extent; i++) {
                    target.set(Memory.LONG, goal + i * stride, source.get(Memory.LONG, begin + i * step));
                }
            }
            default -> {
                for (long i = 0; i < extent; i++) {
                    MemorySegment.copy(source, begin + i * step, target, goal + i * stride, from.itemSize);
                }
            }
        }
    }
}
