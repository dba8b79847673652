// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The same 256 KiB by every means: what each side works on. Little-endian where a side has an order. */
@State(Scope.Thread)
public class Sides {
    static final int SIZE = 1 << 18;
    /** Accesses in a loop. */
    static final int INTS = 10_000;

    final MemorySegment segment = Arena.ofShared().allocate(SIZE, 64);
    final MemoryView view = MemoryView.of(segment);
    final MemoryView ints = view.cast("i");
    final Window window = Window.over(MemoryView.of(segment));
    final ByteBuffer buffer = segment.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    final UnsafeBuffer agrona = new UnsafeBuffer(buffer);

    /** Fills the memory with what no compiler foresees. */
    public Sides() {
        long state = 0x9e37_79b9_7f4a_7c15L;
        for (long at = 0; at < SIZE; at += Long.BYTES) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            window.setLong(at, state);
        }
    }
}
