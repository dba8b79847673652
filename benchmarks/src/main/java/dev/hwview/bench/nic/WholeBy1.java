// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

/** In batches of 1. */
public class WholeBy1 extends Round.Whole {
    /** For JMH. */
    public WholeBy1() {
        super(1);
    }
}
