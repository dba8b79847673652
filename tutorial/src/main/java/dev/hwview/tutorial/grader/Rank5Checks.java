// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import dev.hwview.packet.Frame;
import dev.hwview.packet.IpProtocol;
import dev.hwview.packet.Nat;
import dev.hwview.tutorial.tasks.Rank5;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tries solutions of the fifth rank. */
final class Rank5Checks {
    private static final int MESSAGE = 32;
    private static final int COMPLETION = 16;
    private static final long GIGABYTES = 3L << 30;

    private Rank5Checks() {}

    static List<Task> of(Rank5 mine) {
        return List.of(
                new Task("5.1", "translation",
                        "dev.hwview.packet.Nat, which updates checksums by what has changed.", trial -> {
                    byte[] bytes = Frames.frame(trial, trial.random().nextBoolean() ? IpProtocol.TCP : IpProtocol.UDP,
                            1000);
                    if (trial.random().nextInt(3) == 0) {
                        bytes[900]++; // damaged on the way: the checksum has to go on telling so
                    }
                    byte[] expected = bytes.clone();
                    int address = trial.random().nextInt();
                    int port = trial.number(1, 65_535);
                    Nat.source(new Frame().at(Window.over(MemoryView.of(expected))), address, port);
                    trial.run(() -> mine.translate(MemoryView.of(bytes), address, port));
                    Rank3Checks.same(trial, expected, bytes);
                }),
                new Task("5.2", "bytes to a port",
                        "One Frame, moved: frame.at(capture.packet()) in a loop of capture.next().", trial -> {
                    int port = trial.number(1, 60_000);
                    int packets = trial.number(20_000, 30_000);
                    byte[] capture = Frames.capture(packets, port);
                    long expected = 0;
                    for (int i = 0; i < packets; i++) {
                        expected += i % 3 % 2 == 0 ? i % 64 : 0;
                    }
                    trial.expect("bytes", expected, trial.run(() -> mine.bytesTo(MemoryView.of(capture), port)));
                }),
                new Task("5.3", "scrambling", "Cast all whole words to q; the rest goes byte by byte.", trial -> {
                    byte[] data = trial.bytes(Trial.LARGE + trial.number(0, 7));
                    long key = trial.random().nextLong();
                    byte[] expected = data.clone();
                    for (int i = 0; i < expected.length; i++) {
                        expected[i] ^= (byte) (key >>> 8 * (i % 8));
                    }
                    trial.run(() -> mine.scramble(MemoryView.of(data), key));
                    Rank3Checks.same(trial, expected, data);
                }),
                new Task("5.4", "a mirrored matrix",
                        "Cast it to one dimension, and swap [row * n + column] with [column * n + row].", trial -> {
                    int size = trial.number(380, 400);
                    double[] cells = trial.random().doubles((long) size * size).toArray();
                    double[] before = cells.clone();
                    trial.run(() -> mine.mirror(MemoryView.of(cells).cast("B").cast("d", size, size)));
                    for (int i = 0; i < cells.length; i++) {
                        trial.expect("row " + i / size + ", column " + i % size, before[i % size * size + i / size],
                                cells[i]);
                    }
                }),
                new Task("5.5", "a ring of messages",
                        "One Window over the ring; at(count % length, 32) for each message.", trial -> {
                    byte[] ring = trial.bytes(Trial.LARGE);
                    long head = (long) trial.number(0, 1 << 20) << 20 | trial.number(0, 999) * MESSAGE;
                    int count = trial.number(10_000, Trial.LARGE / MESSAGE);
                    long tail = head + (long) count * MESSAGE;
                    long[] sum = new long[2];
                    long expected = 0;
                    MemoryView plain = MemoryView.of(ring).cast("q");
                    for (long at = head; at < tail; at += MESSAGE) {
                        expected = 31 * expected + plain.getLong(at % ring.length / Long.BYTES + 3);
                    }
                    trial.expect("the new head", tail,
                            trial.run(() -> mine.deliver(MemoryView.of(ring), head, tail, window -> {
                        trial.expect("bytes in the window", (long) MESSAGE, window.length());
                        sum[0] = 31 * sum[0] + window.getLong(24);
                        sum[1]++;
                    })));
                    trial.expect("messages", (long) count, sum[1]);
                    trial.expect("a sum over the messages, in their order", expected, sum[0]);
                }),
                new Task("5.6", "new completions",
                        "At the end of the ring, begin at 0 and expect the other phase.", trial -> {
                    int slots = Trial.LARGE / COMPLETION;
                    byte[] ring = trial.bytes(Trial.LARGE);
                    int next = trial.number(0, slots - 1);
                    int phase = trial.number(0, 1);
                    int fresh = trial.number(0, slots - 1);
                    for (int i = 0; i < slots; i++) {
                        int slot = (next + i) % slots;
                        int expected = next + i < slots ? phase : 1 - phase;
                        int written = i < fresh ? expected : 1 - expected;
                        ring[slot * COMPLETION + 14] = (byte) (ring[slot * COMPLETION + 14] & ~1 | written);
                    }
                    trial.expect("new completions", fresh,
                            trial.run(() -> mine.reap(MemoryView.of(ring), next, phase)));
                }),
                new Task("5.7", "the end of a large file",
                        "MappedFile.openWritable maps it; nothing is read but what you touch.", trial -> {
                    Path path = Files.createTempFile("learn", ".bin");
                    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                        int first = trial.number(0, 255);
                        int last = trial.number(0, 255);
                        file.write(first);
                        file.seek(GIGABYTES - 1);
                        file.write(last);
                        trial.expect("the mark", first ^ last, trial.run(() -> mine.markEnd(path)));
                        file.seek(GIGABYTES - 1);
                        trial.expect("the last byte of the file", first ^ last, file.read());
                        trial.expect("the length of the file", GIGABYTES, file.length());
                    } finally {
                        Files.delete(path);
                    }
                }));
    }
}
