// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

/** In batches of 1. */
public class DriverBy1 extends Round.Driver {
    /** For JMH. */
    public DriverBy1() {
        super(1);
    }
}
