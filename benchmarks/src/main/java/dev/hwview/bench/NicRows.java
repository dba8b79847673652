// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.util.List;

/** Forwarding between two network cards, a packet at a time, beside the same driver in C on the same model. */
final class NicRows {
    private static final String C = "C";

    private static final List<Row> ROWS = List.of(
            Row.of("driver, by 1", "nic.DriverBy1", C),
            Row.of("driver, by 8", "nic.DriverBy8", C),
            Row.of("driver, by 32", "nic.DriverBy32", C),
            Row.of("driver, by 256", "nic.DriverBy256", C),
            Row.of("whole loop, by 1", "nic.WholeBy1", C),
            Row.of("whole loop, by 8", "nic.WholeBy8", C),
            Row.of("whole loop, by 32", "nic.WholeBy32", C),
            Row.of("whole loop, by 256", "nic.WholeBy256", C));

    static final Sheet SHEET = new Sheet("nic", List.of(C), List.of(C), ROWS,
            List.of(new Aim("driver, by 1", C, 1.3), new Aim("driver, by 32", C, 1.15)));

    private NicRows() {}
}
