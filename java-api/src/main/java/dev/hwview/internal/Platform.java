// SPDX-License-Identifier: Apache-2.0
package dev.hwview.internal;

import java.util.Locale;

/** Which machine this is. */
public final class Platform {
    /** {@code x86_64}, {@code aarch64}, or what the JDK calls it. */
    public static final String ARCHITECTURE = switch (System.getProperty("os.arch")) {
        case "amd64", "x86_64" -> "x86_64";
        case "arm64", "aarch64" -> "aarch64";
        case String other -> other;
    };

    /** The folder of this platform's native libraries, such as {@code linux-x86_64}. */
    public static final String NAME =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).split(" ")[0] + "-" + ARCHITECTURE;

    /**
     * Whether registers are accessed by JIT-compiled code, which is proven exact on x86-64, or by libhwview's
     * accessors. {@code -Ddev.hwview.accessors=native} asks for the latter where the former would do.
     */
    public static final boolean JIT_IS_EXACT =
            ARCHITECTURE.equals("x86_64") && !"native".equals(System.getProperty("dev.hwview.accessors"));

    private Platform() {}
}
