// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import static dev.hwview.sim.net.BareCard.frame;
import static dev.hwview.sim.net.BareCard.number;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final int FRAMES = 40;

    /**
     * What is left of frames that went over a wire: their numbers, in the order in which they came, and both counts.
     */
    private record Outcome(List<Integer> came, CableCounts sender, CableCounts receiver) {}

    private static Outcome over(UnaryOperator<Wire> with) {
        try (Device a = Device.open("sim:e1000e"); Device b = Device.open("sim:e1000e")) {
            BareCard one = new BareCard(a);
            BareCard two = new BareCard(b).listen();
            with.apply(Wire.between(a, b)).plug();
            one.awaitLink();
            two.awaitLink();
            for (int i = 0; i < FRAMES; i++) {
                one.send(frame(i, 100));
            }
            Cable far = Cable.of(b);
            BareCard.await("frames still wait", () -> {
                CableCounts counts = far.counts();
                return counts.waiting() == 0 && arrives(Cable.of(a).counts()) == counts.arrived() ? Optional.of(counts)
                        : Optional.empty();
            });
            List<Integer> came = new ArrayList<>();
            for (Optional<byte[]> each = two.poll(); each.isPresent(); each = two.poll()) {
                assertArrayEquals(frame(number(each.get()), 100), each.get(), "a wrong byte was delivered as good");
                came.add(number(each.get()));
            }
            Simulation.of(a).faults().assertNone();
            Simulation.of(b).faults().assertNone();
            return new Outcome(came, Cable.of(a).counts(), far.counts());
        }
    }

    private static long arrives(CableCounts sender) {
        return sender.sent() - sender.lost() + sender.duplicated();
    }

    private static List<Integer> all() {
        return IntStream.range(0, FRAMES).boxed().toList();
    }

    @Test
    void aPerfectWireLosesNothing() {
        Outcome outcome = over(wire -> wire);
        assertEquals(all(), outcome.came);
        assertEquals(FRAMES, outcome.sender.sent());
        assertEquals(FRAMES, outcome.receiver.received());
    }

    @Test
    void itGoesBothWays() {
        try (Device a = Device.open("sim:e1000e"); Device b = Device.open("sim:e1000e")) {
            BareCard one = new BareCard(a).listen();
            BareCard two = new BareCard(b).listen();
            Wire.between(a, b).plug();
            one.awaitLink();
            two.awaitLink();
            one.send(frame(1, 60));
            assertArrayEquals(frame(1, 60), two.receive());
            two.send(frame(2, 60));
            assertArrayEquals(frame(2, 60), one.receive());
            Cable.of(b).leave();
            assertFalse(one.isLinkUp(), "nobody is at the other end");
        }
    }

    @Test
    void lossIsCounted() {
        Outcome none = over(wire -> wire.loss(1000));
        assertEquals(List.of(), none.came);
        assertEquals(FRAMES, none.sender.lost());
        Outcome half = over(wire -> wire.loss(500).seed(7));
        assertEquals(FRAMES - half.sender.lost(), half.came.size());
        assertTrue(half.sender.lost() > 5 && half.sender.lost() < 35, half.sender.toString());
    }

    @Test
    void whatIsCorruptedIsNotDelivered() {
        Outcome outcome = over(wire -> wire.corrupt(300).seed(3));
        assertTrue(outcome.sender.corrupted() > 0, outcome.sender.toString());
        assertEquals(outcome.sender.corrupted(), outcome.receiver.bad());
        assertEquals(FRAMES - outcome.receiver.bad(), outcome.came.size());
    }

    @Test
    void twinsAndOvertakersComeAsCounted() {
        Outcome twins = over(wire -> wire.duplicate(500).seed(3));
        assertEquals(FRAMES + twins.sender.duplicated(), twins.came.size());
        assertEquals(all(), twins.came.stream().distinct().toList());
        assertTrue(twins.sender.duplicated() > 0, twins.sender.toString());
        Outcome overtaken = over(wire -> wire.reorder(300).seed(3));
        assertNotEquals(all(), overtaken.came);
        assertEquals(all(), overtaken.came.stream().sorted().toList());
        assertTrue(overtaken.sender.reordered() > 0, overtaken.sender.toString());
    }

    @Test
    void theSameSeedMakesTheSameEvents() {
        UnaryOperator<Wire> wire = w -> w.loss(200).duplicate(200).reorder(200).corrupt(100);
        Outcome first = over(w -> wire.apply(w).seed(11));
        assertEquals(first, over(w -> wire.apply(w).seed(11)));
        assertNotEquals(first.came, over(w -> wire.apply(w).seed(12)).came);
    }

    @Test
    void delayIsOfTheReceiversClock() {
        try (Device a = Device.open("sim:e1000e"); Device b = Device.open("sim:e1000e")) {
            Simulation far = Simulation.of(b);
            far.clock().stepped(Duration.ZERO);
            BareCard one = new BareCard(a);
            BareCard two = new BareCard(b).listen();
            Wire.between(a, b).delay(Duration.ofNanos(5000)).plug();
            one.awaitLink();
            two.awaitLink();
            one.send(frame(1, 60));
            far.clock().advance(Duration.ofNanos(4999));
            assertEquals(Optional.empty(), two.poll());
            far.clock().advance(Duration.ofNanos(1));
            assertArrayEquals(frame(1, 60), two.receive());
        }
    }
}
