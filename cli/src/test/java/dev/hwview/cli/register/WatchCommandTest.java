// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.Cli;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchCommandTest {
    @Test
    void watchPrintsChangesOnly() {
        List<String> lines = Cli.run("watch", "--interval", "1ms", "--count", "5", "sim:edu", "STATUS").ok().lines();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.getFirst().endsWith("STATUS  0x00000000  RAISE_IRQ=0 COMPUTING=0"), lines.toString());
        // A read clears it, so the second reading differs and the third does not.
        assertEquals(2, Cli.run("watch", "--interval", "1ms", "--count", "3", "sim:regs", "REG_RC").ok().lines()
                .size());
    }

    @Test
    void watchRefusesWrongTimes() {
        Cli.run("watch", "--interval", "soon", "sim:edu", "STATUS").fails(2, "soon");
        Cli.run("watch", "--interval", "0ms", "sim:edu", "STATUS").fails(2, "0ms");
    }
}
