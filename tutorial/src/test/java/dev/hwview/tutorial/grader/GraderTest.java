// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.tutorial.tasks.Rank1;
import dev.hwview.tutorial.tasks.Rank2;
import dev.hwview.view.MemoryView;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GraderTest {
    private final Grader grader = new Grader(42, Duration.ofSeconds(60));

    @TestFactory
    Stream<DynamicTest> everySolutionPassesWithoutACopy() {
        return Course.ofSolutions().stream().map(task -> DynamicTest.dynamicTest(task.id() + " " + task.title(), () -> {
            Verdict verdict = grader.grade(task);
            assertEquals(Verdict.Kind.DONE, verdict.kind(), verdict.detail());
            assertTrue(verdict.allocated() >= 0);
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyTaskIsOpenUntilItIsSolved() {
        return Course.ofLearner().stream().map(task -> DynamicTest.dynamicTest(task.id(), () ->
                assertEquals(Verdict.Kind.OPEN, grader.grade(task).kind())));
    }

    @Test
    void thereAreAtLeastSixTasksOfEachRankWithAHintEach() {
        assertEquals(IntStream.rangeClosed(1, 5).boxed().toList(),
                Course.ofLearner().stream().map(Task::rank).distinct().toList());
        Course.ofLearner().stream().collect(Collectors.groupingBy(Task::rank, Collectors.counting()))
                .forEach((rank, count) -> assertTrue(count >= 6, "rank " + rank + " has " + count));
        Course.ofLearner().forEach(task -> assertFalse(task.hint().isBlank(), task.id()));
    }

    private Verdict grade(String id, List<Task> tasks) {
        return new Grader(42, Duration.ofSeconds(20))
                .grade(tasks.stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow());
    }

    @Test
    void aRightAnswerThatCopiesIsMarked() {
        Verdict verdict = grade("2.5", Rank2Checks.of(new Rank2() {
            @Override
            public int last(MemoryView bytes) {
                byte[] all = bytes.toBytes();
                return Byte.toUnsignedInt(all[all.length - 1]);
            }
        }));
        assertEquals(Verdict.Kind.COPIED, verdict.kind());
        assertTrue(verdict.detail().matches("right, but toBytes copies 1048576 bytes at GraderTest.*:\\d+"),
                verdict.detail());
    }

    /** What the library does not see, the bytes on the heap tell. */
    @Test
    void aRightAnswerThatMakesGarbageIsMarked() {
        Verdict copy = grade("2.5", Rank2Checks.of(new Rank2() {
            @Override
            public int last(MemoryView bytes) {
                byte[] all = bytes.asSegment().toArray(ValueLayout.JAVA_BYTE);
                return Byte.toUnsignedInt(all[all.length - 1]);
            }
        }));
        assertEquals(Verdict.Kind.COPIED, copy.kind());
        assertTrue(copy.detail().matches("right, but it allocates 10\\d{5} bytes"), copy.detail());
        Verdict boxes = grade("2.1", Rank2Checks.of(new Rank2() {
            @Override
            public long sum(MemoryView ints) {
                long sum = 0;
                for (Object item : ints) {
                    sum += (Long) item;
                }
                return sum;
            }
        }));
        assertEquals(Verdict.Kind.COPIED, boxes.kind(), boxes.detail());
    }

    /** A snapshot may be copied, the page may not. */
    @Test
    void aCopyThatIsAskedForMayNotBeLarger() {
        Verdict verdict = grade("2.4", Rank2Checks.of(new Rank2() {
            @Override
            public byte[] snapshot(MemoryView page, long from, int length) {
                return Arrays.copyOfRange(page.toBytes(), (int) from, (int) from + length);
            }
        }));
        assertEquals(Verdict.Kind.COPIED, verdict.kind());
    }

    @Test
    void aCopyInPlaceOfAViewIsWrong() {
        Verdict verdict = grade("1.3", Rank1Checks.of(new Rank1() {
            @Override
            public MemoryView header(MemoryView frame) {
                return MemoryView.of(frame.slice(0, 14).toBytes());
            }
        }));
        assertEquals(Verdict.Kind.WRONG, verdict.kind());
        assertTrue(verdict.detail().startsWith("the byte at 0, after the array has changed: expected "),
                verdict.detail());
    }

    @Test
    void whatIsThrownIsSaidWithItsMessage() {
        Verdict verdict = grade("1.3", Rank1Checks.of(new Rank1() {
            @Override
            public MemoryView header(MemoryView frame) {
                throw new IllegalStateException("no header");
            }
        }));
        assertEquals(Verdict.Kind.WRONG, verdict.kind());
        assertEquals("IllegalStateException: no header", verdict.detail());
        Verdict nothing = grade("1.3", Rank1Checks.of(new Rank1() {
            @Override
            public MemoryView header(MemoryView frame) {
                return null;
            }
        }));
        assertTrue(nothing.detail().startsWith("NullPointerException"), nothing.detail());
    }

    @Test
    void whatDoesNotEndIsStopped() {
        CountDownLatch never = new CountDownLatch(1);
        Task endless = new Task("1.1", "endless", "none", trial -> never.await());
        Verdict verdict = new Grader(1, Duration.ofMillis(200)).grade(endless);
        assertEquals(Verdict.Kind.LATE, verdict.kind());
    }
}
