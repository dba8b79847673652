// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.vectors;

import dev.hwview.view.Exporter;
import dev.hwview.view.MemoryView;
import dev.hwview.view.ViewException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One case on one storage: runs its steps and holds each against what was recorded. */
final class VectorCase {
    private final Map<String, Object> json;
    private final Storage storage;
    private final Tally tally;
    private final List<Object> made = new ArrayList<>();
    private MemorySegment memory;
    private byte[] bytes;

    VectorCase(Map<String, Object> json, Storage storage, Tally tally) {
        this.json = json;
        this.storage = storage;
        this.tally = tally;
    }

    void run() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            bytes = HexFormat.of().parseHex((String) json.get("buffer"));
            memory = storage.place(bytes, arena);
            boolean readOnly = Boolean.TRUE.equals(json.get("readonly"));
            Exporter exporter = Exporter.of(readOnly ? memory.asReadOnly() : memory);
            made.add(exporter.view());
            Operations operations = new Operations(exporter, memory, made);
            for (Object step : (List<?>) json.get("steps")) {
                run(operations, new Step(Step.map(step)));
            }
        }
    }

    private void run(Operations operations, Step step) {
        String place = storage + " " + json.get("id") + " " + step.json();
        if (step.expect().get("buffer") instanceof String changed) {
            bytes = HexFormat.of().parseHex(changed);
        }
        try {
            Outcome outcome = operations.run(step);
            String problem = problem(step, outcome);
            if (problem == null && memory.mismatch(MemorySegment.ofArray(bytes)) >= 0) {
                problem = "the buffer is " + HexFormat.of().formatHex(memory.toArray(ValueLayout.JAVA_BYTE));
            }
            tally.count(place, problem);
        } catch (InexpressibleException e) {
            if (step.isDynamic()) {
                tally.skip();
            } else {
                tally.count(place, "not to be expressed in Java: " + e.getMessage());
            }
        } catch (RuntimeException | AssertionError e) {
            tally.count(place, e.toString());
        }
        memory.copyFrom(MemorySegment.ofArray(bytes)); // whatever went wrong, the next step begins as recorded
    }

    /** What is not as recorded, or {@code null}. */
    private String problem(Step step, Outcome outcome) throws InexpressibleException {
        Map<String, Object> expect = step.expect();
        return switch (outcome) {
            case Outcome.Refused r -> refused(expect, r.exception());
            case Outcome.Returned r -> returned(expect, r.value());
            case Outcome.Seen seen -> seen(step, seen.view());
            case Outcome.Hashed h -> expect.get("hash") instanceof String text ? tally.hash(text, h.hash()) : "a hash";
            case Outcome.Lent lent -> lent(step, lent);
            case Outcome.Interrupted i -> {
                if (!Value.matches(expect.get("taken"), i.taken())) {
                    yield "taken: " + i.taken();
                }
                Map<String, Object> then = Step.map(expect.get("then"));
                yield i.then() instanceof Outcome.Refused r ? refused(then, r.exception())
                        : returned(then, ((Outcome.Returned) i.then()).value());
            }
        };
    }

    private static String refused(Map<String, Object> expect, ViewException e) {
        boolean same = e.why().name().toLowerCase(Locale.ROOT).equals(expect.get("why"))
                && e.why().python().equals(expect.get("error"));
        return same ? null : e + " for " + e.why();
    }

    private static String returned(Map<String, Object> expect, Object value) throws InexpressibleException {
        return expect.containsKey("value") && Value.matches(expect.get("value"), value) ? null : "returned " + value;
    }

    private String seen(Step step, MemoryView view) throws InexpressibleException {
        if (step.expect().containsKey("same")) {
            return view == made.get(step.target()) ? null : "another view";
        }
        String problem = keep(step, view);
        if (problem != null) {
            return problem;
        }
        return step.expect().get("view") instanceof List<?> attributes
                ? Attributes.difference(attributes, view) : "a view";
    }

    private String lent(Step step, Outcome.Lent lent) throws InexpressibleException {
        String problem = keep(step, lent.export());
        if (problem != null || !step.expect().containsKey("export")) {
            return problem != null ? problem : "an export";
        }
        byte[] raw = lent.view().contiguous() ? lent.export().segment().toArray(ValueLayout.JAVA_BYTE) : null;
        return Value.matches(step.expect().get("export"), raw) ? null : "lent " + lent.export().segment();
    }

    private String keep(Step step, Object object) throws InexpressibleException {
        if (step.result() == null) {
            return made.contains(object) || step.op().equals("inspect") ? null : "something that was not to be made";
        }
        made.add(object);
        return Value.toLong(step.result()) == made.size() - 1 ? null : "id " + (made.size() - 1);
    }
}
