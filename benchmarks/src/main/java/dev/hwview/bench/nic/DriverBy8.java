// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

/** In batches of 8. */
public class DriverBy8 extends Round.Driver {
    /** For JMH. */
    public DriverBy8() {
        super(8);
    }
}
