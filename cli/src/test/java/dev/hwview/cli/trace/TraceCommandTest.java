// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.Cli;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceCommandTest {
    @Test
    void traceShowsADriverAtWork() {
        String out = Cli.run("trace", "sim:edu", "identify", "liveness", "7", "factorial", "5", "dma", "16").ok().out();
        assertTrue(out.contains("factorial 5: 120"), out);
        assertTrue(out.contains("liveness 0x00000007: alive"), out);
        assertTrue(out.contains("write32        FACTORIAL          0x00000005"), out);
        assertTrue(out.contains("FROM_DEVICE=1 START=1"), out);
        assertTrue(out.contains("device writes  memory 0x"), out);
    }

    @Test
    void traceShowsInterrupts() {
        for (String mode : List.of("intx", "MSI")) {
            String out = Cli.run("trace", "--interrupt", mode, "sim:edu", "factorial", "5", "dma", "4096").ok().out();
            assertEquals(3, out.lines().filter(l -> l.contains("interrupt ")).count(), out);
        }
    }

    @Test
    void traceTakesRegistersOfAnyDevice() {
        String out = Cli.run("trace", "sim:regs", "REG_RC", "REG_RC", "REG_RW=1").ok().out();
        assertTrue(out.contains("read32   REG_RC  0xa5a5a5a5"), out);
        assertTrue(out.contains("read32   REG_RC  0x00000000"), out);
        assertTrue(out.contains("write32  REG_RW  0x00000001"), out);
    }

    @Test
    void traceRefusesWhatItDoesNotKnow() {
        Cli.run("trace", "sim:edu", "factorial").fails(2, "factorial needs a number");
        Cli.run("trace", "sim:edu", "dma", "5000").fails(2, "4096");
        Cli.run("trace", "sim:edu", "dance").fails(1, "dance");
    }
}
