// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.solutions;

import dev.hwview.view.Key;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Slice;

/** Rank 3, intermediate: edit through a view, and see the buffer change. One solution of each task. */
public final class Rank3 extends dev.hwview.tutorial.tasks.Rank3 {
    @Override
    public void clear(MemoryView page, long from, long to) {
        for (long i = from; i < to; i++) {
            page.setByte(i, (byte) 0);
        }
    }

    @Override
    public void invert(MemoryView samples) {
        for (long i = 0; i < samples.length(); i++) {
            int sample = samples.getShort(i);
            samples.setShort(i, (short) Math.min(-sample, Short.MAX_VALUE));
        }
    }

    @Override
    public void drop(MemoryView log, long bytes) {
        log.set(Slice.to(-bytes), log.slice(Slice.from(bytes)));
    }

    @Override
    public void insert(MemoryView packet, long at, MemoryView payload) {
        packet.set(Slice.of(at, at + payload.length()), payload);
    }

    @Override
    public void brighten(MemoryView image, long row, int by) {
        MemoryView pixels = image.slice(Key.at(row));
        for (long i = 0; i < pixels.length(); i++) {
            pixels.setByte(i, (byte) Math.min(Byte.toUnsignedInt(pixels.getByte(i)) + by, 255));
        }
    }

    @Override
    public MemoryView byColumn(MemoryView table) {
        return table.transpose();
    }

    @Override
    public void border(MemoryView image, int value) {
        MemoryView column = MemoryView.of(new byte[(int) image.length()]);
        for (long i = 0; i < column.length(); i++) {
            column.setByte(i, (byte) value);
        }
        image.assign(column, Slice.all(), Key.at(0));
        image.assign(column, Slice.all(), Key.at(-1));
    }
}
