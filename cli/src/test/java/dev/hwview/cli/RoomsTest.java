// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The packages, as docs/architecture.md has them. */
class RoomsTest {
    private static final String OURS = "dev.hwview.cli";
    private static final Pattern ARROW = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)\\s.*");

    private static Path classes() throws URISyntaxException {
        return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static boolean isOurs(String name) {
        return name.equals(OURS) || name.startsWith(OURS + ".");
    }

    @Test
    void noneDependsOnItselfByOthers() throws URISyntaxException {
        StringWriter out = new StringWriter();
        int status = ToolProvider.findFirst("jdeps").orElseThrow().run(new PrintWriter(out), new PrintWriter(out),
                "-verbose:package", "-filter:none", classes().resolve("dev").toString()); // without the module's needs
        assertEquals(0, status, out.toString());
        Map<String, Set<String>> below = new HashMap<>();
        out.toString().lines().map(ARROW::matcher).filter(arrow -> arrow.matches()).forEach(arrow -> {
            if (isOurs(arrow.group(1)) && isOurs(arrow.group(2)) && !arrow.group(1).equals(arrow.group(2))) {
                below.computeIfAbsent(arrow.group(1), room -> new HashSet<>()).add(arrow.group(2));
            }
        });
        assertTrue(below.containsKey(OURS), out.toString());
        while (below.values().removeIf(rooms -> rooms.stream().noneMatch(below::containsKey))) { }
        assertEquals(Map.of(), below, "these depend on each other in a circle, or on such as do");
    }

    /** Tests stand on the class path, where all is open; bin/hwview stands on the module path. */
    @Test
    void theModuleOpensThoseThatPicocliReaches() throws IOException, URISyntaxException {
        Set<String> reached = new TreeSet<>(Set.of(OURS));
        for (Class<?> command : Main.class.getAnnotation(Command.class).subcommands()) {
            reach(new CommandLine(command).getCommandSpec(), reached);
        }
        try (InputStream file = Files.newInputStream(classes().resolve("module-info.class"))) {
            assertEquals(reached, ModuleDescriptor.read(file).opens().stream().map(ModuleDescriptor.Opens::source)
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static void reach(CommandSpec spec, Set<String> reached) {
        for (Class<?> type = spec.userObject().getClass(); type != null; type = type.getSuperclass()) {
            reach(type, reached);
        }
        for (ArgSpec argument : spec.args()) {
            for (CommandLine.ITypeConverter<?> converter : argument.converters()) {
                reach(converter.getClass(), reached);
            }
        }
        spec.mixins().values().forEach(mixin -> reach(mixin, reached));
        spec.subcommands().values().forEach(below -> reach(below.getCommandSpec(), reached));
    }

    private static void reach(Class<?> type, Set<String> reached) {
        if (isOurs(type.getPackageName())) {
            reached.add(type.getPackageName());
        }
    }
}
