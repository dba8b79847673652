// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is told.
 *
 * @param modules   the modules' totals, by their names
 * @param suites    all results
 * @param contracts the tables of the contracts
 * @param problems  results that can't be told
 */
record Report(List<ModuleTotals> modules, List<Suite> suites, List<ContractTable> contracts, List<Problem> problems) {
    /** Where a module has its results. */
    static final String RESULTS = "target/surefire-reports";

    /** A test, and where it is. */
    record Told(Suite suite, TestCase test) {
        /** The suite's class, the one within it where the test is in such a one, and the test's name. */
        String place() {
            String within = test.className().equals(suite.className()) ? "" : " " + Suite.simple(test.className());
            return suite.simpleName() + within + (test.name().isEmpty() ? "" : "." + test.name());
        }
    }

    /** Why tests of a class were skipped. */
    record Skip(String module, String className, String reason) {}

    /**
     * Reads all results.
     *
     * @param root the folder that has the modules
     * @param plan what is expected
     * @return what they say
     * @throws IOException if folders can't be read; a file that can't be is a problem that is told
     */
    static Report read(Path root, Plan plan) throws IOException {
        Map<String, List<Suite>> byModule = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Path module : modules(root)) {
            String name = module.getFileName().toString();
            List<Suite> suites = new ArrayList<>();
            for (Path file : results(module)) {
                try {
                    suites.add(SuiteReader.read(name, file));
                } catch (IOException e) {
                    problems.add(new Problem(root.relativize(file).toString(), e.getMessage()));
                }
            }
            byModule.put(name, suites);
        }
        List<Suite> all = byModule.values().stream().flatMap(List::stream).toList();
        List<ModuleTotals> totals = byModule.entrySet().stream()
                .map(module -> ModuleTotals.of(module.getKey(), module.getValue())).toList();
        return new Report(totals, all, ContractTable.of(plan, all), problems);
    }

    /** The folders that have tests, or had some. */
    private static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .filter(folder -> Files.isDirectory(folder.resolve("src/test/java"))
                            || Files.isDirectory(folder.resolve(RESULTS)))
                    .toList();
        }
    }

    private static List<Path> results(Path module) throws IOException {
        Path folder = module.resolve(RESULTS);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(SuiteReader::isResults).sorted().toList();
        }
    }

    /** The sum over all modules. */
    ModuleTotals total() {
        return ModuleTotals.of("all", suites);
    }

    /** What failed. */
    List<Told> failures() {
        return told(Outcome.FAILED);
    }

    /** What was skipped: for each class and reason the methods, with how many parameters where it's more than one. */
    Map<Skip, String> skips() {
        Map<Skip, SortedMap<String, Integer>> skips = new LinkedHashMap<>();
        for (Told told : told(Outcome.SKIPPED)) {
            Skip skip = new Skip(told.suite().module(), told.suite().simpleName(), told.test().reason());
            String method = told.test().isForAll() ? "all" : told.test().method();
            skips.computeIfAbsent(skip, s -> new TreeMap<>()).merge(method, 1, Integer::sum);
        }
        Map<Skip, String> texts = new LinkedHashMap<>();
        skips.forEach((skip, methods) -> texts.put(skip, methods.entrySet().stream()
                .map(method -> method.getKey() + (method.getValue() == 1 ? "" : " " + method.getValue()))
                .collect(Collectors.joining(", "))));
        return texts;
    }

    private List<Told> told(Outcome outcome) {
        return suites.stream().flatMap(suite -> suite.cases().stream()
                .filter(test -> test.outcome() == outcome).map(test -> new Told(suite, test))).toList();
    }
}
