// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

/** In batches of 32. */
public class DriverBy32 extends Round.Driver {
    /** For JMH. */
    public DriverBy32() {
        super(32);
    }
}
