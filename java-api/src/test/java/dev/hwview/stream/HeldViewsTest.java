// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.view.MemoryException;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A view of a ring's bytes shows these bytes for as long as it is held: what would overwrite them is refused. */
class HeldViewsTest {
    private static final int CAPACITY = 4096;

    private final byte[] bytes = Chunks.random(20, 200_000);

    private record Held(MemoryView view, int from) {}

    /** Views are taken, sliced and released at random, and each is looked at again and again. */
    @ParameterizedTest
    @EnumSource
    void whatIsHeldNeverChanges(Rings ring) throws IOException {
        Random random = new Random(21);
        List<Held> held = new ArrayList<>();
        int refused = 0;
        try (StreamWindow stream = new StreamWindow(new Chunks(22, bytes, 500), ring.make(CAPACITY))) {
            while (!stream.ended()) {
                try {
                    stream.request(random.nextInt(CAPACITY) + 1);
                } catch (HeldException e) {
                    refused++;
                    assertEquals(held.size(), e.views());
                    held.removeIf(h -> random.nextBoolean() && release(h));
                }
                int length = random.nextInt((int) stream.available() + 1);
                int begin = (int) stream.position();
                switch (random.nextInt(4)) {
                    case 0 -> held.add(new Held(stream.view(length), begin));
                    case 1 -> held.add(new Held(stream.window().view(), begin));
                    case 2 -> {
                        try (MemoryView view = stream.view(length)) {
                            held.add(new Held(view.slice(length / 2, length), begin + length / 2));
                        }
                    }
                    default -> stream.consume(length);
                }
                for (Held each : held) {
                    assertArrayEquals(Arrays.copyOfRange(bytes, each.from(), each.from() + (int) each.view().nbytes()),
                            each.view().toBytes());
                }
                held.removeIf(h -> random.nextInt(3) == 0 && release(h));
            }
        }
        assertTrue(refused > 10, "the test is to meet refusals, and met " + refused);
    }

    private static boolean release(Held held) {
        held.view().release();
        return true;
    }

    @Test
    void theRefusalSaysHowManyAndEndsWithTheLastRelease() throws IOException {
        StreamWindow stream = new StreamWindow(new Chunks(23, bytes, 100_000), Ring.of(CAPACITY));
        stream.require(CAPACITY);
        stream.consume(100);
        MemoryView one = stream.view(10);
        MemoryView two = stream.window().view();
        stream.consume(CAPACITY - 100);
        HeldException refusal = assertThrows(HeldException.class, () -> stream.require(CAPACITY));
        assertEquals(2, refusal.views());
        assertTrue(refusal.getMessage().startsWith("2 views are unreleased, of the ring's bytes from position "),
                refusal.getMessage());
        one.release();
        assertEquals(1, assertThrows(HeldException.class, () -> stream.require(CAPACITY)).views());
        two.release();
        assertEquals(bytes[CAPACITY], stream.require(CAPACITY).getByte(0));
    }

    @Test
    void aViewTakesNoMoreRoomThanItsOwnBytesAndWhatFollows() throws IOException {
        StreamWindow stream = new StreamWindow(new Chunks(24, bytes, 100_000), Ring.of(CAPACITY));
        stream.require(CAPACITY);
        stream.consume(CAPACITY - 10);
        MemoryView last = stream.view(10);
        stream.consume(10);
        stream.require(CAPACITY - 10); // all the ring but ten bytes
        assertThrows(HeldException.class, () -> stream.require(CAPACITY - 9));
        assertArrayEquals(Arrays.copyOfRange(bytes, CAPACITY - 10, CAPACITY), last.toBytes());
        stream.consume(CAPACITY - 10);
        assertThrows(HeldException.class, stream::fill);
        last.release();
        assertTrue(stream.fill() > 0);
    }

    /** One view at least is held at any time, but none for long. */
    @Test
    void handingOverFromViewToViewGoesOnForever() throws IOException {
        StreamWindow stream = new StreamWindow(new Chunks(25, bytes, 300), Ring.of(CAPACITY));
        MemoryView before = null;
        while (stream.request(200)) {
            MemoryView view = stream.window().view();
            if (before != null) {
                before.release();
            }
            before = view;
            stream.consume(200);
        }
        assertEquals(bytes.length, stream.position() + stream.available());
    }

    @Test
    void viewsThatNobodyReleasesInTimeDoNotPileUp() throws IOException {
        StreamWindow stream = new StreamWindow(new Chunks(26, bytes, 100_000), Ring.of(CAPACITY));
        stream.require(1);
        for (int i = 0; i < 100_000; i++) {
            stream.view(1).release();
        }
        stream.consume(1);
        assertEquals(bytes[1], stream.require(CAPACITY).getByte(0));
    }

    @Test
    void aViewThatOutlivesTheRingSaysSo() throws IOException {
        StreamWindow stream = new StreamWindow(new Chunks(27, bytes, 100_000), Ring.of(CAPACITY));
        Window window = stream.require(8);
        MemoryView view = window.view();
        MemoryView other = stream.view(8);
        stream.close();
        assertThrows(MemoryException.class, () -> view.getByte(0));
        assertThrows(MemoryException.class, () -> other.getByte(0));
        assertThrows(MemoryException.class, view::toBytes);
        view.release();
    }

    @Test
    void anotherThreadMayReleaseWhatItWasGiven() throws Exception {
        StreamWindow stream = new StreamWindow(new Chunks(28, bytes, 100_000), Ring.of(CAPACITY));
        MemoryView view = stream.require(CAPACITY).view();
        stream.consume(CAPACITY);
        assertThrows(HeldException.class, stream::fill);
        byte[][] seen = new byte[1][];
        Thread worker = Thread.ofVirtual().start(() -> {
            try (view) {
                seen[0] = view.toBytes();
            }
        });
        worker.join();
        assertTrue(stream.fill() > 0);
        assertArrayEquals(Arrays.copyOf(bytes, CAPACITY), seen[0]);
    }
}
