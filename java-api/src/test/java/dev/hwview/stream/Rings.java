// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The kinds of rings that there are, as long as one can have all of them. */
enum Rings {
    MIRRORED {
        @Override
        Ring make(long capacity) {
            Ring ring = Ring.of(capacity);
            assertTrue(ring.mirrored(), "this machine maps memory twice");
            return ring;
        }
    },
    FLAT {
        @Override
        Ring make(long capacity) {
            return Ring.flat(capacity);
        }
    },
    ARRAY {
        @Override
        Ring make(long capacity) {
            return Ring.array(capacity);
        }
    };

    abstract Ring make(long capacity);
}
