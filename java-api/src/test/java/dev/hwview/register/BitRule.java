// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What happens to one bit, written down from UVM's description of the access policies and not from {@link Access}.
 *
 * @param read what a read does: {@code =} keeps, {@code 0} clears, {@code 1} sets, {@code x} is an error
 * @param zero what a written 0 does: likewise, and {@code ~} toggles
 * @param one what a written 1 does
 * @param once whether only the first write counts
 */
record BitRule(char read, char zero, char one, boolean once) {
    private static final String TABLE = """
            RO    = = =
            RW    = 0 1
            WO    x 0 1
            RC    0 = =
            RS    1 = =
            W1C   = = 0
            W1S   = = 1
            W1T   = = ~
            W0C   = 0 =
            W0S   = 1 =
            W0T   = ~ =
            WRC   0 0 1
            WRS   1 0 1
            WC    = 0 0
            WS    = 1 1
            WSRC  0 1 1
            WCRS  1 0 0
            W1SRC 0 = 1
            W1CRS 1 = 0
            W0SRC 0 1 =
            W0CRS 1 0 =
            WOC   x 0 0
            WOS   x 1 1
            W1    = 0 1 once
            WO1   x 0 1 once
            """;

    private static final Map<Access, BitRule> RULES = parse();

    static BitRule of(Access access) {
        return RULES.get(access);
    }

    private static Map<Access, BitRule> parse() {
        Map<Access, BitRule> rules = new EnumMap<>(Access.class);
        TABLE.lines().map(line -> line.split(" +")).forEach(words -> rules.put(Access.valueOf(words[0]),
                new BitRule(words[1].charAt(0), words[2].charAt(0), words[3].charAt(0), words.length > 4)));
        if (rules.size() != Access.values().length) {
            throw new AssertionError("no rule for some of " + Arrays.toString(Access.values()));
        }
        return rules;
    }

    boolean writable() {
        return zero != '=' || one != '=';
    }

    boolean readable() {
        return read != 'x';
    }

    boolean readChanges() {
        return read == '0' || read == '1';
    }

    /** The bit takes what is written. */
    boolean asWritten() {
        return zero == '0' && one == '1';
    }

    /** It can be left alone only by writing back what it holds. */
    boolean needsRead() {
        return asWritten() && readable() && !once;
    }

    /** No written value is known to leave it alone. */
    boolean alwaysDisturbed() {
        return writable() && zero != '=' && one != '=' && !needsRead();
    }

    /** A written 0 disturbs it, a written 1 does not. */
    boolean restsAtOne() {
        return zero != '=' && one == '=';
    }
}
