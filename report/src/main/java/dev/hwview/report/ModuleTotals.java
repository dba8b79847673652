// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.time.Instant;
import java.util.List;

/**
 * How the tests of a module ended.
 *
 * @param module  its folder
 * @param passed  how many passed
 * @param failed  how many failed
 * @param skipped how many were skipped
 * @param seconds how long they took
 * @param ended   when the last of them ended, as text; modules may be of different runs
 */
record ModuleTotals(String module, long passed, long failed, long skipped, double seconds, String ended) {

    static ModuleTotals of(String module, List<Suite> suites) {
        return new ModuleTotals(module, count(suites, Outcome.PASSED), count(suites, Outcome.FAILED),
                count(suites, Outcome.SKIPPED), suites.stream().mapToDouble(Suite::seconds).sum(),
                suites.stream().map(Suite::when).max(Instant::compareTo).map(Time::text).orElse(""));
    }

    private static long count(List<Suite> suites, Outcome outcome) {
        return suites.stream().mapToLong(suite -> suite.count(outcome)).sum();
    }

    long tests() {
        return passed + failed + skipped;
    }

    boolean isNotRun() {
        return tests() == 0;
    }
}
