// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hwview.sim.internal.ffm.DevsimNative;
import dev.hwview.sim.internal.net.DevsimNetNative;
import java.io.IOException;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The generated bindings of devsim.h and devsim_net.h against what the C compiler says, which {@code src/test/c/abi.c}
 * prints: each structure, field and constant of the one has its line in the other.
 */
class SimulatorAbiTest {
    private static final String PROGRAM = "hwview.sim.abi";

    @Test
    void layoutsAndConstantsAreThoseOfTheCCompiler() throws Exception {
        assertGenerated(DevsimNative.class);
    }

    @Test
    void thoseOfTheNetToo() throws Exception {
        assertGenerated(DevsimNetNative.class, "net");
    }

    private static void assertGenerated(Class<?> header, String... arguments) throws Exception {
        SortedSet<String> generated = constants(header);
        for (Class<?> type : generatedBeside(header)) {
            generated.addAll(structure(type));
        }
        assertEquals(String.join("\n", said(arguments)), String.join("\n", generated));
    }

    /** The classes of its package that describe a structure. */
    private static List<Class<?>> generatedBeside(Class<?> header) throws Exception {
        List<Class<?>> types = new ArrayList<>();
        Path file = Path.of(header.getResource(header.getSimpleName() + ".class").toURI());
        try (var files = Files.newDirectoryStream(file.getParent(), "*.class")) {
            for (Path each : files) {
                String name = each.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(header.getPackageName() + "." + name, false, header.getClassLoader());
                if (Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> m.getName().equals("layout"))) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    private static SortedSet<String> said(String... arguments) throws IOException, InterruptedException {
        String program = System.getProperty(PROGRAM);
        assumeTrue(program != null || System.getenv("CI") != null, PROGRAM + " names no program");
        List<String> command = new ArrayList<>();
        command.add(program);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return new TreeSet<>(text.lines().toList());
    }

    private static SortedSet<String> constants(Class<?> header) throws ReflectiveOperationException {
        SortedSet<String> lines = new TreeSet<>();
        for (Method method : header.getMethods()) {
            boolean number = method.getReturnType() == int.class || method.getReturnType() == long.class;
            if (number && method.getParameterCount() == 0 && method.getName().matches("[A-Z0-9_]+")) {
                lines.add("const " + method.getName() + " " + method.invoke(null));
            }
        }
        return lines;
    }

    private static SortedSet<String> structure(Class<?> type) throws ReflectiveOperationException {
        GroupLayout layout = (GroupLayout) type.getMethod("layout").invoke(null);
        String name = type.getSimpleName();
        SortedSet<String> lines = new TreeSet<>();
        lines.add("struct " + name + " size " + layout.byteSize() + " align " + layout.byteAlignment());
        for (Method offset : Arrays.stream(type.getMethods()).filter(m -> m.getName().endsWith("$offset")).toList()) {
            String field = offset.getName().replace("$offset", "");
            MemoryLayout member = (MemoryLayout) type.getMethod(field + "$layout").invoke(null);
            lines.add("field " + name + "." + field + " offset " + offset.invoke(null) + " size " + member.byteSize());
        }
        return lines;
    }
}
