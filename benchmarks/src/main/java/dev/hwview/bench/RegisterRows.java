// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accesses to registers. The columns: an opaque VarHandle, one with a constant segment, our idiom by hand, C. */
final class RegisterRows {
    private static final String RAW = "raw";
    private static final String CONSTANT = "const";
    private static final String DIRECT = "direct";
    private static final String C = "C";

    static final Sheet SHEET = new Sheet("registers", List.of(RAW, CONSTANT, DIRECT, C), List.of(RAW, DIRECT, C),
            List.of(
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
            new Row("downcall", "Downcalls.ordinary", Map.of(C, "Downcalls.fromC")),
            new Row("downcall, critical", "Downcalls.critical", Map.of(C, "Downcalls.fromC"))), List.of(
            new Aim("modify", C, 1.25),
            new Aim("trapped modify", C, 1.25),
            new Aim("seam, read", DIRECT, 1.02),
            new Aim("seam, write", DIRECT, 1.02),
            new Aim("seam, modify", DIRECT, 1.02),
            new Aim("trapped read", C, 1.10),
            new Aim("trapped write", C, 1.10)));

    private RegisterRows() {}

    private static Row plain(String name, String ours, String method) {
        Map<String, String> others = new LinkedHashMap<>();
        others.put(RAW, "VarHandles." + method);
        others.put(CONSTANT, "StaticVarHandles." + method);
        others.put(DIRECT, "Inlined." + method);
        others.put(C, "CRegisters." + method);
        return new Row(name, ours, others);
    }

    private static Row trapped(String name, String method) {
        return new Row(name, "Trapped." + method, Map.of(C, "Trapped." + method + "FromC"));
    }
}
