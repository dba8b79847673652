// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.internal;

import dev.hwview.fault.ResourceException;
import dev.hwview.internal.NativeLibrary;
import dev.hwview.sim.internal.ffm.DevsimNative;
import java.util.List;

/** libdevsim, loaded when something first needs it. */
public final class Devsim {
    /** Debian has Zydis as a shared library only, so it travels beside libdevsim. */
    private static final List<String> COMPANIONS = List.of("libZydis.so.4.0");

    private static boolean loaded;

    private Devsim() {}

    /** Makes sure that the library is there. A failure is thrown again by each later call, not only by the first. */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        NativeLibrary.load(Devsim.class, "/dev/hwview/sim/native", path -> System.load(path), "libdevsim.so",
                COMPANIONS);
        if (DevsimNative.devsim_abi() != DevsimNative.DEVSIM_ABI()) {
            throw new ResourceException("libdevsim.so", "has version " + DevsimNative.devsim_abi()
                    + " of its interface, not " + DevsimNative.DEVSIM_ABI());
        }
        loaded = true;
    }
}
