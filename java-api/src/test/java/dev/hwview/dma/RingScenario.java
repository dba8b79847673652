// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static dev.hwview.dma.FakeDevice.BIT;
import static dev.hwview.dma.FakeDevice.DOORBELL;
import static dev.hwview.dma.FakeDevice.HEAD;
import static dev.hwview.dma.FakeDevice.SIZE;
import static dev.hwview.dma.FakeDevice.WORD;
import static dev.hwview.dma.WeakMemory.Step.awaits;
import static dev.hwview.dma.WeakMemory.Step.finds;
import static dev.hwview.dma.WeakMemory.Step.stores;

import dev.hwview.dma.WeakMemory.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a ring promises a driver, one promise a constant. The shipped code runs on memory in which the device is done
 * already, and is recorded; the model then has the device work at every possible moment. {@code d8} is at offset 8 of
 * the descriptors, {@code r24} the doorbell, {@code b} the buffer.
 */
enum RingScenario {
    /** Who sees the doorbell sees descriptor and buffer. */
    DOORBELL_AFTER_DESCRIPTOR {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.ring(Ownership.doneBit(WORD, BIT));
            bench.fill(ring);
            ring.publish(bench.registers, DOORBELL);
            return bench.violation(List.of(awaits("r24", 1), finds("d0", 77), finds("b", 5)), Map.of());
        }
    },
    /** Who sees the owner's bit sees descriptor and buffer. */
    OWNER_AFTER_DESCRIPTOR {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.ring(Ownership.ownerBit(WORD, BIT));
            bench.fill(ring);
            ring.publish(bench.registers, DOORBELL);
            return bench.violation(List.of(awaits("d12", BIT), finds("d0", 77), finds("b", 5)), Map.of());
        }
    },
    /** Who sees the doorbell sees the owner's bit. */
    DOORBELL_AFTER_OWNER {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.ring(Ownership.ownerBit(WORD, BIT));
            bench.fill(ring);
            ring.publish(bench.registers, DOORBELL);
            return bench.violation(List.of(awaits("r24", 1), finds("d12", BIT)), Map.of());
        }
    },
    /** What the driver read of a packet is what it was before the buffer was the device's again. */
    DOORBELL_AFTER_READING {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.ring(Ownership.doneBit(WORD, BIT));
            bench.recorder.events.add(BusEvent.load("b", 5));
            ring.setLong(ring.claim(), 0, 77);
            ring.publish(bench.registers, DOORBELL);
            return bench.violation(List.of(awaits("r24", 1), stores("b", 6)), Map.of("b", 5L));
        }
    },
    /** Behind a done bit is what the device wrote before it, and nothing is undone that the driver writes then. */
    READING_AFTER_DONE_BIT {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.published(Ownership.doneBit(WORD, BIT), BIT);
            bench.read(ring, ring.poll());
            return bench.violation(List.of(stores("b", 5), stores("d8", 60), stores("d12", BIT)), Map.of(), REUSED);
        }
    },
    /** So it is when several are polled for at once. */
    READING_AFTER_DONE_BITS {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.published(Ownership.doneBit(WORD, BIT), BIT);
            ring.pollTo(4);
            bench.read(ring, ring.oldest());
            return bench.violation(List.of(stores("b", 5), stores("d8", 60), stores("d12", BIT)), Map.of(), REUSED);
        }
    },
    /** So it is when the last of several stands for all. */
    READING_AFTER_ONE_FOR_ALL {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.published(Ownership.doneBit(WORD, BIT), BIT);
            ring.pollAll(1);
            bench.read(ring, ring.oldest());
            return bench.violation(List.of(stores("b", 5), stores("d8", 60), stores("d12", BIT)), Map.of(), REUSED);
        }
    },
    /** Behind an owner's bit that is clear again, too. */
    READING_AFTER_OWNER_BIT {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.published(Ownership.ownerBit(WORD, BIT), 0);
            bench.read(ring, ring.poll());
            Map<String, Long> begin = Map.of("d12", (long) BIT);
            return bench.violation(List.of(stores("b", 5), stores("d8", 60), stores("d12", 0)), begin, REUSED);
        }
    },
    /** Behind a phase that is the other one, too. */
    READING_AFTER_PHASE_BIT {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.published(Ownership.phaseBit(WORD, BIT), BIT);
            bench.read(ring, ring.poll());
            return bench.violation(List.of(stores("b", 5), stores("d8", 60), stores("d12", BIT)), Map.of(), REUSED);
        }
    },
    /** A completion is read before the device may write the next one there. */
    HANDING_BACK_AFTER_READING {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.published(Ownership.phaseBit(WORD, BIT), BIT);
            int slot = ring.poll();
            bench.recorder.events.clear(); // so that the acquire does not hold the load in place
            ring.getInt(slot, 8);
            ring.consume();
            ring.publish(bench.registers, DOORBELL);
            return bench.violation(List.of(awaits("r24", 1), stores("d8", 61)), Map.of("d8", 60L));
        }
    },
    /** Behind an index in memory is what the device wrote before it. */
    READING_AFTER_HEAD_IN_MEMORY {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.publishedWithHead(false);
            bench.read(ring, ring.poll());
            return bench.violation(List.of(stores("b", 5), stores("d8", 60), stores("h4", 1)), Map.of(), REUSED);
        }
    },
    /** Behind an index in a register is what the device wrote before it. */
    READING_AFTER_HEAD_IN_REGISTER {
        @Override
        Optional<String> check(Bench bench) {
            DescriptorRing ring = bench.publishedWithHead(true);
            bench.read(ring, ring.poll());
            return bench.violation(List.of(stores("b", 5), stores("d8", 60), stores("r16", 1)), Map.of(), REUSED);
        }
    };

    private static final Map<String, Long> REUSED = Map.of("b", 9L);

    abstract Optional<String> check(Bench bench);

    /** The promises that are broken by the ring as this class loader has it. */
    static Set<String> broken() {
        Set<String> broken = new TreeSet<>();
        for (RingScenario scenario : values()) {
            try (Bench bench = new Bench()) {
                scenario.check(bench).ifPresent(how -> broken.add(scenario.name()));
            }
        }
        return broken;
    }

    /** A ring of 8 descriptors, whose memory and registers are recorded. */
    static final class Bench implements AutoCloseable {
        final BusRecorder recorder = new BusRecorder();
        final BusRecorder.Registers registers = recorder.new Registers();
        private final DmaSpace space = new DmaSpace("model", new FakeIommu(), 0xFFFF_FFFFL);

        DescriptorRing ring(Ownership how) {
            DmaBuffer buffer = space.allocate(8L * SIZE);
            RingMemory memory = recorder.new Memory("d", buffer.segment());
            Completion completion = Completion.of(how, memory, "model", 8, SIZE);
            if (how instanceof Ownership.HeadInMemory head) {
                RingMemory index = recorder.new Memory("h", head.memory().segment());
                completion = new HeadCompletion.InMemory("model", 8, index, head.offset());
            }
            return new DescriptorRing(space, "model", buffer, memory, 8, SIZE, null, how, completion);
        }

        /** Fills the buffer, and a descriptor that tells of it. */
        void fill(DescriptorRing ring) {
            recorder.events.add(BusEvent.store("b", 5));
            int slot = ring.claim();
            ring.setLong(slot, 0, 77);
        }

        /** A slot that the device has done: what follows is recorded. */
        DescriptorRing published(Ownership how, int word) {
            DescriptorRing ring = ring(how);
            if (ring.free() > 0) {
                ring.claim();
                ring.publish(registers, DOORBELL);
            }
            ring.setInt(0, 8, 60);
            ring.setInt(0, WORD, word);
            recorder.events.clear();
            return ring;
        }

        DescriptorRing publishedWithHead(boolean inRegister) {
            DmaBuffer index = space.allocate(64);
            index.view().cast("i").set(1, 1);
            registers.value = 1;
            return published(inRegister ? Ownership.head(registers, HEAD) : Ownership.head(index, 4), 0);
        }

        /** Reads descriptor and packet, and puts another packet into the buffer. */
        void read(DescriptorRing ring, int slot) {
            ring.getInt(slot, 8);
            recorder.events.add(BusEvent.load("b", 5));
            recorder.events.add(BusEvent.store("b", 9));
        }

        Optional<String> violation(List<Step> device, Map<String, Long> begin) {
            return violation(device, begin, Map.of());
        }

        Optional<String> violation(List<Step> device, Map<String, Long> begin, Map<String, Long> end) {
            return WeakMemory.violation(recorder.events, device, begin, end);
        }

        @Override
        public void close() {
            space.close();
        }
    }
}
