// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.dma.DescriptorRing;
import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.DmaSpace;
import dev.hwview.dma.Iommu;
import dev.hwview.dma.Ownership;
import dev.hwview.register.Register32;
import java.lang.foreign.MemorySegment;

/** The doorbell of a ring: one write for all slots, however often it is asked to publish the same. */
final class RingCases {
    private static final int SLOTS = 8;
    private static final int WORD = 8;
    private static final Register32 TAIL = Panel.INTS.get(0);
    private static final DescriptorRing RING =
            DescriptorRing.of(new DmaSpace("proof", new NoIommu(), Integer.MAX_VALUE), "ring",
            SLOTS, 16, Ownership.ownerBit(WORD, 1));

    private RingCases() {}

    private static final class NoIommu implements Iommu {
        @Override
        public long pageSize() {
            return 4096;
        }

        @Override
        public void map(long iova, MemorySegment memory, DmaDirection direction) {}

        @Override
        public void unmap(long iova) {}
    }

    static void addTo(CaseTable table) {
        table.add("DescriptorRing.publish(RegisterSpace, Register32)", "a batch", (space, i) -> {
            RING.reset();
            for (int slots = slots(i); slots > 0; slots--) {
                RING.setLong(RING.claim(), 0, i);
            }
            RING.publish(space, TAIL);
            RING.publish(space, TAIL);
            return RING.getInt(0, WORD);
        }, (tape, i) -> tape.expect(Tape.WRITE, TAIL.offset(), Integer.BYTES, slots(i)), (space, i) -> 1);
    }

    private static int slots(int round) {
        return 1 + Math.floorMod(round, SLOTS - 1);
    }
}
