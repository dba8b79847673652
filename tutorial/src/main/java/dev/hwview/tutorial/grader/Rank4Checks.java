// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import dev.hwview.packet.Frame;
import dev.hwview.packet.IpProtocol;
import dev.hwview.tutorial.tasks.Rank4;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Tries solutions of the fourth rank. */
final class Rank4Checks {
    private static final int QUOTE = 16;
    private static final int DESCRIPTOR = 16;

    private Rank4Checks() {}

    static List<Task> of(Rank4 mine) {
        return List.of(
                new Task("4.1", "a port", "Window.over(frame), new Frame().at(window), hasTcp(), tcp().", trial -> {
                    byte[] bytes = Frames.frame(trial, IpProtocol.TCP, trial.number(20, 1000));
                    int expected = new Frame().at(Window.over(MemoryView.of(bytes))).tcp().destinationPort();
                    trial.expect("the port", expected, trial.run(() -> mine.port(MemoryView.of(bytes))));
                    byte[] udp = Frames.frame(trial, IpProtocol.UDP, 8);
                    trial.expect("for UDP", -1, trial.run(() -> mine.port(MemoryView.of(udp))));
                    MemoryView stub = MemoryView.of(bytes).slice(0, 13);
                    trial.expect("for 13 bytes", -1, trial.run(() -> mine.port(stub)));
                }),
                new Task("4.2", "turnover",
                        "Struct.bigEndian().field(...)...build(), view.as(struct), and a Member for each field.",
                        trial -> {
                            byte[] quotes = trial.bytes(Trial.LARGE);
                            ByteBuffer plain = ByteBuffer.wrap(quotes);
                            long expected = 0;
                            for (int at = 0; at < quotes.length; at += QUOTE) {
                                expected += (long) plain.getInt(at + 8) * Short.toUnsignedInt(plain.getShort(at + 12));
                            }
                            trial.expect("the sum", expected, trial.run(() -> mine.turnover(MemoryView.of(quotes))));
                        }),
                new Task("4.3", "all prices",
                        "view.as(struct).field(\"price\") is a view with the records' stride.", trial -> {
                    byte[] quotes = trial.bytes(Trial.LARGE);
                    ByteBuffer plain = ByteBuffer.wrap(quotes);
                    MemoryView prices = trial.run(() -> mine.prices(MemoryView.of(quotes)));
                    trial.expect("prices", (long) quotes.length / QUOTE, prices.length());
                    int i = trial.number(0, quotes.length / QUOTE - 1);
                    plain.putInt(QUOTE * i + 8, -5);
                    trial.expect("the price of record " + i, -5, prices.getInt(i));
                    prices.setInt(i, 123_456);
                    trial.expect("the price in the record, written through the view", 123_456,
                            plain.getInt(QUOTE * i + 8));
                }),
                new Task("4.4", "messages", "Keep where you are, read the length there, slice what follows.", trial -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    List<Integer> begins = new ArrayList<>();
                    List<Integer> lengths = new ArrayList<>();
                    for (int i = 0; i < trial.number(20, 40); i++) {
                        int length = i == 3 ? 0 : trial.number(1, 65_535);
                        begins.add(out.size() + 2);
                        lengths.add(length);
                        out.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
                        out.writeBytes(trial.bytes(length));
                    }
                    out.writeBytes(new byte[][] {{}, {1}, {0, 9, 8}, {1, 0}}[trial.number(0, 3)]); // not whole yet
                    byte[] stream = out.toByteArray();
                    trial.mayMake(begins.size());
                    List<MemoryView> messages = trial.run(() -> mine.messages(MemoryView.of(stream)));
                    trial.expect("messages", begins.size(), messages.size());
                    for (int i = 0; i < begins.size(); i++) {
                        trial.expect("bytes of message " + i, (long) lengths.get(i), messages.get(i).length());
                        if (lengths.get(i) > 0) {
                            Rank1Checks.sameMemory(trial, stream, begins.get(i), begins.get(i) + lengths.get(i),
                                    messages.get(i));
                        }
                    }
                }),
                new Task("4.5", "a frame turned round",
                        "Read one address, write the other over it, write the first.", trial -> {
                    byte[] bytes = Frames.frame(trial, IpProtocol.UDP, 300);
                    byte[] expected = bytes.clone();
                    Frame frame = new Frame().at(Window.over(MemoryView.of(expected)));
                    ByteBuffer plain = ByteBuffer.wrap(expected);
                    byte[] macs = new byte[12];
                    plain.get(0, macs);
                    plain.put(0, macs, 6, 6).put(6, macs, 0, 6);
                    int ip = (int) frame.ipv4().offset();
                    plain.putLong(ip + 12, Long.rotateLeft(plain.getLong(ip + 12), Integer.SIZE));
                    trial.run(() -> mine.turnRound(MemoryView.of(bytes)));
                    Rank3Checks.same(trial, expected, bytes);
                }),
                new Task("4.6", "planes", "pixels.slice(Slice.from(color).by(3)) is one plane.", trial -> {
                    byte[] pixels = trial.bytes(3 * Trial.LARGE);
                    byte[] expected = new byte[pixels.length];
                    for (int i = 0; i < pixels.length; i++) {
                        expected[i % 3 * Trial.LARGE + i / 3] = pixels[i];
                    }
                    byte[] planes = new byte[pixels.length];
                    trial.run(() -> mine.planes(MemoryView.of(pixels), MemoryView.of(planes)));
                    Rank3Checks.same(trial, expected, planes);
                }),
                new Task("4.7", "done descriptors", "bits(\"B\", \"done:1 end:1\") declares bit fields.", trial -> {
                    byte[] descriptors = trial.bytes(Trial.LARGE);
                    ByteBuffer plain = ByteBuffer.wrap(descriptors).order(ByteOrder.LITTLE_ENDIAN);
                    int expected = 0;
                    for (int at = 0; at < descriptors.length; at += DESCRIPTOR) {
                        expected += (plain.get(at + 12) & 3) == 3 ? 1 : 0;
                    }
                    trial.expect("done", expected, trial.run(() -> mine.done(MemoryView.of(descriptors))));
                }));
    }
}
