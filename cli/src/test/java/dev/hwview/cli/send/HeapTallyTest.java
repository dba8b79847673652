// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeapTallyTest {
    @Test
    void aFewChunksAreTheJvms() {
        HeapTally tally = new HeapTally();
        for (int i = 0; i < 1000; i++) {
            tally.add(false, i < HeapTally.JVM_CHUNKS ? 104 : 0);
            tally.add(true, i < HeapTally.JVM_CHUNKS ? 400 : 64);
        }
        assertEquals(0, tally.failures().size());
        assertEquals("0 bytes per polled chunk, 64 per interrupt chunk at most; the JVM's own in 24 chunks: 6048",
                tally.toString());
    }

    @Test
    void aDriverThatAllocatesIsFound() {
        HeapTally tally = new HeapTally();
        for (int i = 0; i < 64; i++) {
            tally.add(false, 16);
            tally.add(true, HeapTally.WAITING + 16);
        }
        assertEquals(2, tally.failures().size());
        assertTrue(tally.failures().getFirst().startsWith("64 polled chunks took 1024 bytes"),
                tally.failures().toString());
    }
}
