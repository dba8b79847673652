// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import dev.hwview.tutorial.tasks.Rank2;
import dev.hwview.view.MemoryView;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Tries solutions of the second rank. */
final class Rank2Checks {
    private Rank2Checks() {}

    static List<Task> of(Rank2 mine) {
        return List.of(
                new Task("2.1", "a sum", "getInt(i) neither boxes nor allocates; get(i) gives an object.", trial -> {
                    int[] ints = trial.random().ints(Trial.LARGE / 4).toArray();
                    trial.expect("the sum", Arrays.stream(ints).asLongStream().sum(),
                            trial.run(() -> mine.sum(MemoryView.of(ints))));
                }),
                new Task("2.2", "the left channel", "Slice.all().by(2) takes every other item.", trial -> {
                    short[] stereo = new short[Trial.LARGE / 2];
                    MemoryView left = trial.run(() -> mine.left(MemoryView.of(stereo)));
                    trial.expect("samples", stereo.length / 2L, left.length());
                    int i = trial.number(0, stereo.length / 2 - 1);
                    stereo[2 * i] = 7;
                    stereo[2 * i + 1] = 8;
                    trial.expect("the sample at " + i, (short) 7, left.getShort(i));
                }),
                new Task("2.3", "the newest first", "A step of -1 goes backwards.", trial -> {
                    byte[] log = trial.bytes(Trial.LARGE);
                    MemoryView newest = trial.run(() -> mine.newestFirst(MemoryView.of(log)));
                    trial.expect("entries", (long) log.length, newest.length());
                    log[log.length - 1]++;
                    trial.expect("the first", log[log.length - 1], newest.getByte(0));
                    trial.expect("the last", log[0], newest.getByte(-1));
                }),
                new Task("2.4", "a snapshot", "Slice first, and copy the slice: slice(...).toBytes().", trial -> {
                    byte[] page = trial.bytes(Trial.LARGE);
                    int from = trial.number(0, 1000);
                    int length = trial.number(1, 5000);
                    trial.mayCopy(length);
                    byte[] kept = trial.run(() -> mine.snapshot(MemoryView.of(page), from, length));
                    trial.expect("the bytes", HexFormat.of().formatHex(page, from, from + length),
                            HexFormat.of().formatHex(kept));
                }),
                new Task("2.5", "the last byte", "Byte.toUnsignedInt; and -1 is the last index.", trial -> {
                    byte[] bytes = trial.bytes(Trial.LARGE);
                    bytes[bytes.length - 1] = (byte) trial.number(128, 255);
                    trial.expect("the last byte", Byte.toUnsignedInt(bytes[bytes.length - 1]),
                            trial.run(() -> mine.last(MemoryView.of(bytes))));
                }),
                new Task("2.6", "the end of a line", "indexOf(10) looks where the bytes are.", trial -> {
                    byte[] text = new byte[Trial.LARGE];
                    Arrays.fill(text, (byte) 'x');
                    trial.expect("without a newline", -1L, trial.run(() -> mine.lineEnd(MemoryView.of(text))));
                    int at = trial.number(0, 1000);
                    text[at] = 10;
                    text[at + trial.number(1, 99)] = 10;
                    trial.expect("the index", (long) at, trial.run(() -> mine.lineEnd(MemoryView.of(text))));
                }),
                new Task("2.7", "the start of a packet",
                        "hex(\":\") writes what there is: take the slice before.", trial -> {
                    byte[] packet = trial.bytes(Trial.LARGE);
                    trial.mayCopy(8);
                    trial.expect("the text", HexFormat.ofDelimiter(":").formatHex(packet, 0, 8),
                            trial.run(() -> mine.start(MemoryView.of(packet))));
                }));
    }
}
