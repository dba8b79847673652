// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * What windows show, for channels, which want buffers: one buffer over the memory that windows lie in, moved to where
 * each of them is. As long as they lie in the same memory, of up to 2<sup>31</sup>-1 bytes, that allocates nothing. For
 * one thread at a time.
 */
public final class WindowBuffer {
    private MemorySegment memory;
    private boolean readOnly;
    private ByteBuffer buffer;

    /** A buffer over nothing yet. */
    public WindowBuffer() {}

    /**
     * The bytes that a window shows now, as a buffer, which is not counted: see {@link MemoryView#asSegment}.
     *
     * @param window an open one, not over an array of something else than bytes
     * @return from its position to its limit; read-only if the window is; the same object again where that goes
     * @throws UnsupportedOperationException if the window is over an array that no buffer shares
     */
    public ByteBuffer over(Window window) {
        boolean isReadOnly = window.readonly();
        if (window.memory().byteSize() > Integer.MAX_VALUE) {
            return window.asSegment().asByteBuffer();
        }
        if (memory != window.memory() || readOnly != isReadOnly) {
            ByteBuffer all = window.memory().asByteBuffer();
            buffer = isReadOnly ? all.asReadOnlyBuffer() : all;
            memory = window.memory();
            readOnly = isReadOnly;
        }
        int begin = (int) window.place();
        return buffer.limit(begin + (int) window.length()).position(begin);
    }
}
