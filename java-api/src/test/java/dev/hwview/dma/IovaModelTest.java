// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.IovaException;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The allocator against a slow model that nobody can get wrong: one bit for each page, tried from the lowest on. */
class IovaModelTest {
    private static final long PAGE = 4096;
    private static final int PAGES = 64;

    private final IovaAllocator addresses = new IovaAllocator("sim:test", PAGE, PAGES * PAGE - 1);
    private final BitSet taken = new BitSet(PAGES);
    private final Map<Integer, Integer> ranges = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomRequestsAreAnsweredAsTheModelAnswersThem(int seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 20_000; step++) {
            int pages = 1 + random.nextInt(random.nextBoolean() ? 3 : 20);
            switch (random.nextInt(4)) {
                case 0 -> take(pages, 1 << random.nextInt(5));
                case 1 -> takeAt(random.nextInt(PAGES + 2), pages);
                default -> release(random);
            }
        }
    }

    private void take(int pages, int alignment) {
        int expected = -1;
        for (int page = alignment; page + pages <= PAGES && expected < 0; page += alignment) {
            expected = free(page, pages) ? page : -1;
        }
        if (expected < 0) {
            assertThrows(IovaException.class, () -> addresses.take(pages * PAGE, alignment * PAGE));
            return;
        }
        assertEquals(expected * PAGE, addresses.take(pages * PAGE, alignment * PAGE));
        note(expected, pages);
    }

    private void takeAt(int page, int pages) {
        if (page + pages > PAGES || !free(page, pages)) {
            assertThrows(IovaException.class, () -> addresses.takeAt(page * PAGE, pages * PAGE));
            return;
        }
        addresses.takeAt(page * PAGE, pages * PAGE);
        note(page, pages);
    }

    private void release(Random random) {
        if (ranges.isEmpty()) {
            return;
        }
        int page = ranges.keySet().stream().skip(random.nextInt(ranges.size())).findFirst().orElseThrow();
        addresses.release(page * PAGE);
        taken.clear(page, page + ranges.remove(page));
    }

    private boolean free(int page, int pages) {
        return taken.get(page, page + pages).isEmpty();
    }

    private void note(int page, int pages) {
        taken.set(page, page + pages);
        ranges.put(page, pages);
    }
}
