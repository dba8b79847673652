// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {
    @ParameterizedTest
    @EnumSource
    void saysWhetherItCanBeRead(Access access) {
        assertEquals(BitRule.of(access).readable(), access.readable());
    }

    @ParameterizedTest
    @EnumSource
    void saysWhetherAWriteCanDoAnything(Access access) {
        assertEquals(BitRule.of(access).writable(), access.writable());
    }

    @ParameterizedTest
    @EnumSource
    void saysWhetherAReadChangesIt(Access access) {
        assertEquals(BitRule.of(access).readChanges(), access.readHasEffect());
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatAWriteMustCarryToLeaveItAlone(Access access) {
        BitRule rule = BitRule.of(access);
        Access.Neutral expected = !rule.writable() ? Access.Neutral.ANY
                : rule.needsRead() ? Access.Neutral.AS_READ
                : rule.alwaysDisturbed() ? Access.Neutral.NONE
                : rule.restsAtOne() ? Access.Neutral.ONE : Access.Neutral.ZERO;
        assertEquals(expected, access.neutral());
    }
}
