// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import java.util.Set;

/** What HotSpot does to device registers where nobody stops it, and the callers with whom it happens. */
enum Effect {
    WRITE_READS("a write also reads (xchg)", Set.of("writes")) {
        @Override
        boolean seen(Tape tape) {
            return tape.reads() > tape.meantReads();
        }
    },
    READ_DROPPED("an unused read is dropped", Set.of("discards", "discards 4", "doorbell and flush")) {
        @Override
        boolean seen(Tape tape) {
            return tape.reads() < tape.meantReads();
        }
    },
    READ_NARROWED("a read is narrowed",
            Set.of("masks 8", "masks 16", "casts to byte", "casts to short", "casts to int", "shifts and masks")) {
        @Override
        boolean seen(Tape tape) {
            return tape.narrowReads() > 0;
        }
    },
    STORES_MERGED("stores are merged, dropped or vectorised",
            Set.of("writes same 4", "writes rising 4", "neighbours", "writes back", "copyTo")) {
        @Override
        boolean seen(Tape tape) {
            return tape.writes() < tape.meantWrites();
        }
    };

    private final String label;
    private final Set<String> patterns;

    Effect(String label, Set<String> patterns) {
        this.label = label;
        this.patterns = patterns;
    }

    /** For people. */
    String label() {
        return label;
    }

    /** Whether the trace shows it. */
    abstract boolean seen(Tape tape);

    /** The effect that a case is bait for, {@code null} if there is none. */
    static Effect of(Case what) {
        String pattern = what.method().contains(".copyTo(") ? "copyTo" : what.pattern();
        for (Effect effect : values()) {
            if (effect.patterns.contains(pattern)) {
                return effect;
            }
        }
        return null;
    }
}
