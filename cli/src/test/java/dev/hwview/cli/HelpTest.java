// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    private static final int COLUMNS = 80;

    /** Each command, as it is called: those that a command's own help lists, from the first on. */
    static Stream<List<String>> commands() {
        return below(List.of());
    }

    private static Stream<List<String>> below(List<String> command) {
        List<String> lines = help(command).lines();
        int list = lines.indexOf("Commands:");
        Stream<List<String>> listed = list < 0 ? Stream.empty() : lines.stream().skip(list + 1)
                .takeWhile(line -> !line.isEmpty()).filter(line -> line.matches("  \\S.*"))
                .map(line -> line.strip().split(" ")[0]).filter(name -> !name.equals("help"))
                .flatMap(name -> below(Stream.concat(command.stream(), Stream.of(name)).toList()));
        return Stream.concat(Stream.of(command), listed);
    }

    private static Cli help(List<String> command) {
        return Cli.run(Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new)).ok();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itFitsAndWhatThingsMeanStandsBesideThem(List<String> command) {
        for (String line : help(command).lines()) {
            assertTrue(line.length() <= COLUMNS, line);
            assertEquals(line.stripTrailing(), line);
            boolean lonely = line.matches(" {2,6}(-\\S+(, --\\S+)?|\\[?[A-Z]\\S*)");
            assertTrue(!lonely, () -> "nothing beside " + line);
        }
    }

    /** What users see is changed on purpose, and seen in the change. */
    @ParameterizedTest
    @ValueSource(strings = {"forward", "capture", "replay", "generate", "ping"})
    void itIsAsWritten(String command) throws IOException {
        try (InputStream written = HelpTest.class.getResourceAsStream("help/nic-" + command + ".txt")) {
            String text = new String(written.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(text, help(List.of("nic", command)).out());
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        Cli.run("foo").fails(2, "hwview has no command foo, see hwview --help");
        Cli.run("nic", "pin").fails(2, "hwview nic has no command pin: did you mean ping? See hwview nic --help");
        Cli.run("devices", "x", "y").fails(2, "hwview devices takes no x y, see hwview devices --help");
        Cli.run("devices", "--jsn").fails(2, "Unknown option: '--jsn'");
    }
}
