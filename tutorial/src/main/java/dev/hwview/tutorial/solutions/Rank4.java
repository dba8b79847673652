// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.solutions;

import dev.hwview.packet.Ethernet;
import dev.hwview.packet.Frame;
import dev.hwview.view.Member;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Slice;
import dev.hwview.view.Struct;
import dev.hwview.view.Window;
import java.util.ArrayList;
import java.util.List;

/** Rank 4, advanced: messages, records, several slices at once. One solution of each task. */
public final class Rank4 extends dev.hwview.tutorial.tasks.Rank4 {
    private static final Struct QUOTE = Struct.bigEndian().field("sequence", "I").field("symbol", "4s")
            .field("price", "i")
            .field("size", "H").skip(2).build();
    private static final Member PRICE = QUOTE.member("price");
    private static final Member SIZE = QUOTE.member("size");
    private static final Struct DESCRIPTOR = Struct.littleEndian().field("address", "Q").field("length", "H")
            .field("checksum", "H").bits("B", "done:1 end:1").field("errors", "B").field("tag", "H").build();
    private static final Member DONE = DESCRIPTOR.member("done");
    private static final Member END = DESCRIPTOR.member("end");

    @Override
    public int port(MemoryView frame) {
        try (Window window = Window.over(frame)) {
            Frame found = new Frame().at(window);
            return found.hasTcp() ? found.tcp().destinationPort() : -1;
        }
    }

    @Override
    public long turnover(MemoryView quotes) {
        MemoryView records = quotes.as(QUOTE);
        long sum = 0;
        for (long i = 0; i < records.length(); i++) {
            sum += PRICE.getLong(records, i) * SIZE.getInt(records, i);
        }
        return sum;
    }

    @Override
    public MemoryView prices(MemoryView quotes) {
        return quotes.as(QUOTE).field("price");
    }

    @Override
    public List<MemoryView> messages(MemoryView stream) {
        List<MemoryView> messages = new ArrayList<>();
        try (Window window = Window.over(stream)) {
            long at = 0;
            while (at + 2 <= window.length()) {
                long end = at + 2 + Short.toUnsignedInt(window.getShortBE(at));
                if (end > window.length()) {
                    break;
                }
                messages.add(stream.slice(at + 2, end));
                at = end;
            }
        }
        return messages;
    }

    @Override
    public void turnRound(MemoryView frame) {
        try (Window window = Window.over(frame)) {
            Frame found = new Frame().at(window);
            Ethernet ethernet = found.ethernet();
            long mac = ethernet.source();
            ethernet.source(ethernet.destination()).destination(mac);
            int address = found.ipv4().source();
            found.ipv4().source(found.ipv4().destination()).destination(address);
        }
    }

    @Override
    public void planes(MemoryView pixels, MemoryView planes) {
        long count = pixels.length() / 3;
        for (int color = 0; color < 3; color++) {
            planes.set(Slice.of(color * count, (color + 1) * count), pixels.slice(Slice.from(color).by(3)));
        }
    }

    @Override
    public int done(MemoryView descriptors) {
        MemoryView records = descriptors.as(DESCRIPTOR);
        int count = 0;
        for (long i = 0; i < records.length(); i++) {
            count += DONE.getInt(records, i) & END.getInt(records, i);
        }
        return count;
    }
}
