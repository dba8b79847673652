// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hwview.view.Exporter;
import dev.hwview.view.MemoryView;
import dev.hwview.view.property.Action.Step;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some steps on views of two stretches of the same bytes, which may overlap. View 0 is of all the first, view 1 of all
 * the second, which may be read-only; those that come of steps are counted on.
 *
 * @param storage where the bytes lie
 * @param bytes as they are at the begin
 * @param first the begin and the end of the first stretch
 * @param second those of the other one
 * @param constant whether the second is read-only
 * @param steps what to do
 */
record Program(Storage storage, byte[] bytes, List<Integer> first, List<Integer> second, boolean constant,
        List<Step> steps) {
    /** Does all steps with views and with the model, and compares what comes of each. */
    void run() {
        new Run().all();
    }

    /** As if it were written down. */
    @Override
    public String toString() {
        Run run = new Run();
        try {
            run.all();
        } catch (RuntimeException | AssertionError e) {
            run.text.append("    fails: ").append(e.getMessage());
        }
        return run.text.toString();
    }

    private final class Run {
        private final MemorySegment memory = storage.memory.asSlice(0, Storage.SIZE);
        private final byte[] modelled = bytes.clone();
        private final List<Exporter> exporters = new ArrayList<>();
        private final List<ModelMemory> memories = new ArrayList<>();
        private final List<MemoryView> views = new ArrayList<>();
        private final List<ModelView> models = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Run() {
            MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
            take(first, false);
            take(second, constant);
        }

        private void take(List<Integer> bounds, boolean readOnly) {
            int length = bounds.getLast() - bounds.getFirst();
            MemorySegment part = memory.asSlice(bounds.getFirst(), length);
            exporters.add(Exporter.of(readOnly ? part.asReadOnly() : part));
            memories.add(new ModelMemory(modelled, bounds.getFirst(), length, readOnly));
            text.append(String.format("%nv%d: bytes %d to %d of %s%s%n", views.size(), bounds.getFirst(),
                    bounds.getLast(), storage, readOnly ? ", constant" : ""));
            keep(exporters.getLast().view(), memories.getLast().view());
        }

        void all() {
            steps.forEach(this::step);
        }

        private void step(Step step) {
            int last = views.size() - 1;
            int number = last - step.view() % views.size();
            int other = last - step.other() % views.size();
            ModelView model = models.get(number);
            Action action = step.plan().apply(model);
            text.append("v").append(number).append('.').append(action.text().replace("$", "v" + other));
            MemoryView view = views.get(number);
            boolean notContiguous = model.unsure && !view.isReleased() && !view.contiguous();
            Outcome seen = Outcome.of(() -> action.view().apply(view, views.get(other)));
            if (notContiguous && seen.shown().endsWith("NOT_CONTIGUOUS") | seen.shown().equals("CAST_NONCONTIGUOUS")) {
                text.append(" -> ").append(seen.shown()).append(System.lineSeparator());
                return;
            }
            Outcome expected = Outcome.of(() -> action.model().apply(model, models.get(other)));
            text.append(" -> ").append(expected.shown());
            assertEquals(expected.shown(), seen.shown(), action::text);
            if (seen.made() instanceof MemoryView made && made != view) {
                text.append(" v").append(views.size());
                keep(made, (ModelView) expected.made());
            }
            text.append(System.lineSeparator());
            compareMemory();
        }

        private void keep(MemoryView view, ModelView model) {
            views.add(view);
            models.add(model);
            assertEquals(describe(model), describe(view, model));
            assertEquals(HexFormat.of().formatHex(model.bytes(false)), view.hex());
        }

        private void compareMemory() {
            assertEquals(HexFormat.of().formatHex(modelled),
                    HexFormat.of().formatHex(memory.toArray(ValueLayout.JAVA_BYTE)), "the memory");
            assertEquals(memories.stream().map(m -> (long) m.unreleased).toList(),
                    exporters.stream().map(Exporter::unreleased).toList(), "the counts of unreleased views");
        }
    }

    private static List<Object> describe(ModelView model) {
        List<Object> all = new ArrayList<>(List.of(model.format.text(), model.format.size(), model.shape.length,
                Arrays.toString(model.shape), model.nbytes(), model.readOnly));
        if (!model.unsure) {
            all.addAll(List.of(model.cContiguous(), model.fContiguous(), model.cContiguous() || model.fContiguous()));
        }
        for (int i = 0; i < model.shape.length; i++) {
            if (model.shape[i] > 1 && model.places.length > 0) {
                int[] second = new int[model.shape.length];
                second[i] = 1;
                all.add((long) model.place(second) - model.places[0]);
            }
        }
        return all;
    }

    /** All that the model can tell, too: strides only where they lead to an item. */
    private static List<Object> describe(MemoryView view, ModelView model) {
        List<Object> all = new ArrayList<>(List.of(view.format().toString(), view.itemsize(), view.ndim(),
                Arrays.toString(view.shape()), view.nbytes(), view.readonly()));
        if (!model.unsure) {
            all.addAll(List.of(view.cContiguous(), view.fContiguous(), view.contiguous()));
        }
        IntStream.range(0, view.ndim()).filter(i -> view.shape()[i] > 1 && model.places.length > 0)
                .forEach(i -> all.add(view.strides()[i]));
        return all;
    }
}
