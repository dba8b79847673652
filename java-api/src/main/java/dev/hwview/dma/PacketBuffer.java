// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.OffsetException;
import dev.hwview.fault.OwnershipException;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;

/**
 * A buffer of a {@link DmaPool}. A packet lies in it, from {@link #offset()} on, {@link #length()} bytes long.
 *
 * <p>It belongs to whoever took it, until it is given back or a ring gets it: one thread at a time, and who passes it
 * to another thread does so safely, such as by a queue. Nothing here allocates but {@link #packet()}. Using one that
 * was given back is an {@link OwnershipException}; what was got from it before, its window among it, is not watched.
 */
public final class PacketBuffer implements AutoCloseable {
    /** In the pool. */
    static final int FREE = 0;
    /** Somebody's. The lowest bit says that it is out of the pool. */
    static final int TAKEN = 1;
    /** On its way back, from a thread that is not the pool's. */
    static final int RETURNED = 2;
    /** In a ring. */
    static final int ATTACHED = 3;

    final DmaPool pool;
    private final int index;
    private final long iova;
    private MemoryView view;
    private Window window;
    /** Plain for the owner of the buffer; compared and set by threads that give it back from elsewhere. */
    int state;
    private int offset;
    private int length;

    /** There are many of them, and a cache has room for few: what is not used for each packet is kept elsewhere. */
    PacketBuffer(DmaPool pool, int index, long iova) {
        this.pool = pool;
        this.index = index;
        this.iova = iova;
    }

    /** All buffers are made before the first view is, so that they lie side by side. */
    void view(MemoryView itsView) {
        view = itsView;
        window = Window.over(itsView);
    }

    /**
     * Which one it is.
     *
     * @return 0 to the pool's capacity less 1
     */
    public int index() {
        return index;
    }

    /**
     * The pool that it goes back to.
     *
     * @return always the same
     */
    public DmaPool pool() {
        return pool;
    }

    /**
     * The size.
     *
     * @return in bytes, headroom included
     */
    public int capacity() {
        return pool.bufferSize();
    }

    /**
     * The address of the buffer, as the device sees it.
     *
     * @return the I/O virtual address of its first byte
     */
    public long iova() {
        return iova;
    }

    /**
     * The address of the packet, as the device sees it.
     *
     * @return the I/O virtual address of the byte at {@link #offset()}
     */
    public long dataIova() {
        return iova + offset;
    }

    /**
     * Where the packet begins.
     *
     * @return in bytes from the buffer's begin; the pool's headroom when it was taken
     */
    public int offset() {
        return offset;
    }

    /**
     * How long the packet is.
     *
     * @return in bytes; 0 when it was taken
     */
    public int length() {
        return length;
    }

    /**
     * Says how long the packet is.
     *
     * @param bytes 0 to what is left behind the offset
     * @return this
     * @throws OffsetException if the packet would end outside of the buffer
     * @throws OwnershipException if the buffer was given back
     */
    public PacketBuffer length(int bytes) {
        return place(offset, bytes);
    }

    /**
     * Says where the packet lies.
     *
     * @param itsOffset in bytes from the buffer's begin
     * @param itsLength in bytes
     * @return this
     * @throws OffsetException if that is not inside the buffer
     * @throws OwnershipException if the buffer was given back
     */
    public PacketBuffer place(int itsOffset, int itsLength) {
        requireHeld();
        if (itsOffset < 0 || itsLength < 0 || itsOffset > pool.bufferSize() - itsLength) {
            throw new OffsetException(pool.name(), itsOffset, "(" + itsLength + " bytes) is outside the "
                    + pool.bufferSize() + " bytes of buffer " + index);
        }
        offset = itsOffset;
        length = itsLength;
        return this;
    }

    /**
     * The packet, in place. It is always the same window, moved to where the packet lies now.
     *
     * @return from {@link #offset()} on, {@link #length()} bytes
     * @throws OwnershipException if the buffer was given back
     */
    public Window window() {
        requireHeld();
        return window.at(offset, length);
    }

    /**
     * The packet, in place, in a window of the caller's. Where many packets are looked at for a moment each, one window
     * for all of them stays in the cache, and those of the buffers, of {@link #window()}, are left alone.
     *
     * @param mine to be moved; it has borrowed no view itself
     * @return {@code mine}, from {@link #offset()} on, {@link #length()} bytes
     * @throws OwnershipException if the buffer was given back
     * @throws dev.hwview.view.ExportException if the window has borrowed a view itself
     */
    public Window window(Window mine) {
        requireHeld();
        return mine.within(pool.all(), (long) index * pool.bufferSize() + offset, length);
    }

    /**
     * The whole buffer. It is always the same view, and can't be released.
     *
     * @return of format {@code B}
     * @throws OwnershipException if the buffer was given back
     */
    public MemoryView view() {
        requireHeld();
        return view;
    }

    /**
     * The packet, as a view that stays there. Makes an object; {@link #window()} does not.
     *
     * @return of format {@code B}
     * @throws OwnershipException if the buffer was given back
     */
    public MemoryView packet() {
        requireHeld();
        return view.slice(offset, (long) offset + length);
    }

    /**
     * Gives it back to its pool, from any thread.
     *
     * @throws OwnershipException if it was given back already, or a ring holds it
     * @throws dev.hwview.fault.ClosedException if the pool is closed
     */
    @Override
    public void close() {
        pool.give(this);
    }

    /** As it leaves the pool. */
    void begin(int headroom) {
        state = TAKEN;
        offset = headroom;
        length = 0;
    }

    /** Whether it is out of the pool. */
    boolean held() {
        return (state & TAKEN) != 0;
    }

    /** From its taker to a ring. */
    void enter(String ring) {
        if (state != TAKEN) {
            throw new OwnershipException(ring, "can't have " + this);
        }
        state = ATTACHED;
    }

    /** From a ring to who asks for it. */
    void leave() {
        state = TAKEN;
    }

    private void requireHeld() {
        if (!held()) {
            throw new OwnershipException(pool.name(), "has buffer " + index + " back: it is no longer to be used");
        }
    }

    @Override
    public String toString() {
        return "buffer " + index + " of " + pool.name() + switch (state) {
            case FREE, RETURNED -> ", in the pool";
            case ATTACHED -> ", attached to a ring";
            default -> ", " + length + " bytes at " + offset;
        };
    }
}
