// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.RegisterSpace;

/**
 * What a driver might do with its registers, once. Implement it as a record or a lambda: HotSpot trusts the final
 * fields of those, so that a {@link Caller} compiles the whole chain down to the bus access into one piece of code.
 */
@FunctionalInterface
interface Action {
    /**
     * Does it.
     *
     * @param i which round, for values that differ
     * @return what the driver makes of the values it read
     */
    long act(RegisterSpace space, int i);

    /** One whose answer stays an {@code int}: widening it would hide from C2 some loads that it could narrow. */
    interface OfInt extends Action {
        int actInt(RegisterSpace space, int i);

        @Override
        default long act(RegisterSpace space, int i) {
            return actInt(space, i);
        }
    }
}
