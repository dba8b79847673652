// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EchoesTest {
    private static final int ALL = 1 << 16;

    private final Echoes echoes = new Echoes(100);

    @Test
    void anAnswerTellsHowLongItTook() {
        assertEquals(0, echoes.ask(1000));
        assertEquals(1, echoes.ask(1010));
        assertEquals(7, echoes.answer(1, 1017));
        assertTrue(echoes.areAwaited());
        assertEquals(30, echoes.answer(0, 1030));
        assertFalse(echoes.areAwaited());
        assertEquals(2, echoes.answered());
        assertEquals(30, echoes.times().getMaxValue());
    }

    @Test
    void aSecondAnswerIsNone() {
        echoes.ask(0);
        assertEquals(5, echoes.answer(0, 5));
        assertEquals(Echoes.NONE, echoes.answer(0, 6));
        assertEquals(Echoes.NONE, echoes.answer(9, 6), "nobody asked");
        assertEquals(1, echoes.answered());
        assertEquals(2, echoes.twice());
    }

    @Test
    void eachIsOverdueOnceAndInItsTime() {
        echoes.ask(0);
        echoes.ask(10);
        echoes.ask(20);
        assertEquals(Echoes.NONE, echoes.overdue(99));
        echoes.answer(1, 99);
        assertEquals(0, echoes.overdue(119));
        assertEquals(Echoes.NONE, echoes.overdue(119));
        assertTrue(echoes.areAwaited());
        assertEquals(2, echoes.overdue(120));
        assertEquals(Echoes.NONE, echoes.overdue(1000));
        assertFalse(echoes.areAwaited());
        assertEquals(3, echoes.sent());
    }

    @Test
    void aLateAnswerCounts() {
        echoes.ask(0);
        assertEquals(0, echoes.overdue(100));
        assertEquals(150, echoes.answer(0, 150));
        assertEquals(1, echoes.answered());
        assertEquals(0, echoes.twice());
    }

    /** The 65,537th has the number of the first, which can't be told from it any more. */
    @Test
    void numbersComeAgain() {
        for (int i = 0; i < ALL; i++) {
            assertEquals(i, echoes.ask(i));
        }
        assertEquals(0, echoes.ask(ALL));
        assertEquals(1, echoes.overdue(ALL), "the oldest of those that are told apart");
        assertEquals(3, echoes.answer(0, ALL + 3));
    }
}
