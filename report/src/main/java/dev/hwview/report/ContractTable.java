// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tests of a contract beside the ways to its device.
 *
 * @param contract whose contract
 * @param schemes  the ways, in their order
 * @param rows     for each test its cells, in the order of the ways
 * @param absent   for each way that was not run at all, why, or what runs it
 */
record ContractTable(String contract, List<String> schemes, SortedMap<String, List<Cell>> rows,
                     Map<String, Absence> absent) {

    /**
     * Why a way has no results.
     *
     * @param word what stands in its cells
     * @param why  the reason, and the command that mends it
     */
    record Absence(String word, String why) {}

    /**
     * Makes the tables of all contracts that are expected or have results.
     *
     * @param plan    what is expected
     * @param suites  all results
     * @param sources when sources were changed
     * @return the tables
     * @throws IOException if sources can't be read
     */
    static List<ContractTable> of(Plan plan, List<Suite> suites, SourceTimes sources) throws IOException {
        Map<Way, List<Suite>> found = new LinkedHashMap<>();
        for (Suite suite : suites) {
            Way.parse(suite.title()).ifPresent(way -> found.computeIfAbsent(way, w -> new ArrayList<>()).add(suite));
        }
        Set<String> contracts = new LinkedHashSet<>(plan.contracts());
        found.keySet().forEach(way -> contracts.add(way.contract()));
        Instant newest = found.values().stream().flatMap(List::stream).map(Suite::when)
                .max(Instant::compareTo).orElse(Instant.MIN);
        List<ContractTable> tables = new ArrayList<>();
        for (String contract : contracts) {
            tables.add(of(contract, plan, found, new Age(plan, sources, newest)));
        }
        return tables;
    }

    private static ContractTable of(String contract, Plan plan, Map<Way, List<Suite>> found, Age age)
            throws IOException {
        Set<String> schemes = new LinkedHashSet<>(plan.schemes(contract));
        found.keySet().stream().filter(way -> way.contract().equals(contract)).map(Way::scheme).forEach(schemes::add);
        Map<String, Absence> absent = new LinkedHashMap<>();
        Map<String, List<TestCase>> tests = new LinkedHashMap<>();
        for (String scheme : schemes) {
            Way way = new Way(contract, scheme);
            List<Suite> suites = found.getOrDefault(way, List.of());
            Optional<Absence> reason = suites.isEmpty() ? Optional.of(whyAbsent(plan, way)) : age.tooOld(way, suites);
            reason.ifPresent(why -> absent.put(scheme, why));
            tests.put(scheme, suites.stream().flatMap(suite -> suite.cases().stream()).toList());
        }
        return new ContractTable(contract, List.copyOf(schemes), rows(tests, absent.keySet()), absent);
    }

    /** All tests that any way has, so that one which is nowhere else is seen; what is too old still has its row. */
    private static SortedMap<String, List<Cell>> rows(Map<String, List<TestCase>> tests, Set<String> absent) {
        SortedMap<String, List<Cell>> rows = new TreeMap<>();
        tests.values().stream().flatMap(List::stream).filter(test -> !test.isForAll())
                .forEach(test -> rows.put(test.method(), new ArrayList<>()));
        if (rows.isEmpty() && tests.values().stream().anyMatch(list -> !list.isEmpty())) {
            rows.put("all", new ArrayList<>());
        }
        tests.forEach((scheme, all) -> {
            List<TestCase> way = absent.contains(scheme) ? List.of() : all;
            List<TestCase> forAll = way.stream().filter(TestCase::isForAll).toList();
            rows.forEach((method, cells) -> {
                List<TestCase> own = way.stream().filter(t -> !t.isForAll() && t.method().equals(method)).toList();
                cells.add(Cell.of(own.isEmpty() ? forAll : own));
            });
        });
        return rows;
    }

    private static Absence whyAbsent(Plan plan, Way way) {
        return plan.never(way).map(why -> new Absence("-", why)).orElseGet(() ->
                new Absence(Cell.NOT_RUN.toString(), "not run; " + plan.command(way).orElseThrow() + " runs it"));
    }

    /** What stands in a cell. */
    String text(String scheme, Cell cell) {
        return absent.containsKey(scheme) ? absent.get(scheme).word() : cell.toString();
    }

    /** Tells results that others have left behind. */
    private record Age(Plan plan, SourceTimes sources, Instant newest) {
        /** Old is what was made before a change of its sources that other results were made after. */
        Optional<Absence> tooOld(Way way, List<Suite> suites) throws IOException {
            Instant oldest = suites.stream().map(Suite::when).min(Instant::compareTo).orElseThrow();
            Optional<Path> changed = sources.changed(plan.sources(way), oldest, newest);
            return changed.map(file -> new Absence(Cell.NOT_RUN.toString(),
                    "not run after " + file + " was changed, as others were; "
                            + plan.command(way).orElseThrow() + " runs it"));
        }
    }
}
