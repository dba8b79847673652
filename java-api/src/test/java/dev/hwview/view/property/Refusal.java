// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.Why;

/** The model says no. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    Refusal(Why why) {
        super(why.toString());
        this.why = why;
    }

    Why why() {
        return why;
    }

    static void unless(boolean allowed, Why why) {
        if (!allowed) {
            throw new Refusal(why);
        }
    }
}
