// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

/** In batches of 256. */
public class WholeBy256 extends Round.Whole {
    /** For JMH. */
    public WholeBy256() {
        super(256);
    }
}
