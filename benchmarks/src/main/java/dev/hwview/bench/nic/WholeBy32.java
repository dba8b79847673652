// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

/** In batches of 32. */
public class WholeBy32 extends Round.Whole {
    /** For JMH. */
    public WholeBy32() {
        super(32);
    }
}
