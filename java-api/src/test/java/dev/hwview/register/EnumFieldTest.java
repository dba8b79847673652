// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.AccessPolicyException;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.FieldValueException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnumFieldTest {
    enum Speed { SLOW, NORMAL, FAST }

    enum Link implements Coded {
        DOWN(0), GIGABIT(3), TEN_GIGABIT(9);

        private final int code;

        Link(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    enum Twins implements Coded {
        CASTOR, POLLUX;

        @Override
        public int code() {
            return 2;
        }
    }

    enum Negative implements Coded {
        BELOW;

        @Override
        public int code() {
            return -1;
        }
    }

    private final RecordingSpace space = new RecordingSpace();
    private final Register32 control = Register32.at("CONTROL", 0x10);
    private final EnumField<Speed> speed = control.enumeration("SPEED", 1, 0, Speed.class);
    private final EnumField<Link> link = control.enumeration("LINK", 31, 28, Link.class);

    @Test
    void theOrdinalIsTheCodeWhereTheConstantHasNone() {
        assertEquals(Speed.FAST, speed.get(2));
        assertEquals(0b10, speed.with(0, Speed.FAST));
    }

    @Test
    void aCodedConstantHasItsOwnCode() {
        assertEquals(Link.TEN_GIGABIT, link.get(0x9000_0000L));
        assertEquals(0x9FFF_FFFF, link.with(-1, Link.TEN_GIGABIT));
        assertEquals(0x3FFF_FFFFL, link.with(0xFFFF_FFFFL, Link.GIGABIT));
    }

    @Test
    void aReservedCodeIsNoConstant() {
        assertNull(speed.get(3));
        assertNull(link.get(0x5000_0000L));
        assertNull(link.get(0xF000_0000L));
    }

    @Test
    void readingAReservedCodeSaysWhichAndWhere() {
        space.holding(0x10, 4, 0x5000_0000L);
        assertEquals("CONTROL (0x10) of test:recorder has the reserved value 5 in LINK",
                assertThrows(FieldValueException.class, () -> link.read(space)).getMessage());
    }

    @Test
    void readReadsOnce() {
        space.holding(0x10, 4, 0x3000_0001L);
        assertEquals(Link.GIGABIT, link.read(space));
        assertEquals(List.of("read32 0x10"), space.accesses);
    }

    @Test
    void setLeavesTheOtherFieldsAlone() {
        space.holding(0x10, 4, 0x3000_0001L);
        speed.set(space, Speed.FAST);
        assertEquals(List.of("read32 0x10", "write32 0x10 0x30000002"), space.accesses);
    }

    @Test
    void awaitComparesTheCode() {
        space.holding(0x10, 4, 0x9000_0001L);
        link.await(space, Link.TEN_GIGABIT, Duration.ZERO);
        assertThrows(DeadlineException.class, () -> link.await(space, Link.DOWN, Duration.ZERO));
    }

    @Test
    void aWriteOnlyFieldIsNotRead() {
        EnumField<Speed> mode = control.enumeration("MODE", 9, 8, Speed.class, Access.WO);
        assertThrows(AccessPolicyException.class, () -> mode.read(space));
        assertEquals(List.of(), space.accesses);
    }

    @Test
    void constantsThatShareACodeAreRefused() {
        refused("share the code 2", () -> control.enumeration("TWINS", 9, 8, Twins.class));
    }

    @Test
    void aConstantThatDoesNotFitIsRefused() {
        refused("TEN_GIGABIT = 9 needs more than 3 bits", () -> control.enumeration("NARROW", 10, 8, Link.class));
        refused("BELOW = -1", () -> control.enumeration("SIGNED", 10, 8, Negative.class));
    }

    @Test
    void aFieldOfMoreThan16BitsIsRefused() {
        refused("16 bits at most, not 17", () -> control.enumeration("BROAD", 24, 8, Speed.class));
    }

    private static void refused(String part, Runnable declaration) {
        String message = assertThrows(IllegalArgumentException.class, declaration::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
