// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.Register16;
import dev.hwview.register.Register32;
import dev.hwview.register.Register64;
import dev.hwview.register.Register8;
import dev.hwview.register.RegisterArray;
import dev.hwview.register.RegisterMap;
import dev.hwview.register.RegisterSpace;
import java.util.List;

/**
 * One thread of the stress run. It has registers of its own, writes them, and reads back what must be there; meanwhile
 * it makes garbage, invites HotSpot to deoptimise it, and runs into exceptions.
 */
final class StressWorker implements Runnable {
    private static final int STRIDE = 16;
    private static final RegisterArray<Register64> LONGS = RegisterArray.of(Register64.at("L", 0), 8, STRIDE);
    private static final RegisterArray<Register32> INTS = RegisterArray.of(Register32.at("W", 8), 8, STRIDE);
    private static final RegisterArray<Register16> SHORTS = RegisterArray.of(Register16.at("H", 12), 8, STRIDE);
    private static final RegisterArray<Register8> BYTES = RegisterArray.of(Register8.at("B", 14), 8, STRIDE);

    private final RegisterSpace space;
    private final int id;
    private final long target;
    private final Access[] shapes = new Access[4];
    private volatile Object garbage;
    private long accesses;
    private long wrong;
    private long nullPointers;
    private long nullPointersMissing;
    private long stackOverflows;

    StressWorker(RegisterSpace space, int id, long target) {
        this.space = space;
        this.id = id;
        this.target = target;
    }

    /** Four registers for each thread, side by side with those of the others. */
    static RegisterMap registers(int threads) {
        if (threads > LONGS.size()) {
            throw new IllegalArgumentException(threads + " threads are more than there are registers for");
        }
        return new RegisterMap("stress", List.of()).with(LONGS).with(INTS).with(SHORTS).with(BYTES);
    }

    /** Writes a register and reads it back: two accesses. */
    @FunctionalInterface
    interface Access {
        /** Whether {@code value} came back. */
        boolean exact(RegisterSpace space, int id, long value);
    }

    private static boolean bytes(RegisterSpace space, int id, long value) {
        BYTES.get(id).write(space, (int) value & 0xFF);
        return BYTES.get(id).read(space) == ((int) value & 0xFF);
    }

    private static boolean shorts(RegisterSpace space, int id, long value) {
        SHORTS.get(id).writeRelaxed(space, (int) value & 0xFFFF);
        return SHORTS.get(id).read(space) == ((int) value & 0xFFFF);
    }

    private static boolean ints(RegisterSpace space, int id, long value) {
        INTS.get(id).write(space, (int) value);
        return INTS.get(id).readRelaxed(space) == (int) value;
    }

    private static boolean longs(RegisterSpace space, int id, long value) {
        LONGS.get(id).write(space, value);
        return LONGS.get(id).read(space) == value;
    }

    @Override
    public void run() {
        for (int round = 0; accesses < target; round++) {
            if ((round & 0xFFF) == 0) {
                reshape(round >>> 12);
            }
            long value = (round + 1) * 0x9E37_79B9_7F4A_7C15L ^ id;
            wrong += shapes[round & 3].exact(space, id, value) ? 0 : 1;
            accesses += 2;
            garbage = new byte[64 + (int) (value & 0xFF)];
            if ((round & 0x3FF) == 0) {
                meetNull((round & 0x400) == 0 ? null : "text", (round & 0x400) == 0);
            }
            if (round == 0x800 || round % 50_000 == 49_999) {
                overflow();
            }
        }
    }

    /** Other targets at a call that compiled code took for settled, one of them of a class that did not exist. */
    private void reshape(int turn) {
        Access[] known = {StressWorker::bytes, StressWorker::shorts, StressWorker::ints, StressWorker::longs};
        for (int k = 0; k < shapes.length; k++) {
            shapes[k] = known[turn + k * id & 3];
        }
        shapes[turn & 3] = fresh(known[turn & 3]);
    }

    /** A null check that compiled code leaves to the processor: its SIGSEGV is not ours and has to reach HotSpot. */
    private void meetNull(String text, boolean isNull) {
        try {
            garbage = text.length();
            nullPointersMissing += isNull ? 1 : 0;
        } catch (NullPointerException expected) {
            nullPointers++;
        }
    }

    private void overflow() {
        try {
            wrong += descend(0) < 0 ? 1 : 0;
        } catch (StackOverflowError expected) {
            stackOverflows++;
        }
        accesses += INTS.get(id).read(space) + 2; // from 0 to what it says, and this read
    }

    /** The stack ends in the midst of trapped accesses. How far it came the register knows best. */
    private int descend(int depth) {
        INTS.get(id).write(space, depth);
        return descend(depth + 1) + 1;
    }

    long accesses() {
        return accesses;
    }

    long wrong() {
        return wrong;
    }

    long nullPointers() {
        return nullPointers;
    }

    long nullPointersMissing() {
        return nullPointersMissing;
    }

    long stackOverflows() {
        return stackOverflows;
    }

    /** The same access through a class that did not exist before. */
    private Access fresh(Access inner) {
        long[] next = new long[1];
        Caller caller = Caller.of((bus, i) -> inner.exact(bus, id, next[0]) ? 1 : 0);
        return (bus, who, value) -> {
            next[0] = value;
            return caller.call(bus, 1) == 1;
        };
    }
}
