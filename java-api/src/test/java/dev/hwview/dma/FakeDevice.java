// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hwview.register.CalledRegisterSpace;
import dev.hwview.register.Presence;
import dev.hwview.register.Register32;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The other end of a ring of descriptors of 16 bytes: an address, and a word at 12 of which the lowest bit counts. */
final class FakeDevice extends CalledRegisterSpace {
    static final int SIZE = 16;
    static final int WORD = 12;
    static final int BIT = 1;
    static final Register32 DOORBELL = Register32.at("TAIL", 0x18);
    static final Register32 HEAD = Register32.at("HEAD", 0x10);

    /** What the doorbell was told. */
    final List<Integer> rings = new ArrayList<>();
    /** What it answers when it is asked where it is. */
    int head;

    FakeDevice() {
        super("sim:test", 0x100, Integer.BYTES, Presence.ALWAYS);
    }

    @Override
    protected long read(long offset, int width) {
        return head;
    }

    @Override
    protected void write(long offset, int width, long value) {
        rings.add((int) value);
    }

    static long address(DmaBuffer ring, int slot) {
        return ring.segment().get(JAVA_LONG, (long) slot * SIZE);
    }

    static int word(DmaBuffer ring, int slot) {
        return ring.segment().get(JAVA_INT, (long) slot * SIZE + WORD);
    }

    static void word(DmaBuffer ring, int slot, int value) {
        MemorySegment memory = ring.segment();
        memory.set(JAVA_INT, (long) slot * SIZE + WORD, value);
    }
}
