// SPDX-License-Identifier: Apache-2.0
package dev.hwview.internal;

import dev.hwview.fault.ResourceException;
import dev.hwview.internal.ffm.HwviewNative;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** libhwview, loaded when something first needs it. */
public final class Native {
    private static boolean loaded;

    private Native() {}

    /**
     * Makes sure that this module may reach memory by its address, before a class is loaded whose constants do.
     *
     * @param who the name in the message
     */
    public static void requireAccess(String who) {
        try {
            MemorySegment.NULL.reinterpret(0);
        } catch (IllegalCallerException e) {
            throw NativeLibrary.noAccess(who, Native.class, e);
        }
    }

    /** Makes sure that the library is there. A failure is thrown again by each later call, not only by the first. */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        NativeLibrary.load(Native.class, "/dev/hwview/native", path -> System.load(path), "libhwview.so", List.of());
        if (HwviewNative.hwview_abi() != HwviewNative.HWVIEW_ABI()) {
            throw new ResourceException("libhwview.so", "has version " + HwviewNative.hwview_abi()
                    + " of its interface, not " + HwviewNative.HWVIEW_ABI());
        }
        loaded = true;
    }
}
