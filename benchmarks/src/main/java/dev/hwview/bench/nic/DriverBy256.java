// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

/** In batches of 256. */
public class DriverBy256 extends Round.Driver {
    /** For JMH. */
    public DriverBy256() {
        super(256);
    }
}
