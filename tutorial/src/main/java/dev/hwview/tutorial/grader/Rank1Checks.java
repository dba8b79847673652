// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import dev.hwview.tutorial.tasks.Rank1;
import dev.hwview.view.Key;
import dev.hwview.view.MemoryView;
import dev.hwview.view.ReadOnlyViewException;
import java.util.List;

/** Tries solutions of the first rank. */
final class Rank1Checks {
    private Rank1Checks() {}

    static List<Task> of(Rank1 mine) {
        return List.of(
                new Task("1.1", "a view of an array", "MemoryView.of takes an array.", trial -> {
                    byte[] packet = trial.bytes(Trial.LARGE);
                    MemoryView view = trial.run(() -> mine.view(packet));
                    trial.expect("bytes", (long) packet.length, view.nbytes());
                    packet[77]++;
                    trial.expect("the byte at 77, after the array has changed", packet[77], view.getByte(77));
                    view.setByte(5, (byte) ~packet[5]);
                    trial.expect("the array's byte at 5, after the view was written", view.getByte(5), packet[5]);
                }),
                new Task("1.2", "what a view is", "format(), length() and readonly().", trial -> {
                    int length = trial.number(1, 999) * 8;
                    MemoryView view = MemoryView.of(trial.bytes(length));
                    trial.expect("of bytes", "B " + length + " writable", trial.run(() -> mine.describe(view)));
                    trial.expect("of doubles", "d " + length / 8 + " read-only",
                            trial.run(() -> mine.describe(view.cast("d").toReadOnly())));
                }),
                new Task("1.3", "the header of a frame", "slice(from, to): the byte at to is left out.", trial -> {
                    byte[] frame = trial.bytes(Trial.LARGE);
                    sameMemory(trial, frame, 0, 14, trial.run(() -> mine.header(MemoryView.of(frame))));
                }),
                new Task("1.4", "a frame without its trailer",
                        "A negative bound counts from the end: Slice.to(-4).", trial -> {
                    byte[] frame = trial.bytes(Trial.LARGE + trial.number(0, 99));
                    sameMemory(trial, frame, 0, frame.length - 4,
                            trial.run(() -> mine.withoutTrailer(MemoryView.of(frame))));
                }),
                new Task("1.5", "bytes as samples", "cast(\"h\") gives the same bytes another meaning.", trial -> {
                    byte[] recording = trial.bytes(Trial.LARGE);
                    MemoryView samples = trial.run(() -> mine.samples(recording));
                    trial.expect("items", recording.length / 2L, samples.length());
                    recording[20] = (byte) 0xfe;
                    recording[21] = (byte) 0xff;
                    trial.expect("the sample of the bytes fe ff", -2L, samples.get(10));
                }),
                new Task("1.6", "a plain row of bytes", "ndim(), itemsize() and contiguous().", trial -> {
                    MemoryView bytes = MemoryView.of(trial.bytes(64));
                    trial.expect("of bytes", true, trial.run(() -> mine.isBytes(bytes)));
                    trial.expect("of signed bytes", true, trial.run(() -> mine.isBytes(bytes.cast("b"))));
                    trial.expect("of ints", false, trial.run(() -> mine.isBytes(bytes.cast("i"))));
                    trial.expect("of two dimensions", false, trial.run(() -> mine.isBytes(bytes.cast("B", 8, 8))));
                    trial.expect("of every other byte", false, trial.run(() -> mine.isBytes(bytes.slice(0, 64, 2))));
                }),
                new Task("1.7", "a page lent out", "toReadOnly() is a view of the same memory.", trial -> {
                    byte[] page = trial.bytes(Trial.LARGE);
                    MemoryView own = MemoryView.of(page);
                    MemoryView lent = trial.run(() -> mine.lend(own));
                    own.setByte(9, (byte) (page[9] + 1));
                    trial.expect("the lent byte at 9, after you wrote it", own.getByte(9), lent.getByte(9));
                    try {
                        lent.setByte(0, (byte) 1);
                        trial.expect("a write by the plug-in", ReadOnlyViewException.class.getSimpleName(),
                                "no exception");
                    } catch (ReadOnlyViewException e) {
                        trial.expect("bytes", own.nbytes(), lent.nbytes());
                    }
                }));
    }

    /** Whether a view is a part of an array and no copy of it. */
    static void sameMemory(Trial trial, byte[] array, int from, int to, MemoryView view) {
        trial.expect("bytes", (long) to - from, view.nbytes());
        for (int i : new int[] {from, to - 1, trial.number(from, to - 1)}) {
            array[i]++;
            trial.expect("the byte at " + (i - from) + ", after the array has changed", array[i],
                    view.getByte(i - from));
        }
        trial.expect("a view without keys, of format", "B", view.slice(new Key[0]).format().toString());
    }
}
