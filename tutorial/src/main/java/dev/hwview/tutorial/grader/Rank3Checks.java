// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import dev.hwview.tutorial.tasks.Rank3;
import dev.hwview.view.MemoryView;
import dev.hwview.view.ViewException;
import java.util.Arrays;
import java.util.List;

/** Tries solutions of the third rank. */
final class Rank3Checks {
    private static final int SIDE = 1000;

    private Rank3Checks() {}

    static List<Task> of(Rank3 mine) {
        return List.of(
                new Task("3.1", "clearing", "setByte(i, (byte) 0) in a loop.", trial -> {
                    byte[] page = trial.bytes(Trial.LARGE);
                    byte[] expected = page.clone();
                    int from = trial.number(1, 1000);
                    int to = trial.number(2000, Trial.LARGE - 1);
                    Arrays.fill(expected, from, to, (byte) 0);
                    trial.run(() -> mine.clear(MemoryView.of(page), from, to));
                    same(trial, expected, page);
                }),
                new Task("3.2", "upside down", "getShort, setShort; and -(-32768) does not fit a short.", trial -> {
                    short[] samples = new short[Trial.LARGE / 2];
                    for (int i = 0; i < samples.length; i++) {
                        samples[i] = (short) trial.random().nextInt();
                    }
                    samples[5] = Short.MIN_VALUE;
                    short[] before = samples.clone();
                    trial.run(() -> mine.invert(MemoryView.of(samples)));
                    for (int i = 0; i < samples.length; i++) {
                        trial.expect("the sample that was " + before[i], Math.min(-before[i], Short.MAX_VALUE),
                                (int) samples[i]);
                    }
                }),
                new Task("3.3", "moving to the front",
                        "set(Slice.to(-n), view.slice(Slice.from(n))) may overlap.", trial -> {
                    byte[] log = trial.bytes(Trial.LARGE);
                    int bytes = trial.number(1, 1000);
                    byte[] expected = Arrays.copyOfRange(log, bytes, log.length);
                    trial.run(() -> mine.drop(MemoryView.of(log), bytes));
                    same(trial, expected, Arrays.copyOf(log, expected.length));
                }),
                new Task("3.4", "a payload in its place",
                        "set(Slice.of(at, at + length), payload) writes all or nothing.", trial -> {
                    byte[] packet = trial.bytes(2 * Trial.LARGE);
                    byte[] payload = trial.bytes(Trial.LARGE);
                    int at = trial.number(0, 1000);
                    byte[] expected = packet.clone();
                    System.arraycopy(payload, 0, expected, at, payload.length);
                    trial.run(() -> mine.insert(MemoryView.of(packet), at, MemoryView.of(payload)));
                    same(trial, expected, packet);
                    try {
                        trial.run(() -> mine.insert(MemoryView.of(packet), Trial.LARGE + 1, MemoryView.of(payload)));
                        trial.expect("a payload that does not fit", "a ViewException", "none");
                    } catch (ViewException e) {
                        same(trial, expected, packet);
                    }
                }),
                new Task("3.5", "a brighter row",
                        "slice(Key.at(row)) is the row; a byte has to be taken unsigned.", trial -> {
                    byte[] pixels = trial.bytes(SIDE * SIDE);
                    byte[] expected = pixels.clone();
                    int row = trial.number(0, SIDE - 1);
                    int by = trial.number(1, 200);
                    for (int i = row * SIDE; i < (row + 1) * SIDE; i++) {
                        expected[i] = (byte) Math.min(255, (pixels[i] & 0xff) + by);
                    }
                    trial.run(() -> mine.brighten(MemoryView.of(pixels).cast("B", SIDE, SIDE), row, by));
                    same(trial, expected, pixels);
                }),
                new Task("3.6", "columns first", "transpose() turns the dimensions round and moves nothing.", trial -> {
                    double[] cells = trial.random().doubles(SIDE * 100L).toArray();
                    MemoryView table = MemoryView.of(cells).cast("B").cast("d", SIDE, 100);
                    MemoryView columns = trial.run(() -> mine.byColumn(table));
                    trial.expect("the shape", "[100, 1000]", Arrays.toString(columns.shape()));
                    trial.expect("column 7, row 33", cells[33 * 100 + 7], columns.get(7, 33));
                    columns.set(new long[] {8, 9}, -1);
                    trial.expect("row 9, column 8 of the table, written through the view", -1.0, cells[9 * 100 + 8]);
                }),
                new Task("3.7", "a border", "assign(column, Slice.all(), Key.at(-1)) writes a column.", trial -> {
                    byte[] pixels = trial.bytes(SIDE * SIDE);
                    byte[] expected = pixels.clone();
                    int value = trial.number(0, 255);
                    for (int row = 0; row < SIDE; row++) {
                        expected[row * SIDE] = (byte) value;
                        expected[row * SIDE + SIDE - 1] = (byte) value;
                    }
                    trial.run(() -> mine.border(MemoryView.of(pixels).cast("B", SIDE, SIDE), value));
                    same(trial, expected, pixels);
                }));
    }

    static void same(Trial trial, byte[] expected, byte[] seen) {
        int at = Arrays.mismatch(expected, seen);
        if (at >= 0) {
            trial.expect("the byte at " + at, at < expected.length ? expected[at] : "none",
                    at < seen.length ? seen[at] : "none");
        }
    }
}
