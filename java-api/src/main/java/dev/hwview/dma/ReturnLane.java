// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.OwnershipException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What other threads gave back: a stack onto which anybody pushes and of which the pool's thread takes all there is.
 * Nobody pops a single one, so a buffer that comes back between a look and an exchange does no harm. Its links are
 * numbers in the buffers: no allocation, and nothing that a garbage collector has to hear of.
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

    private final PacketBuffer[] buffers;
    private final int[] cell = new int[2 * TOP];

    ReturnLane(PacketBuffer[] buffers) {
        this.buffers = buffers;
        cell[TOP] = EMPTY;
    }

    /** From any thread. Only one of two that give the same buffer gets it on the lane. */
    void push(PacketBuffer buffer) {
        if (!STATE.compareAndSet(buffer, PacketBuffer.TAKEN, PacketBuffer.RETURNED)) {
            throw new OwnershipException(buffer.pool.name(), "can't take back " + buffer + ": it was not out");
        }
        int top;
        do {
            top = (int) CELL.getAcquire(cell, TOP); // acquire: the depth of that buffer is read
            buffer.below = top;
            buffer.depth = top == EMPTY ? 1 : buffers[top].depth + 1;
        } while (!CELL.compareAndSet(cell, TOP, top, buffer.index()));
    }

    /**
     * Takes all, on the pool's thread.
     *
     * @return the topmost buffer's index, to be followed by {@link PacketBuffer#below}, or {@link #EMPTY}
     */
    int takeAll() {
        if ((int) CELL.getOpaque(cell, TOP) == EMPTY) {
            return EMPTY; // the exchange would cost more than the look
        }
        return (int) CELL.getAndSet(cell, TOP, EMPTY);
    }

    /** How many there are. */
    int size() {
        int top = (int) CELL.getAcquire(cell, TOP);
        return top == EMPTY ? 0 : buffers[top].depth;
    }
}
