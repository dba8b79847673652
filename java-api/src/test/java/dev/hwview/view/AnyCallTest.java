// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every public method of a view, on views of all kinds, with arguments of all kinds: a result or a typed exception. */
class AnyCallTest {
    private static final int SIZE = 24;
    /** What a released view answers. */
    private static final Set<String> ANSWERED = Set.of("isReleased", "release", "close", "exporter", "toString",
            "contentEquals");
    /** What needs no memory; the last two lines are of those that need none with some arguments. */
    private static final Set<String> NOT_LOOKING = Set.of("isReleased", "release", "close", "exporter", "toString",
            "format", "nbytes", "itemsize", "ndim", "shape", "strides", "suboffsets", "readonly", "cContiguous",
            "fContiguous", "contiguous", "length", "export", "asSegment", "asByteBuffer",
            "slice", "set", "contentEquals", // of no items, or of other shapes
            "contains", "count", "indexOf"); // of what no item equals
    private static final String NONE = "none";
    private static final Map<Class<?>, List<?>> ARGUMENTS = arguments();

    private static List<Method> methods() {
        return Stream.of(MemoryView.class.getMethods())
                .filter(m -> m.getDeclaringClass().getPackage() == MemoryView.class.getPackage())
                .filter(m -> !Modifier.isStatic(m.getModifiers()) && !m.isBridge())
                .toList();
    }

    /** For each parameter's type some that suit and some that don't. */
    private static Map<Class<?>, List<?>> arguments() {
        MemoryView other = MemoryView.of(new byte[SIZE]);
        MemoryView released = other.view();
        released.release();
        Map<Class<?>, List<?>> all = new HashMap<>();
        all.put(long.class, List.of(0L, -1L, 23L, Long.MIN_VALUE, Long.MAX_VALUE));
        all.put(int.class, List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE));
        all.put(long[].class, List.of(new long[0], new long[] {0}, new long[] {1, -1}, new long[] {2, 3, 4},
                new long[] {0, Long.MAX_VALUE}, new long[] {Long.MIN_VALUE, 1}, new long[65]));
        all.put(int[].class, List.of(new int[0], new int[] {0}, new int[] {1, 0}, new int[] {-1, Integer.MAX_VALUE}));
        all.put(byte.class, List.of((byte) -1));
        all.put(short.class, List.of((short) -1));
        all.put(float.class, List.of(0f, Float.NaN, Float.MAX_VALUE));
        all.put(double.class, List.of(0.0, Double.NEGATIVE_INFINITY));
        all.put(boolean.class, List.of(true));
        all.put(String.class, List.of("B", "h", "@d", ">I", "T{<h:a:B:b:}", "C", ":", "", "::", "\u00e9", "a",
                "a.b", "a[0]", "[", "Z"));
        all.put(Format.class, List.of(Format.of("B"), Format.of("<Q"), Format.of("3s"), Format.of("bi"),
                Struct.bigEndian().bits("H", "x:3 y:13").build()));
        all.put(Order.class, List.of(Order.values()));
        all.put(Request.class, List.of(Request.values()));
        all.put(Slice.class, List.of(Slice.all(), Slice.all().by(-2), Slice.of(3, 2), Slice.all().by(0),
                Slice.of(Long.MIN_VALUE, Long.MAX_VALUE).by(Long.MIN_VALUE)));
        all.put(Key.class, List.of(Key.at(0), Key.at(-99), Slice.from(1), Key.ELLIPSIS, Key.tuple(),
                Key.tuple(Key.at(0), Slice.all())));
        all.put(Key[].class, List.of(new Key[0], new Key[] {Key.at(0)},
                new Key[] {Slice.all(), Key.ELLIPSIS, Key.at(1)}, new Key[] {Key.tuple()}));
        all.put(MemoryView.class, List.of(other, other.cast("h", 3, 4), other.slice(0, 0), released));
        all.put(Object.class, Arrays.asList(null, 1, -1L, 0.5, 'a', "a", new byte[1], List.of(1, 2), new int[0]));
        return all;
    }

    private static final List<UnaryOperator<MemoryView>> KINDS = List.of(
            bytes -> bytes, bytes -> bytes.cast("d"), bytes -> bytes.cast("h", 3, 4), bytes -> bytes.cast("?"),
            bytes -> bytes.cast("B", 2, 3, 4).transpose(), bytes -> bytes.slice(0, 0), MemoryView::toReadOnly,
            bytes -> bytes.slice(0, 4).cast("i", new long[0]), bytes -> bytes.cast("c").slice(Slice.all().by(-2)),
            bytes -> bytes.as(">e"), bytes -> bytes.as("3s"), bytes -> bytes.as("T{<h:a:B:b:}"),
            bytes -> bytes.as("T{(2)T{B:b:}:a:x}"), bytes -> bytes.cast("e").slice(Slice.from(3)),
            bytes -> bytes.as(Struct.bigEndian().bits("H", "x:3 y:13").build()).field("y"),
            bytes -> bytes.slice(0, 0).as(Format.of("H"), 2, 0, 3).transpose());

    /** Calls a method with all combinations of arguments, and gives what was thrown, by type or cause. */
    private static Set<String> refusals(Method method, Supplier<MemoryView> view) throws IllegalAccessException {
        List<Object[]> calls = List.of(new Object[][] {new Object[0]});
        for (Class<?> type : method.getParameterTypes()) {
            calls = calls.stream().flatMap(call -> ARGUMENTS.get(type).stream().map(argument -> {
                Object[] longer = Arrays.copyOf(call, call.length + 1);
                longer[call.length] = argument;
                return longer;
            })).toList();
        }
        Set<String> refusals = new TreeSet<>();
        for (Object[] call : calls) {
            try {
                drain(method.invoke(view.get(), call));
                refusals.add(NONE);
            } catch (InvocationTargetException e) {
                refusals.add(e.getCause() instanceof ViewException refusal ? refusal.why().name()
                        : e.getCause() + " for " + Arrays.deepToString(call));
            } catch (ViewException e) {
                refusals.add(e.why().name());
            }
        }
        return refusals;
    }

    /** Views that came of it are looked at, iterators run to their end. */
    private static void drain(Object result) {
        switch (result) {
            case MemoryView view -> view.hex();
            case Iterator<?> items -> items.forEachRemaining(item -> { });
            case BaseStream<?, ?> stream -> stream.iterator().forEachRemaining(item -> { });
            case Export export -> export.close();
            case null, default -> { }
        }
    }

    static Map<String, MemorySegment> memories() {
        return Map.of("heap", MemorySegment.ofArray(new byte[SIZE]),
                "shorts", MemorySegment.ofArray(new short[SIZE / Short.BYTES]),
                "native", Arena.ofAuto().allocate(SIZE),
                "constant", MemorySegment.ofBuffer(ByteBuffer.allocate(SIZE + 1).position(1).asReadOnlyBuffer()),
                "freed", freed(), "another thread's", foreign());
    }

    static Stream<Arguments> memoriesAndKinds() {
        return memories().entrySet().stream().flatMap(memory -> KINDS.stream().map(kind ->
                Arguments.of(memory.getKey(), kind.apply(MemoryView.of(memory.getValue())).toString(), kind)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("memoriesAndKinds")
    void givesAResultOrATypedException(String memory, String shape, UnaryOperator<MemoryView> kind) throws Exception {
        Set<String> typed = new TreeSet<>(Stream.of(Why.values()).map(Why::name).toList());
        typed.add(NONE);
        MemorySegment segment = memories().get(memory);
        List<String> others = new ArrayList<>();
        for (Method method : methods()) {
            Set<String> refusals = refusals(method, () -> kind.apply(MemoryView.of(segment)));
            refusals.removeAll(typed);
            // The JDK makes buffers of arrays of bytes alone.
            refusals.removeIf(r -> method.getName().equals("asByteBuffer") && r.contains("UnsupportedOperation"));
            refusals.forEach(refusal -> others.add(method.getName() + " throws " + refusal));
        }
        assertEquals(List.of(), others);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void saysFirstThatTheViewWasReleased(UnaryOperator<MemoryView> kind) throws Exception {
        for (Method method : methods()) {
            if (!ANSWERED.contains(method.getName())) {
                assertEquals(Set.of("RELEASED"), refusals(method, () -> {
                    MemoryView view = kind.apply(MemoryView.of(new byte[SIZE]));
                    view.release();
                    return view;
                }), method::getName);
            }
        }
    }

    static List<UnaryOperator<MemoryView>> kinds() {
        return KINDS;
    }

    @ParameterizedTest
    @ValueSource(strings = {"freed", "another thread's"})
    void saysThatTheMemoryIsNotThere(String memory) throws Exception {
        MemorySegment segment = memories().get(memory);
        Set<String> succeeded = new TreeSet<>();
        for (Method method : methods()) {
            if (refusals(method, () -> MemoryView.of(segment)).contains(NONE)) {
                succeeded.add(method.getName());
            }
        }
        succeeded.removeAll(NOT_LOOKING);
        assertEquals(Set.of(), succeeded);
    }

    private static MemorySegment freed() {
        try (Arena arena = Arena.ofShared()) {
            return arena.allocate(SIZE);
        }
    }

    private static MemorySegment foreign() {
        return CompletableFuture.supplyAsync(() -> Arena.ofConfined().allocate(SIZE)).join();
    }
}
