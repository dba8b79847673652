// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What views are made of: a stretch of an array, which may overlap with that of others. */
final class ModelMemory {
    final byte[] bytes;
    final int begin;
    final int length;
    final boolean readOnly;
    int unreleased;

    ModelMemory(byte[] bytes, int begin, int length, boolean readOnly) {
        this.bytes = bytes;
        this.begin = begin;
        this.length = length;
        this.readOnly = readOnly;
    }

    ModelMemory(byte[] bytes) {
        this(bytes, 0, bytes.length, false);
    }

    ModelView view() {
        int[] places = IntStream.range(begin, begin + length).toArray();
        return new ModelView(this, ModelFormat.of("B"), new long[] {length}, places, readOnly);
    }

    byte[] read(int place, int size) {
        return Arrays.copyOfRange(bytes, place, place + size);
    }

    void write(int place, byte[] item) {
        System.arraycopy(item, 0, bytes, place, item.length);
    }
}
