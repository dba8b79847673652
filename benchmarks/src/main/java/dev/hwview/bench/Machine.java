// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where it was measured. A ratio travels better than a time, but not to any CPU.
 *
 * @param cpu the model, as the kernel names it
 * @param cores that this process may use
 * @param kernel the name and version
 * @param architecture as the JDK names it
 * @param jdk version and vendor
 */
record Machine(String cpu, int cores, String kernel, String architecture, String jdk) {
    static Machine here() {
        return new Machine(model(), Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"), System.getProperty("os.arch"),
                System.getProperty("java.vm.version") + " " + System.getProperty("java.vendor.version",
                        System.getProperty("java.vendor")));
    }

    private static String model() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            // x86 has a line for the model; aarch64 has numbers that only tables could name.
            return lines.filter(l -> l.startsWith("model name") || l.startsWith("CPU part"))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip()).findFirst().orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public String toString() {
        return cpu + ", " + cores + " cores; " + kernel + " " + architecture + "; JDK " + jdk;
    }
}
