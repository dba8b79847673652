// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.solutions;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Slice;

/** Rank 1, beginner: make a view, ask what it is, take a part of it. One solution of each task. */
public final class Rank1 extends dev.hwview.tutorial.tasks.Rank1 {
    @Override
    public MemoryView view(byte[] packet) {
        return MemoryView.of(packet);
    }

    @Override
    public String describe(MemoryView view) {
        return view.format() + " " + view.length() + " " + (view.readonly() ? "read-only" : "writable");
    }

    @Override
    public MemoryView header(MemoryView frame) {
        return frame.slice(0, 14);
    }

    @Override
    public MemoryView withoutTrailer(MemoryView frame) {
        return frame.slice(Slice.to(-4));
    }

    @Override
    public MemoryView samples(byte[] recording) {
        return MemoryView.of(recording).cast("h");
    }

    @Override
    public boolean isBytes(MemoryView view) {
        return view.ndim() == 1 && view.itemsize() == 1 && view.contiguous();
    }

    @Override
    public MemoryView lend(MemoryView page) {
        return page.toReadOnly();
    }
}
