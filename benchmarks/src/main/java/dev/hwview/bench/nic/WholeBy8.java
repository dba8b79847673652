// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

/** In batches of 8. */
public class WholeBy8 extends Round.Whole {
    /** For JMH. */
    public WholeBy8() {
        super(8);
    }
}
