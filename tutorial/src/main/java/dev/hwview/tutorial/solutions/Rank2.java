// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.solutions;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Slice;

/** Rank 2, easy: read values, take slices with steps, copy when a copy is wanted. One solution of each task. */
public final class Rank2 extends dev.hwview.tutorial.tasks.Rank2 {
    @Override
    public long sum(MemoryView ints) {
        long sum = 0;
        for (long i = 0; i < ints.length(); i++) {
            sum += ints.getInt(i);
        }
        return sum;
    }

    @Override
    public MemoryView left(MemoryView stereo) {
        return stereo.slice(Slice.all().by(2));
    }

    @Override
    public MemoryView newestFirst(MemoryView log) {
        return log.slice(Slice.all().by(-1));
    }

    @Override
    public byte[] snapshot(MemoryView page, long from, int length) {
        return page.slice(from, from + length).toBytes();
    }

    @Override
    public int last(MemoryView bytes) {
        return Byte.toUnsignedInt(bytes.getByte(-1));
    }

    @Override
    public long lineEnd(MemoryView text) {
        return text.indexOf(10);
    }

    @Override
    public String start(MemoryView packet) {
        return packet.slice(0, 8).hex(":");
    }
}
