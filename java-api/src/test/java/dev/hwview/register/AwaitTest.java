// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.AccessPolicyException;
import dev.hwview.fault.DeadlineException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class AwaitTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Register32 STATUS = Register32.at("STATUS", 0x20);
    private static final Field STATE = STATUS.field("STATE", 7, 4);
    private static final Flag BUSY = STATUS.flag("BUSY", 0);

    /** Answers the nth read, from 0 on, by a function of n. */
    private static final class Sequence extends CalledRegisterSpace {
        private final LongUnaryOperator answers;
        private long reads;

        Sequence(LongUnaryOperator answers) {
            super("test:sequence", 256, 15, Presence.ALWAYS);
            this.answers = answers;
        }

        @Override
        protected long read(long offset, int width) {
            return answers.applyAsLong(reads++);
        }

        @Override
        protected void write(long offset, int width, long value) {
            throw new AssertionError("an await does not write");
        }
    }

    @Test
    void aConditionThatHoldsTakesOneRead() {
        Sequence space = new Sequence(n -> 0x30);
        STATE.await(space, 3, LONG);
        BUSY.awaitClear(space, LONG);
        assertEquals(2, space.reads);
    }

    @Test
    void itReadsUntilTheConditionHoldsAndNotOnceMore() {
        Sequence space = new Sequence(n -> n < 5000 ? 1 : 0);
        BUSY.awaitClear(space, LONG);
        assertEquals(5001, space.reads);
    }

    @Test
    void itReturnsTheWholeValueThatEndedTheWait() {
        assertEquals(0xABCD_0010L, STATUS.await(new Sequence(n -> n < 3 ? 0 : 0xABCD_0010L), 0xF0, 0x10, LONG));
    }

    @Test
    void onlyTheMaskedBitsAreCompared() {
        Sequence space = new Sequence(n -> 0xFFFF_FF3EL);
        STATE.await(space, 3, Duration.ZERO);
        BUSY.awaitClear(space, Duration.ZERO);
        assertThrows(DeadlineException.class, () -> BUSY.awaitSet(space, Duration.ZERO));
    }

    @Test
    void aTimeoutOfZeroOrLessStillReadsOnce() {
        for (Duration timeout : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            Sequence space = new Sequence(n -> 1);
            BUSY.awaitSet(space, timeout);
            assertEquals(1, space.reads);
        }
    }

    /** The thread loses the CPU inside a read that began in time; the value that comes right meanwhile counts. */
    @Test
    void aValueThatTurnsRightWhileTheDeadlinePassesCounts() {
        Duration timeout = Duration.ofMillis(20);
        Sequence space = new Sequence(n -> n == 0 ? stall(timeout.multipliedBy(2)) : 0);
        BUSY.awaitClear(space, timeout);
        assertEquals(2, space.reads);
    }

    @Test
    void afterTheDeadlineItReadsOnceMoreAndNoOftener() {
        Duration timeout = Duration.ofMillis(20);
        Sequence space = new Sequence(n -> n == 0 ? stall(timeout.multipliedBy(2)) : 1);
        assertThrows(DeadlineException.class, () -> BUSY.awaitClear(space, timeout));
        assertEquals(2, space.reads);
    }

    @Test
    void itGivesUpNoEarlierThanTheTimeout() {
        long start = System.nanoTime();
        assertThrows(DeadlineException.class, () -> BUSY.awaitSet(new Sequence(n -> 0), Duration.ofMillis(30)));
        assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(30));
    }

    @Test
    void aTimeoutOfAgesIsNoOverflow() {
        STATE.await(new Sequence(n -> n < 3 ? 0 : 0x10), 1, Duration.ofSeconds(Long.MAX_VALUE));
        assertThrows(DeadlineException.class,
                () -> BUSY.awaitSet(new Sequence(n -> 0), Duration.ofSeconds(Long.MIN_VALUE)));
    }

    @Test
    void theMessageSaysWhatWasAwaitedWhereAndHowLong() {
        String message = assertThrows(DeadlineException.class,
                () -> STATE.await(new Sequence(n -> 0x51), 3, Duration.ofMillis(7))).getMessage();
        assertEquals("STATUS (0x20) of test:sequence did not become 0x30 in the bits 0xf0 within 7 ms: it is 0x51",
                message);
    }

    @Test
    void aWriteOnlyFieldCannotBeAwaited() {
        Register32 control = Register32.at("CONTROL", 0x10);
        Flag kick = control.flag("KICK", 0, Access.WO);
        Field key = control.field("KEY", 15, 8, Access.WO);
        Sequence space = new Sequence(n -> -1);
        assertThrows(AccessPolicyException.class, () -> kick.awaitSet(space, LONG));
        assertThrows(AccessPolicyException.class, () -> kick.awaitClear(space, LONG));
        assertThrows(AccessPolicyException.class, () -> key.await(space, 1, LONG));
        assertEquals(0, space.reads);
    }

    private static long stall(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return 1;
    }
}
