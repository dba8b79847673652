// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
     * @param plan   what is expected
     * @param suites all results
     * @return the tables
     */
    static List<ContractTable> of(Plan plan, List<Suite> suites) {
        Map<Way, List<Suite>> found = new LinkedHashMap<>();
        for (Suite suite : suites) {
            Way.parse(suite.title()).ifPresent(way -> found.computeIfAbsent(way, w -> new ArrayList<>()).add(suite));
        }
        Set<String> contracts = new LinkedHashSet<>(plan.contracts());
        found.keySet().forEach(way -> contracts.add(way.contract()));
        return contracts.stream().map(contract -> of(contract, plan, found)).toList();
    }

    private static ContractTable of(String contract, Plan plan, Map<Way, List<Suite>> found) {
        Set<String> schemes = new LinkedHashSet<>(plan.schemes(contract));
        found.keySet().stream().filter(way -> way.contract().equals(contract)).map(Way::scheme).forEach(schemes::add);
        Map<String, Absence> absent = new LinkedHashMap<>();
        Map<String, List<TestCase>> tests = new LinkedHashMap<>();
        for (String scheme : schemes) {
            Way way = new Way(contract, scheme);
            List<Suite> suites = found.getOrDefault(way, List.of());
            if (suites.isEmpty()) {
                absent.put(scheme, whyAbsent(plan, way));
            }
            tests.put(scheme, suites.stream().flatMap(suite -> suite.cases().stream()).toList());
        }
        return new ContractTable(contract, List.copyOf(schemes), rows(tests), absent);
    }

    /** All tests that any way has, so that one which is nowhere else is seen. */
    private static SortedMap<String, List<Cell>> rows(Map<String, List<TestCase>> tests) {
        SortedMap<String, List<Cell>> rows = new TreeMap<>();
        tests.values().stream().flatMap(List::stream).filter(test -> !test.isForAll())
                .forEach(test -> rows.put(test.method(), new ArrayList<>()));
        if (rows.isEmpty() && tests.values().stream().anyMatch(list -> !list.isEmpty())) {
            rows.put("all", new ArrayList<>());
        }
        tests.values().forEach(way -> {
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
}
