// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.OwnershipException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What other threads gave back: a stack onto which anybody pushes and of which the pool's thread takes all there is.
 * Nobody pops a single one, so a buffer that comes back between a look and an exchange does no harm. Its links are
 * numbers: no allocation, and nothing that a garbage collector has to hear of.
 */
final class ReturnLane {
    static final int EMPTY = -1;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle STATE;
    /** In the middle of two cache lines' worth, which no other thread's data shares. */
    private static final int TOP = 32;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(PacketBuffer.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int[] cell = new int[2 * TOP];
    /** Of each buffer on the lane: the one below it, and how many there are with it. */
    private final int[] below;
    private final int[] depth;

    ReturnLane(int buffers) {
        this.below = new int[buffers];
        this.depth = new int[buffers];
        cell[TOP] = EMPTY;
    }

    /** From any thread. Only one of two that give the same buffer gets it on the lane. */
    void push(PacketBuffer buffer) {
        if (!STATE.compareAndSet(buffer, PacketBuffer.TAKEN, PacketBuffer.RETURNED)) {
            throw new OwnershipException(buffer.pool.name(), "can't take back " + buffer + ": it was not out");
        }
        int index = buffer.index();
        int top;
        do {
            top = (int) CELL.getAcquire(cell, TOP); // acquire: the depth of that buffer is read
            below[index] = top;
            depth[index] = top == EMPTY ? 1 : depth[top] + 1;
        } while (!CELL.compareAndSet(cell, TOP, top, index));
    }

    /**
     * Takes all, on the pool's thread.
     *
     * @return the topmost buffer's index, to be followed by {@link #below}, or {@link #EMPTY}
     */
    int takeAll() {
        if ((int) CELL.getOpaque(cell, TOP) == EMPTY) {
            return EMPTY; // the exchange would cost more than the look
        }
        return (int) CELL.getAndSet(cell, TOP, EMPTY);
    }

    /** The buffer below one that was taken with all others; {@link #EMPTY} below the last. */
    int below(int index) {
        return below[index];
    }

    /** How many there are. */
    int size() {
        int top = (int) CELL.getAcquire(cell, TOP);
        return top == EMPTY ? 0 : depth[top];
    }
}
