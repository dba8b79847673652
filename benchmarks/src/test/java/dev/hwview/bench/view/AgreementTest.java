// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hwview.bench.Python;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

/** The sides of a benchmark do the same work: they come to the same sum. */
class AgreementTest {
    static Stream<Class<?>> benchmarks() {
        return Stream.of(Reads.class, Writes.class, WindowReads.class, Slices.class, WindowMoves.class, Casts.class,
                Columns.class, Records.class, Packets.class, Checksums.class, Rewrites.class);
    }

    static Stream<Class<?>> pythons() {
        return benchmarks().filter(type -> type != Rewrites.class);
    }

    /** Each side on a fresh object, for some of them write. Twice, for the second turn rewrites what the first left. */
    private static long sum(Class<?> type, Method side) throws ReflectiveOperationException {
        Object benchmark = type.getConstructor().newInstance();
        side.invoke(benchmark);
        return ((Number) side.invoke(benchmark)).longValue();
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void allSidesComeToTheSameSum(Class<?> type) throws ReflectiveOperationException {
        long ours = sum(type, type.getMethod("ours"));
        assertNotEquals(0, ours);
        int sides = 0;
        for (Method side : type.getMethods()) {
            if (side.isAnnotationPresent(Benchmark.class)) {
                assertEquals(ours, sum(type, side), side.getName());
                sides++;
            }
        }
        assertEquals(5, sides);
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void pythonComesToTheSameSum(Class<?> type) throws Exception {
        assumeTrue(Python.isThere());
        assertEquals(sum(type, type.getMethod("ours")), Python.run(type.getSimpleName(), 1).sum());
    }

    @Test
    void aRewrittenFrameHasRightChecksums() {
        Rewrites rewrites = new Rewrites();
        rewrites.ours();
        rewrites.segment();
        rewrites.c();
        dev.hwview.packet.Frame frame = new dev.hwview.packet.Frame();
        for (int i = 0; i < Traffic.FRAMES; i++) {
            frame.at(rewrites.window.at(rewrites.begin[i], rewrites.length(i)));
            assertEquals(true, frame.ipv4().checksumIsRight(), "IPv4 of " + i);
        }
    }
}
