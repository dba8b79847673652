// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import dev.hwview.internal.NativeLibrary;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** The library of the C twins. */
public final class TwinLibrary {
    static {
        NativeLibrary.load(TwinLibrary.class, "/dev/hwview/bench/native", path -> System.load(path), "libtwins.so",
                List.of());
    }

    private TwinLibrary() {}

    /**
     * Links one of its functions.
     *
     * @param name the function's
     * @param type its types
     * @param options of the linker
     * @return to be kept in a static final
     */
    public static MethodHandle downcall(String name, FunctionDescriptor type, Linker.Option... options) {
        return Linker.nativeLinker()
                .downcallHandle(SymbolLookup.loaderLookup().find(name).orElseThrow(), type, options);
    }
}
