// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.vectors;

import dev.hwview.view.Export;
import dev.hwview.view.Exporter;
import dev.hwview.view.Key;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Request;
import dev.hwview.view.ViewException;
import dev.hwview.view.vectors.Outcome.Hashed;
import dev.hwview.view.vectors.Outcome.Interrupted;
import dev.hwview.view.vectors.Outcome.Lent;
import dev.hwview.view.vectors.Outcome.Refused;
import dev.hwview.view.vectors.Outcome.Returned;
import dev.hwview.view.vectors.Outcome.Seen;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/** Does what a step says, to the views and exports of one case. */
final class Operations {
    private final Exporter exporter;
    private final MemorySegment memory;
    /** Views and exports by their ids. */
    private final List<Object> made;

    Operations(Exporter exporter, MemorySegment memory, List<Object> made) {
        this.exporter = exporter;
        this.memory = memory;
        this.made = made;
    }

    Outcome run(Step step) throws InexpressibleException {
        try {
            return switch (step.op()) {
                case "new" -> new Seen(exporter.view());
                case "poke" -> poke(step);
                case "unexport" -> unexport(step);
                case "resize" -> resize();
                default -> on((MemoryView) made.get(step.target()), step);
            };
        } catch (ViewException e) {
            return new Refused(e);
        }
    }

    private Outcome on(MemoryView view, Step step) throws InexpressibleException {
        return switch (step.op()) {
            case "view" -> new Seen(view.view());
            case "inspect" -> inspect(view);
            case "cast" -> new Seen(step.has("shape") ? view.cast(step.text("format"), step.numbers("shape"))
                    : view.cast(step.text("format")));
            case "toreadonly" -> new Seen(view.toReadOnly());
            case "slice" -> new Seen(view.slice(step.slice()));
            case "slice_nd" -> new Seen(view.slice(step.keys()));
            case "transpose" -> new Seen(step.has("axes")
                    ? view.transpose(Arrays.stream(step.numbers("axes")).mapToInt(Math::toIntExact).toArray())
                    : view.transpose());
            case "index" -> index(view, step.key());
            case "getitem" -> seenOrReturned(view.getItem(step.key()));
            case "export" -> new Lent(view.export(Request.valueOf(step.text("request"))), view);
            case "hash" -> new Hashed(view.contentHash());
            case "iter_release" -> iterAndRelease(view, step.smallNumber("take"));
            case "set_index", "setitem", "set_slice", "assign_nd", "release" -> {
                change(view, step);
                yield new Returned(null);
            }
            default -> new Returned(ask(view, step));
        };
    }

    private static Outcome inspect(MemoryView view) {
        view.ndim(); // throws if released
        return new Seen(view);
    }

    /** By the plain accessors, and by Python's brackets, which have to agree. */
    private static Outcome index(MemoryView view, Key key) {
        Outcome plain;
        try {
            plain = new Returned(key instanceof Key.At at ? view.get(at.index()) : view.get(indices(key)));
        } catch (ViewException e) {
            plain = new Refused(e);
        }
        try {
            Object item = view.getItem(key);
            if (!(plain instanceof Returned r) || !item.equals(r.value())) {
                throw new AssertionError("getItem gave " + item + ", get " + plain);
            }
        } catch (ViewException e) {
            if (!(plain instanceof Refused r) || r.exception().why() != e.why()) {
                throw new AssertionError("getItem threw " + e + ", get gave " + plain);
            }
        }
        return plain;
    }

    private static long[] indices(Key key) {
        return ((Key.Tuple) key).keys().stream().mapToLong(k -> ((Key.At) k).index()).toArray();
    }

    private static Outcome seenOrReturned(Object item) {
        return item instanceof MemoryView view ? new Seen(view) : new Returned(item);
    }

    private void change(MemoryView view, Step step) throws InexpressibleException {
        switch (step.op()) {
            case "set_index" -> {
                if (step.key() instanceof Key.At at) {
                    view.set(at.index(), step.value());
                } else {
                    view.set(indices(step.key()), step.value());
                }
            }
            case "setitem" -> view.setItem(step.key(), step.value());
            case "set_slice" -> view.set(step.slice(), operand(step.argument("src")));
            case "assign_nd" -> view.assign(operand(step.argument("src")), step.keys());
            default -> view.release();
        }
    }

    private Object ask(MemoryView view, Step step) throws InexpressibleException {
        return switch (step.op()) {
            case "attr" -> Attributes.of(view, step.text("name"));
            case "len" -> view.length();
            case "tolist" -> view.toObject();
            case "tobytes" -> step.has("order") ? view.toBytes(step.text("order")) : view.toBytes();
            case "hex" -> !step.has("sep") ? view.hex()
                    : step.has("bytes_per_sep") ? view.hex(step.text("sep"), step.smallNumber("bytes_per_sep"))
                    : view.hex(step.text("sep"));
            case "iter" -> drain(view.iterator());
            case "reversed" -> drain(view.reversed());
            case "contains" -> view.contains(step.value());
            case "eq" -> view.contentEquals(operand(step.argument("other")));
            case "ne" -> !view.contentEquals(operand(step.argument("other")));
            default -> throw new AssertionError(step.op());
        };
    }

    private static Outcome iterAndRelease(MemoryView view, int take) {
        Iterator<Object> items = view.iterator();
        List<Object> taken = new ArrayList<>();
        for (int i = 0; i < take && items.hasNext(); i++) {
            taken.add(items.next());
        }
        view.release();
        try {
            return new Interrupted(taken, new Returned(drain(items)));
        } catch (ViewException e) {
            return new Interrupted(taken, new Refused(e));
        }
    }

    private static List<Object> drain(Iterator<Object> items) {
        List<Object> list = new ArrayList<>();
        items.forEachRemaining(list::add);
        return list;
    }

    private MemoryView operand(Object operand) throws InexpressibleException {
        if (Step.map(operand).containsKey("view")) {
            return (MemoryView) made.get(Math.toIntExact(Value.toLong(Step.map(operand).get("view"))));
        }
        if (Step.map(operand).get("bytes") instanceof String hex) {
            return MemoryView.of(MemorySegment.ofArray(HexFormat.of().parseHex(hex)).asReadOnly());
        }
        throw new InexpressibleException(operand);
    }

    private Outcome poke(Step step) throws InexpressibleException {
        memory.set(ValueLayout.JAVA_BYTE, step.number("offset"), (byte) step.number("byte"));
        return new Returned(null);
    }

    private Outcome unexport(Step step) throws InexpressibleException {
        ((Export) made.get(step.smallNumber("export"))).close();
        return new Returned(null);
    }

    private Outcome resize() {
        exporter.whileUnused(() -> { });
        return new Returned(null);
    }
}
