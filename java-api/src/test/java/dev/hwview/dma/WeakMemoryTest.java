// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static dev.hwview.dma.BusEvent.acquire;
import static dev.hwview.dma.BusEvent.guard;
import static dev.hwview.dma.BusEvent.load;
import static dev.hwview.dma.BusEvent.release;
import static dev.hwview.dma.BusEvent.store;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hwview.dma.WeakMemory.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The model itself, by what is known of weak memory. */
class WeakMemoryTest {
    private static final List<Step> READER = List.of(Step.awaits("flag", 1), Step.finds("data", 7));
    private static final List<Step> WRITER = List.of(Step.stores("data", 7), Step.stores("flag", 1));

    private static Optional<String> run(List<Step> device, BusEvent... driver) {
        return WeakMemory.violation(List.of(driver), device, Map.of(), Map.of());
    }

    @Test
    void storesPassEachOtherUnlessReleased() {
        assertEquals(Optional.of("store flag=1; device sees flag; the device finds 0, not 7, in data"),
                run(READER, store("data", 7), store("flag", 1)));
        assertEquals(Optional.empty(), run(READER, store("data", 7), release(), store("flag", 1)));
        assertEquals(Optional.of("store flag=1; device sees flag; the device finds 0, not 7, in data"),
                run(READER, store("data", 7), acquire(), store("flag", 1)), "it's the wrong one");
    }

    @Test
    void loadsPassEachOtherUnlessAcquired() {
        Optional<String> bad = Optional.of("the driver reads 0, not 7, from data");
        assertEquals(bad, run(WRITER, guard("flag", 1), load("data", 7)));
        assertEquals(Optional.empty(), run(WRITER, guard("flag", 1), acquire(), load("data", 7)));
        assertEquals(bad, run(WRITER, guard("flag", 1), release(), load("data", 7)), "it's the wrong one");
    }

    @Test
    void storesPassLoadsUnlessEitherFenceHoldsThem() {
        List<Step> other = List.of(Step.awaits("mine", 1), Step.stores("data", 8));
        Map<String, Long> begin = Map.of("data", 7L);
        String late = "store mine=1; device sees mine; device stores data; the driver reads 8, not 7, from data";
        assertEquals(Optional.of(late),
                WeakMemory.violation(List.of(load("data", 7), store("mine", 1)), other, begin, Map.of()));
        for (BusEvent fence : List.of(acquire(), release())) {
            assertEquals(Optional.empty(),
                    WeakMemory.violation(List.of(load("data", 7), fence, store("mine", 1)), other, begin, Map.of()));
        }
    }

    @Test
    void loadsPassStoresInSpiteOfBothFences() {
        List<Step> other = List.of(Step.stores("theirs", 1), Step.awaits("mine", 0), Step.stores("both", 1));
        List<BusEvent> driver = List.of(store("mine", 1), release(), acquire(), guard("theirs", 0));
        Optional<String> found = WeakMemory.violation(driver, other, Map.of(), Map.of("both", 0L));
        assertEquals(Optional.of("guard theirs=0; device stores theirs; device sees mine; store mine=1; "
                + "device stores both; at the end there is 1, not 0, in both"), found);
    }

    @Test
    void onePlaceHasOneOrder() {
        List<BusEvent> driver = List.of(store("data", 1), store("data", 2), load("data", 2));
        assertEquals(Optional.empty(), WeakMemory.violation(driver, List.of(), Map.of(), Map.of("data", 2L)));
    }

    @Test
    void whatIsLeftAtTheEndIsLookedAt() {
        List<Step> other = List.of(Step.stores("data", 2));
        assertEquals(Optional.of("store data=1; device stores data; at the end there is 2, not 1, in data"),
                WeakMemory.violation(List.of(store("data", 1)), other, Map.of(), Map.of("data", 1L)));
    }

    @Test
    void aModelThatNeverEndsProvesNothing() {
        assertEquals(Optional.of("no way ends: the two wait for each other"),
                run(List.of(Step.awaits("flag", 2)), store("flag", 1)));
    }
}
