// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.internal.Native;
import dev.hwview.internal.Platform;
import dev.hwview.internal.ffm.HwviewNative;
import java.lang.invoke.VarHandle;

/**
 * Linux's barriers, where order is not made by a doorbell already. Each says what must not pass what.
 *
 * <p>On x86-64 the DMA barriers cost nothing but a fence for the compiler; {@link #mb}, {@link #rmb} and {@link #wmb}
 * are downcalls there, needed only beside write-combining memory or for store-to-load order.
 */
public final class Barrier {
    private Barrier() {}

    /** {@code dma_wmb}: stores to DMA memory before it are seen by the device before those after it. */
    public static void dmaWmb() {
        if (Platform.JIT_IS_EXACT) {
            VarHandle.storeStoreFence();
        } else {
            Native.load();
            HwviewNative.hwview_dma_wmb();
        }
    }

    /** {@code dma_rmb}: loads from DMA memory after it are not served before those before it. */
    public static void dmaRmb() {
        if (Platform.JIT_IS_EXACT) {
            VarHandle.loadLoadFence();
        } else {
            Native.load();
            HwviewNative.hwview_dma_rmb();
        }
    }

    /** {@code mb}: nothing passes it. */
    public static void mb() {
        VarHandle.fullFence(); // keeps the JIT from moving heap accesses over the call
        Native.load();
        HwviewNative.hwview_mb();
    }

    /** {@code rmb}: no load passes an earlier load. */
    public static void rmb() {
        VarHandle.loadLoadFence();
        Native.load();
        HwviewNative.hwview_rmb();
    }

    /** {@code wmb}: no store passes an earlier store, write-combining memory included. */
    public static void wmb() {
        VarHandle.storeStoreFence();
        Native.load();
        HwviewNative.hwview_wmb();
    }
}
