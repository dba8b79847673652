// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What should be there: which contract runs on which way by which command. Without it, what is absent would not be
 * seen.
 *
 * @param commands for each way the command that runs it, or a reason why nothing does, after {@link #NEVER}
 */
record Plan(Map<Way, String> commands) {
    private static final String NEVER = "never, ";
    private static final Pattern WAY = Pattern.compile("(\\S+ on \\S+:)\\s+(.+)");

    /** One that expects nothing. */
    static final Plan NONE = new Plan(Map.of());

    /**
     * Reads one.
     *
     * @param file the file
     * @return what it says
     * @throws IOException if it can't be read, or a line of it can't be understood
     */
    static Plan read(Path file) throws IOException {
        Map<Way, String> commands = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher way = WAY.matcher(line);
            Optional<Way> told = way.matches() ? Way.parse(way.group(1)) : Optional.empty();
            if (told.isEmpty()) {
                throw new IOException(file + ": not CONTRACT on WAY: COMMAND: " + line);
            }
            commands.put(told.get(), way.group(2));
        }
        return new Plan(commands);
    }

    /** The contracts that are expected. */
    Set<String> contracts() {
        Set<String> contracts = new LinkedHashSet<>();
        commands.keySet().forEach(way -> contracts.add(way.contract()));
        return contracts;
    }

    /** The ways that are expected of a contract. */
    Set<String> schemes(String contract) {
        Set<String> schemes = new LinkedHashSet<>();
        commands.keySet().stream().filter(way -> way.contract().equals(contract)).map(Way::scheme)
                .forEach(schemes::add);
        return schemes;
    }

    /** Why a contract runs nowhere in this way, if that is so. */
    Optional<String> never(Way way) {
        return Optional.ofNullable(commands.get(way)).filter(said -> said.startsWith(NEVER))
                .map(said -> said.substring(NEVER.length()));
    }

    /** The command that runs it, if one is known. */
    Optional<String> command(Way way) {
        return Optional.ofNullable(commands.get(way)).filter(command -> !command.startsWith(NEVER));
    }
}
