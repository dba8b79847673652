// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** The items of a view as an array of their type. */
final class TypedArrays {
    private static final boolean NATIVE_IS_LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private TypedArrays() {}

    static short[] shorts(ViewItems view) {
        short[] array = new short[view.requireArrayOf('h')];
        if (fill(view, MemorySegment.ofArray(array))) {
            for (int i = 0; i < array.length; i++) {
                array[i] = Short.reverseBytes(array[i]);
            }
        }
        return array;
    }

    static int[] ints(ViewItems view) {
        int[] array = new int[view.requireArrayOf('i')];
        if (fill(view, MemorySegment.ofArray(array))) {
            for (int i = 0; i < array.length; i++) {
                array[i] = Integer.reverseBytes(array[i]);
            }
        }
        return array;
    }

    static long[] longs(ViewItems view) {
        long[] array = new long[view.requireArrayOf('q')];
        if (fill(view, MemorySegment.ofArray(array))) {
            for (int i = 0; i < array.length; i++) {
                array[i] = Long.reverseBytes(array[i]);
            }
        }
        return array;
    }

    static float[] floats(ViewItems view) {
        float[] array = new float[view.requireArrayOf('f')];
        if (fill(view, MemorySegment.ofArray(array))) {
            for (int i = 0; i < array.length; i++) {
                array[i] = Float.intBitsToFloat(Integer.reverseBytes(Float.floatToRawIntBits(array[i])));
            }
        }
        return array;
    }

    static double[] doubles(ViewItems view) {
        double[] array = new double[view.requireArrayOf('d')];
        if (fill(view, MemorySegment.ofArray(array))) {
            for (int i = 0; i < array.length; i++) {
                array[i] = Double.longBitsToDouble(Long.reverseBytes(Double.doubleToRawLongBits(array[i])));
            }
        }
        return array;
    }

    /** Copies the bytes as they are, and says whether their order is to be turned. */
    private static boolean fill(ViewItems view, MemorySegment array) {
        ZeroCopy.note(view, array.byteSize());
        view.reach(() -> {
            Copy.out(view.segment, view.geometry, array, false);
            return array;
        });
        return ((Scalar) view.format).bigEndian() == NATIVE_IS_LITTLE;
    }
}
