// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private int exit;

    private String run(String... arguments) {
        printed.reset();
        exit = new CommandLine(new Main(new PrintStream(printed, true, StandardCharsets.UTF_8))).execute(arguments);
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theSolutionsFillTheBar() {
        String board = run("--solutions", "--task", "2", "--seed", "1");
        assertEquals(0, exit);
        assertTrue(board.startsWith("rank 2  easy          \u2588\u2588\u2588\u2588\u2588\u2588\u2588  7/7\n"), board);
        assertTrue(board.contains("Did I avoid copies?                7 tasks without any\n"), board);
        assertFalse(board.contains("\033"), "colour is for terminals");
    }

    @Test
    void whatIsOpenIsNoFailure() {
        String board = run("--task", "4.2");
        assertEquals(0, exit);
        assertTrue(board.contains("4.2  turnover                      open"), board);
        assertTrue(board.contains("0/1"), board);
        assertTrue(board.endsWith("/tasks/Rank4.java; `make learn HINT=4.2` helps.\n"), board);
    }

    @Test
    void aHintIsGivenWhenAskedFor() {
        assertTrue(run("--hint", "3.2").startsWith("3.2, upside down: getShort"), printed::toString);
        assertEquals(0, exit);
        assertTrue(run("--hint", "9.9").startsWith("there is no task 9.9"), printed::toString);
        assertEquals(2, exit);
        run("--task", "x");
        assertEquals(2, exit);
    }
}
