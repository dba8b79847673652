// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.Key;
import dev.hwview.view.Slice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What operations are given: mostly what suits, at times what is at the edge of all numbers. */
final class Arguments {
    private static final int NEAR = 7;
    private static final int FAR = 100;
    private static final double OMITTED = 0.3;

    private Arguments() {}

    /** From which a plan makes what suits its view; small ones make simple things. */
    static Arbitrary<Integer> seeds() {
        return Arbitraries.integers().between(0, 9999);
    }

    static Arbitrary<Long> numbers() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.longs().between(-NEAR, NEAR)),
                Tuple.of(6, Arbitraries.longs().between(-FAR, FAR)),
                Tuple.of(1, Arbitraries.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L << 32, 1L << 32, 1L << 62,
                        Long.MAX_VALUE - 1, Long.MAX_VALUE)));
    }

    static Arbitrary<Slice> slices() {
        Arbitrary<Long> bound = numbers().injectNull(OMITTED);
        return Combinators.combine(bound, bound, bound).as(Slice::new);
    }

    static Arbitrary<Key> keys() {
        Arbitrary<Key> places = Arbitraries.longs().between(-3, 3).map(Key::at);
        return Arbitraries.frequencyOf(
                Tuple.of(6, slices()), Tuple.of(4, places), Tuple.of(2, Arbitraries.of(Key.ELLIPSIS)),
                Tuple.of(1, Arbitraries.of(Key.tuple(), Key.tuple(Key.at(0)), Key.tuple(Key.at(1), Key.at(-1)),
                        Key.tuple(Slice.all(), Slice.all()), Key.tuple(Slice.all(), Key.at(0)))));
    }

    static Arbitrary<String> formats() {
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of("B", "b", "c")),
                Tuple.of(6, Arbitraries.of(ModelFormat.PYTHON.keySet())),
                Tuple.of(1, Arbitraries.of("", "@", "hh", "Z", "0s")));
    }

    static Arbitrary<String> allFormats() {
        return Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.of(ModelFormat.PYTHON.keySet())),
                Tuple.of(3, Arbitraries.of(ModelFormat.OTHERS.keySet())));
    }

    static Arbitrary<Object> values() {
        Arbitrary<Object> oneValue = Arbitraries.frequencyOf(
                Tuple.of(6, numbers()),
                Tuple.of(3, Arbitraries.of(127, 128, (byte) -128, (short) -129, 255, 256, 32767, -32768, 65535, 65536,
                        1L << 31, -1L << 31, 0xffffffffL, BigInteger.TWO.pow(63), BigInteger.TWO.pow(64),
                        BigInteger.TWO.pow(64).subtract(BigInteger.ONE), BigInteger.TWO.pow(1024), -1)),
                Tuple.of(3, Arbitraries.of(0.0, -0.0, 0.1, 1.0, 65519.99, 65520.0, 6e-8, 1e39, 1e-300, 0x1p63, 0x1p64,
                        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.5f, 2.5f)),
                Tuple.of(1, Arbitraries.of(true, false)),
                Tuple.of(3, Arbitraries.of('a', '\0', '\u00ff', '\u0100', new byte[0], new byte[1], new byte[] {-1},
                        new byte[4], "", "a", "\u00ff", "\u0100", "abcd", new Storage[0], List.of())));
        Arbitrary<List<Object>> lists = oneValue.list().ofMinSize(2).ofMaxSize(3).map(List::copyOf);
        return Arbitraries.frequencyOf(Tuple.of(10, oneValue.injectNull(0.02)), Tuple.of(2, lists));
    }

    static Arbitrary<String> separators() {
        return Arbitraries.of(":", " ", "0", "", "::", "\u00e9", "\ud83d\ude00");
    }

    // ---- What suits a view

    /** Now and then just outside of it. */
    static long index(long extent, Random random) {
        return extent == 0 || random.nextInt(12) == 0 ? random.nextBoolean() ? extent : -extent - 1
                : random.nextLong(-extent, extent);
    }

    /** The typed accessor that is for the view, as a rule. */
    static char accessor(ModelView view, char any, int seed) {
        char suited = view.format.accessor();
        return seed % 6 == 0 || suited == ' ' ? any : suited == 'e' ? 'f' : suited;
    }

    static long[] indices(ModelView view, Random random) {
        long[] indices = Arrays.stream(view.shape).map(extent -> index(extent, random)).toArray();
        return random.nextInt(20) == 0 ? Arrays.copyOf(indices, random.nextInt(4)) : indices;
    }

    /** Extents of as many items as there are, as a rule. */
    static long[] shape(long items, Random random) {
        List<Long> shape = new ArrayList<>();
        for (long left = items; left > 0 && random.nextInt(4) > 0;) {
            List<Long> divisors = new ArrayList<>();
            for (long i = 1; i <= left; i++) {
                if (left % i == 0) {
                    divisors.add(i);
                }
            }
            shape.add(divisors.get(random.nextInt(divisors.size())));
            left /= shape.getLast();
        }
        if (random.nextInt(10) > 0) {
            long product = shape.stream().reduce(1L, (a, b) -> a * b);
            shape.add(items / product);
        }
        if (random.nextInt(20) == 0) {
            shape.add(List.of(0L, -1L, 2L, Long.MIN_VALUE, Long.MAX_VALUE).get(random.nextInt(items > 0 ? 5 : 4)));
        }
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    static int[] axes(int dimensions, Random random) {
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            axes.add(i);
        }
        Collections.shuffle(axes, random);
        if (random.nextInt(20) == 0) {
            axes.add(random.nextInt(-1, 4));
        }
        return axes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** For each dimension two slices of equal length, of which either may run backwards. */
    static List<Slice[]> pairs(long[] shape, Random random) {
        List<Slice[]> pairs = new ArrayList<>();
        for (long extent : shape) {
            long length = extent - random.nextLong((extent + 3) / 2);
            pairs.add(new Slice[] {run(extent, length, random), run(extent, length, random)});
        }
        return pairs;
    }

    private static Slice run(long extent, long length, Random random) {
        if (length <= 0) {
            return Slice.of(random.nextLong(extent + 1), 0);
        }
        long longestStep = length == 1 ? 3 : (extent - 1) / (length - 1);
        long step = 1 + random.nextLong(longestStep);
        long first = random.nextLong(extent - (length - 1) * step);
        long last = first + (length - 1) * step;
        return random.nextBoolean() ? Slice.of(first, last + 1).by(step)
                : new Slice(last, first == 0 ? null : first - 1, -step);
    }
}
