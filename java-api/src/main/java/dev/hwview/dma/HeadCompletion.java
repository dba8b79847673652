// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.OwnershipException;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;

/** An index says which slot the device is at. */
abstract class HeadCompletion extends Completion {
    final String ring;
    private final int count;

    HeadCompletion(String ring, int count) {
        this.ring = ring;
        this.count = count;
    }

    /** The index, and an acquire. */
    abstract int head();

    @Override
    final int look(int oldest, int known, int most, int handed) {
        int head = head();
        int done = head - oldest + (head < oldest ? count : 0);
        if (head < 0 || head >= count || done < known || done > handed) {
            throw new OwnershipException(ring, "has a device that says it is at slot " + head + ", but it got " + handed
                    + " slots from " + oldest + " on" + (known == 0 ? "" : ", of which " + known + " are done"));
        }
        return Math.min(done, most);
    }

    @Override
    final boolean all(int oldest, int number, int handed) {
        return look(oldest, 0, number, handed) == number;
    }

    /** The device writes the index to memory. */
    static final class InMemory extends HeadCompletion {
        private final RingMemory memory;
        private final long offset;

        InMemory(String ring, int count, RingMemory memory, long offset) {
            super(ring, count);
            this.memory = memory;
            this.offset = offset;
        }

        @Override
        int head() {
            int head = read();
            if (Mutation.HEAD_ACQUIRE) {
                memory.acquire();
            }
            return head;
        }

        private int read() {
            try {
                return memory.getShared(offset);
            } catch (IllegalStateException e) {
                throw new ClosedException(ring, HardwareException.NO_OFFSET,
                        "has its index in memory that is closed", e);
            }
        }
    }

    /** The device has the index in a register. */
    static final class InRegister extends HeadCompletion {
        private final RingMemory descriptors;
        private final RegisterSpace bar;
        private final Register32 register;

        InRegister(String ring, int count, RingMemory descriptors, RegisterSpace bar, Register32 register) {
            super(ring, count);
            this.descriptors = descriptors;
            this.bar = bar;
            this.register = register;
        }

        @Override
        int head() {
            int head = register.readRelaxed(bar);
            if (Mutation.REGISTER_ACQUIRE) {
                descriptors.acquire();
            }
            return head;
        }
    }
}
