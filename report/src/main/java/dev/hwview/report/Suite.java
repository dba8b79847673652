// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.time.Instant;
import java.util.List;

/**
 * The results of one class.
 *
 * @param module    the module that it belongs to
 * @param className the class
 * @param title     its display name, where the results carry one; else its name
 * @param when      when it ended
 * @param cases     its tests
 */
record Suite(String module, String className, String title, Instant when, List<TestCase> cases) {
    Suite {
        cases = List.copyOf(cases);
    }

    /** The class without its package. */
    String simpleName() {
        return simple(className);
    }

    /** Any class without its package. */
    static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** How many of its tests ended so. */
    long count(Outcome outcome) {
        return cases.stream().filter(test -> test.outcome() == outcome).count();
    }

    /** How long its tests took. */
    double seconds() {
        return cases.stream().mapToDouble(TestCase::seconds).sum();
    }
}
