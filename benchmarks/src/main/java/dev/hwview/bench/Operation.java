// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * One row of the table: the benchmarks that do the same work by different means, each as CLASS.METHOD, {@code null}
 * where there is none.
 *
 * @param name in the table
 * @param ours this library
 * @param raw a VarHandle, the segment in an instance field
 * @param constant a VarHandle, the segment in a static final
 * @param direct our idiom, copied by hand to where the access is
 * @param c the C twin
 */
record Operation(String name, String ours, String raw, String constant, String direct, String c) {
    /** All rows. The benchmarks of a row run one after the other, so that they meet the same state of the machine. */
    static final List<Operation> ALL = List.of(
            plain("read", "Registers.read", "read"),
            plain("write", "Registers.write", "write"),
            plain("modify", "Registers.modify", "modify"),
            plain("read, relaxed", "Registers.readRelaxed", "read"),
            plain("write, relaxed", "Registers.writeRelaxed", "write"),
            plain("seam, read", "Seam.read", "read"),
            plain("seam, write", "Seam.write", "write"),
            plain("seam, modify", "Seam.modify", "modify"),
            plain("read, 2 spaces loaded", "CrowdedSeam.Loaded.read", "read"),
            plain("read, 2 spaces used", "CrowdedSeam.Two.read", "read"),
            plain("read, 3 spaces used", "CrowdedSeam.Three.read", "read"),
            plain("modify, 2 spaces loaded", "CrowdedSeam.Loaded.modify", "modify"),
            plain("modify, 2 spaces used", "CrowdedSeam.Two.modify", "modify"),
            plain("modify, 3 spaces used", "CrowdedSeam.Three.modify", "modify"),
            trapped("trapped read", "read"),
            trapped("trapped write", "write"),
            trapped("trapped modify", "modify"),
            new Operation("downcall", "Downcalls.ordinary", null, null, null, "Downcalls.fromC"),
            new Operation("downcall, critical", "Downcalls.critical", null, null, null, "Downcalls.fromC"));

    private static Operation plain(String name, String ours, String method) {
        return new Operation(name, ours, "VarHandles." + method, "StaticVarHandles." + method, "Inlined." + method,
                "CRegisters." + method);
    }

    private static Operation trapped(String name, String method) {
        return new Operation(name, "Trapped." + method, null, null, null, "Trapped." + method + "FromC");
    }

    /** All benchmarks of all rows, each once, in the order to run them in. */
    static List<String> benchmarks() {
        return ALL.stream().flatMap(o -> Stream.of(o.ours, o.raw, o.constant, o.direct, o.c)).filter(b -> b != null)
                .distinct().toList();
    }

    static Operation named(String name) {
        return ALL.stream().filter(o -> o.name.equals(name)).findFirst().orElseThrow();
    }
}
