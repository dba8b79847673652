// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.Export;
import dev.hwview.view.Format;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Order;
import dev.hwview.view.Request;
import dev.hwview.view.ViewException;
import dev.hwview.view.Why;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What takes all items at once. */
final class Contents {
    private static final HexFormat HEX = HexFormat.of();

    private Contents() {}

    static Arbitrary<Function<ModelView, Action>> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(Order.values()).map(Contents::toBytes)),
                Tuple.of(2, Arbitraries.of(Operations.plain("toList()", MemoryView::toList, Contents::toList),
                        Operations.plain("contentHash()", MemoryView::contentHash, ModelView::contentHash),
                        Operations.plain("hex()", MemoryView::hex, m -> hex(m, "", 0)),
                        Operations.plain("asSegment()",
                                v -> HEX.formatHex(bytes(v.asSegment())), Contents::asSegment))),
                Tuple.of(2, Combinators.combine(Arguments.separators(), Arguments.numbers().map(Long::intValue))
                        .as((separator, group) -> Operations.plain("hex(" + separator + ", " + group + ")",
                                v -> v.hex(separator, group), m -> separated(m, separator, group)))),
                Tuple.of(3, Combinators.combine(Arguments.allFormats(), Arguments.seeds()).as(Contents::equalsLike)),
                Tuple.of(2, Arbitraries.just(m ->
                        new Action("contentEquals($)", MemoryView::contentEquals, Contents::equal))),
                Tuple.of(2, Combinators.combine(Arbitraries.of('h', 'i', 'q', 'f', 'd'), Arguments.seeds())
                        .as(Contents::toArray)),
                Tuple.of(2, Arbitraries.of(Request.values()).map(Contents::lend)));
    }

    private static Function<ModelView, Action> toBytes(Order order) {
        return Operations.plain("toBytes(" + order + ")", v -> HEX.formatHex(v.toBytes(order)), m -> {
            m.live();
            boolean asItLies = order == Order.A && m.fContiguous() && !m.cContiguous();
            return HEX.formatHex(m.bytes(order == Order.F || asItLies));
        });
    }

    private static byte[] bytes(MemorySegment segment) {
        return segment.toArray(ValueLayout.JAVA_BYTE);
    }

    private static Object asSegment(ModelView view) {
        view.live();
        Refusal.unless(view.cContiguous(), Why.NOT_CONTIGUOUS);
        return HEX.formatHex(view.bytes(false));
    }

    private static List<?> toList(ModelView view) {
        view.length();
        List<?> list = view.items();
        for (int i = view.shape.length - 1; i > 0; i--) {
            List<?> inner = list;
            int extent = (int) view.shape[i];
            long lists = LongStream.of(view.shape).limit(i).reduce(1, (a, b) -> a * b);
            list = IntStream.range(0, (int) lists).mapToObj(n -> inner.subList(n * extent, (n + 1) * extent)).toList();
        }
        return list;
    }

    private static String separated(ModelView view, String separator, int group) {
        view.live();
        Refusal.unless(separator.codePointCount(0, separator.length()) == 1, Why.SEP_LENGTH);
        Refusal.unless(separator.codePointAt(0) < 0x80, Why.SEP_ASCII);
        return hex(view, separator, group);
    }

    private static String hex(ModelView view, String separator, int group) {
        view.live();
        byte[] bytes = view.bytes(false);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            int counted = group < 0 ? i : bytes.length - i;
            text.append(i > 0 && group != 0 && counted % group == 0 ? separator : "");
            text.append(String.format("%02x", bytes[i]));
        }
        return text.toString();
    }

    private static Object equal(ModelView left, ModelView right) {
        if (left.released || right.released) {
            return left == right;
        }
        List<Object> ours = left.items();
        List<Object> theirs = right.items();
        return left.sameShape(right) && IntStream.range(0, ours.size())
                .allMatch(i -> ModelItem.equal(ours.get(i), theirs.get(i)));
    }

    /** Beside a view of other memory, with the same items as far as its format can hold them, but perhaps for one. */
    private static Function<ModelView, Action> equalsLike(String format, int seed) {
        return view -> {
            List<Object> items = new ArrayList<>(view.items());
            if (!items.isEmpty() && seed % 4 == 0) {
                items.set(seed % items.size(), 1);
            }
            int count = items.size();
            String text = items + " as " + format + ", " + Arrays.toString(view.shape);
            return Action.of("contentEquals(" + text + "), and the other way round", v -> {
                MemoryView like = MemoryView.of(new byte[count * Format.of(format).itemSize()]).as(format);
                for (int i = 0; i < count; i++) {
                    try {
                        like.set(i, items.get(i));
                    } catch (ViewException e) {
                        // then it stays 0
                    }
                }
                MemoryView shaped = like.as(like.format(), view.shape);
                return List.of(v.contentEquals(shaped), shaped.contentEquals(v), shaped.contentEquals(like));
            }, m -> {
                ModelView like = new ModelMemory(new byte[count * ModelFormat.of(format).size()]).view().as(format);
                for (int i = 0; i < count; i++) {
                    try {
                        like.set(new long[] {i}, items.get(i));
                    } catch (Refusal e) {
                        // then it stays 0
                    }
                }
                ModelView shaped = like.as(format, view.shape);
                return List.of(equal(m, shaped), equal(shaped, m), equal(shaped, like));
            });
        };
    }

    private static Function<ModelView, Action> toArray(char anyAccessor, int seed) {
        return view -> {
            char suited = Arguments.accessor(view, anyAccessor, seed);
            char accessor = suited == 'b' || suited == '?' ? anyAccessor : suited;
            return Action.of("to array of " + accessor, v -> toArray(v, accessor), m -> {
                m.live();
                Refusal.unless(m.format.accessor() == accessor, Why.ACCESSOR);
                return LongStream.range(0, m.places.length)
                        .mapToObj(i -> Reads.bits(m, accessor, m.places[(int) i])).toList();
            });
        };
    }

    private static Object toArray(MemoryView view, char accessor) {
        return switch (accessor) {
            case 'h' -> shorts(view.toShortArray());
            case 'i' -> IntStream.of(view.toIntArray()).asLongStream().boxed().toList();
            case 'q' -> LongStream.of(view.toLongArray()).boxed().toList();
            case 'f' -> floats(view.toFloatArray());
            default -> DoubleStream.of(view.toDoubleArray()).boxed().toList();
        };
    }

    private static List<Long> shorts(short[] array) {
        return IntStream.range(0, array.length).mapToObj(i -> (long) array[i]).toList();
    }

    private static List<Double> floats(float[] array) {
        return IntStream.range(0, array.length).mapToObj(i -> (double) array[i]).toList();
    }

    /** Borrows the memory; meanwhile the view can't be released. */
    private static Function<ModelView, Action> lend(Request request) {
        return Operations.plain("export(" + request + "), release()", v -> {
            try (Export export = v.export(request)) {
                return List.of(Reads.refusal(v::release), export.offset(), export.segment().isReadOnly(),
                        HEX.formatHex(bytes(export.segment())));
            }
        }, m -> {
            m.live();
            boolean writes = request == Request.WRITABLE || request == Request.FULL;
            Refusal.unless(!writes || !m.readOnly, Why.NOT_WRITABLE);
            Refusal.unless(switch (request) {
                case SIMPLE, WRITABLE, C_CONTIGUOUS -> m.cContiguous();
                case F_CONTIGUOUS -> m.fContiguous();
                case ANY_CONTIGUOUS -> m.cContiguous() || m.fContiguous();
                case FULL_RO, FULL -> true;
            }, Why.NOT_CONTIGUOUS);
            if (m.places.length == 0) {
                return List.of(Why.EXPORTED, 0L, !writes, "");
            }
            int lowest = IntStream.of(m.places).min().orElseThrow();
            int end = IntStream.of(m.places).max().orElseThrow() + m.format.size();
            return List.of(Why.EXPORTED, (long) m.places[0] - lowest, !writes,
                    HEX.formatHex(m.memory.read(lowest, end - lowest)));
        });
    }
}
