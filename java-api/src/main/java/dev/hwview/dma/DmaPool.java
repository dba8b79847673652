// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.LeakException;
import dev.hwview.fault.OwnershipException;
import dev.hwview.fault.WrongThreadException;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Buffers of one size on DMA memory, made once. Taking and giving back allocate nothing, and a pool that has no buffer
 * left says {@code null}: that is backpressure, and no exception.
 *
 * {@snippet :
 * try (DmaPool pool = DmaPool.on(device.dma()).count(4096).build()) {
 *     PacketBuffer buffer = pool.take();
 *     ...
 *     buffer.close();
 * }
 * }
 *
 * <p><strong>Threads.</strong> One thread takes: the first that does so, or the last that called {@link #bind};
 * {@link #unbind} begins anew. Any thread gives back. What the taking thread gives back is the next to be taken, while
 * it is still in the cache; what others give back lies on a lane until that is used up. Closing is for a time when
 * nobody takes or gives.
 */
public final class DmaPool implements AutoCloseable {
    private static final VarHandle TOP;
    private static final VarHandle EXHAUSTED;

    static {
        try {
            MethodHandles.Lookup here = MethodHandles.lookup();
            TOP = here.findVarHandle(DmaPool.class, "top", int.class);
            EXHAUSTED = here.findVarHandle(DmaPool.class, "exhausted", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String name;
    private final PoolMemory memory;
    private final PacketBuffer[] buffers;
    private final int bufferSize;
    private final int headroom;
    /** Over all of the memory. */
    private final Window all;
    /** Where each buffer was taken; {@code null} if nobody wants to know. */
    private final Throwable[] places;
    private final ReturnLane lane;
    /** Who takes. Others may read an old value of it, but never themselves. */
    private Thread owner;
    /** Indices, not buffers: a collector follows stores of references, and they would cost more than all else here. */
    private final int[] stack;
    private int top;
    private long exhausted;
    private volatile boolean closed;

    DmaPool(DmaPoolBuilder plan, PoolMemory memory) {
        this.name = plan.name;
        this.memory = memory;
        this.bufferSize = plan.size;
        this.headroom = plan.headroom;
        this.buffers = new PacketBuffer[plan.count];
        this.stack = new int[plan.count];
        this.lane = new ReturnLane(plan.count);
        MemoryView whole = MemoryView.of(memory.segment()); // slices share its segment, which then stays in the cache
        this.all = Window.over(whole);
        this.places = plan.trackLeaks ? new Throwable[plan.count] : null;
        for (int i = 0; i < buffers.length; i++) {
            long begin = (long) i * bufferSize;
            buffers[i] = new PacketBuffer(this, i, memory.iova() + begin);
            stack[buffers.length - 1 - i] = i; // the first is on the top
        }
        for (PacketBuffer each : buffers) {
            long begin = (long) each.index() * bufferSize;
            each.view(whole.slice(begin, begin + bufferSize));
        }
        this.top = buffers.length;
    }

    /**
     * Begins a pool.
     *
     * @param dma of the device that is to reach the buffers
     * @return to be told how many and how large
     */
    public static DmaPoolBuilder on(DmaSpace dma) {
        return new DmaPoolBuilder(dma);
    }

    /** Makes the calling thread the one that takes. Whoever was it before has to be done with the pool. */
    public void bind() {
        requireOpen();
        synchronized (this) {
            owner = Thread.currentThread();
        }
    }

    /** Lets the next thread that takes be the one that does. Whoever was it before has to be done with the pool. */
    public void unbind() {
        requireOpen();
        synchronized (this) {
            owner = null;
        }
    }

    /**
     * Takes a buffer. Its packet is empty and begins behind the headroom; what was in it before still is.
     *
     * @return {@code null} if there is none left
     * @throws WrongThreadException if another thread takes from this pool
     * @throws ClosedException if the pool is closed
     */
    public PacketBuffer take() {
        if (Thread.currentThread() != owner) {
            becomeOwner();
        }
        int there = top;
        if (there == 0) {
            there = drain();
            if (there == 0) {
                ranOut();
                return null;
            }
        }
        PacketBuffer buffer = buffers[stack[--there]];
        top = there;
        buffer.begin(headroom);
        if (places != null) {
            track(buffer);
        }
        return buffer;
    }

    /**
     * Takes several buffers.
     *
     * @param into gets them
     * @param offset of the first in {@code into}
     * @param count how many are wanted
     * @return how many there were
     * @throws WrongThreadException if another thread takes from this pool
     * @throws ClosedException if the pool is closed
     */
    public int take(PacketBuffer[] into, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, into.length);
        if (Thread.currentThread() != owner) {
            becomeOwner();
        }
        int there = top;
        if (there < count) {
            there = drain();
        }
        int taken = Math.min(there, count);
        for (int i = 0; i < taken; i++) {
            PacketBuffer buffer = buffers[stack[--there]];
            buffer.begin(headroom);
            if (places != null) {
                track(buffer);
            }
            into[offset + i] = buffer;
        }
        top = there;
        if (taken < count) {
            ranOut();
        }
        return taken;
    }

    /**
     * How many buffers can be taken at once, after others' returns were looked for if that is needed.
     *
     * @param wanted how many would be enough
     * @return 0 to {@code wanted}; less counts as running out
     * @throws WrongThreadException if another thread takes from this pool
     * @throws ClosedException if the pool is closed
     */
    public int ready(int wanted) {
        if (Thread.currentThread() != owner) {
            becomeOwner();
        }
        int there = top;
        if (there < wanted) {
            there = drain();
            if (there < wanted) {
                ranOut();
            }
        }
        return Math.min(there, wanted);
    }

    /** For a ring, which has asked for it to be {@link #ready}. */
    int takeAttached() {
        int index = stack[--top];
        PacketBuffer buffer = buffers[index];
        buffer.begin(headroom);
        buffer.state = PacketBuffer.ATTACHED;
        if (places != null) {
            track(buffer);
        }
        return index;
    }

    /** From a ring. */
    void giveAttached(int index) {
        PacketBuffer buffer = buffers[index];
        if (Thread.currentThread() == owner) {
            buffer.state = PacketBuffer.FREE;
            stack[top++] = index;
        } else {
            buffer.leave();
            give(buffer);
        }
    }

    /**
     * Takes a buffer back, from any thread.
     *
     * @param buffer one of this pool's, that was taken
     * @throws OwnershipException if it is another pool's, was given back already, or a ring holds it
     * @throws ClosedException if the pool is closed
     */
    public void give(PacketBuffer buffer) {
        if (buffer.pool != this) {
            throw foreign(buffer);
        }
        if (Thread.currentThread() != owner) {
            giveFromElsewhere(buffer);
            return;
        }
        if (buffer.state != PacketBuffer.TAKEN) {
            throw notOut(buffer);
        }
        buffer.state = PacketBuffer.FREE;
        stack[top++] = buffer.index();
    }

    /**
     * Takes several buffers back, from any thread. If one is refused, those before it are back and the others are not.
     *
     * @param from has them
     * @param offset of the first in {@code from}
     * @param count how many
     * @throws OwnershipException if one is another pool's, was given back already, or a ring holds it
     * @throws ClosedException if the pool is closed
     */
    public void give(PacketBuffer[] from, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, from.length);
        for (int i = 0; i < count; i++) {
            give(from[offset + i]);
        }
    }

    /**
     * The name.
     *
     * @return as in messages
     */
    public String name() {
        return name;
    }

    /**
     * How many buffers it has in all.
     *
     * @return at least 1
     */
    public int capacity() {
        return buffers.length;
    }

    /**
     * How many buffers could be taken. Exact for the thread that takes while nobody else gives; else about right.
     *
     * @return 0 to {@link #capacity()}
     */
    public int available() {
        return Math.min((int) TOP.getOpaque(this) + lane.size(), buffers.length);
    }

    /**
     * The size of each buffer.
     *
     * @return in bytes
     */
    public int bufferSize() {
        return bufferSize;
    }

    /**
     * How often less was there than was asked for.
     *
     * @return calls, not buffers
     */
    public long exhausted() {
        return (long) EXHAUSTED.getOpaque(this);
    }

    /**
     * What pages the memory is made of.
     *
     * @return such as {@code huge 2 MiB}, or {@code 4 KiB} and, in brackets, why
     */
    public String pages() {
        return memory.pages();
    }

    /**
     * Which buffers are out: taken, and not given back. Any thread may ask; what others do meanwhile may show or not.
     *
     * @return by their index
     */
    public List<Leak> leaks() {
        List<Leak> leaks = new ArrayList<>();
        for (PacketBuffer buffer : buffers) {
            int state = buffer.state;
            if ((state & PacketBuffer.TAKEN) != 0) {
                Throwable place = places == null ? null : places[buffer.index()];
                leaks.add(new Leak(buffer.index(), state == PacketBuffer.ATTACHED, Optional.ofNullable(place)));
            }
        }
        return leaks;
    }

    /**
     * Takes the memory from the device and frees it, buffers that are out included: their accesses throw from then on.
     * A second call does nothing.
     *
     * @throws LeakException if buffers are out, after all is done
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            owner = null;
            top = 0;
        }
        List<Leak> leaks = leaks();
        memory.close();
        if (!leaks.isEmpty()) {
            throw leaked(leaks);
        }
    }

    /** Whether a device's memory is where the buffers are. */
    boolean reaches(DmaSpace space) {
        return memory.spaces().contains(space);
    }

    PacketBuffer buffer(int index) {
        return buffers[index];
    }

    /** All of the memory. */
    Window all() {
        return all;
    }

    private synchronized void becomeOwner() {
        requireOpen();
        if (owner != null) {
            throw new WrongThreadException(name, HardwareException.NO_OFFSET,
                    "gives buffers to thread " + owner.getName() + " alone: bind() makes another one its owner", null);
        }
        owner = Thread.currentThread();
    }

    private void giveFromElsewhere(PacketBuffer buffer) {
        requireOpen();
        lane.push(buffer);
    }

    /** Puts what others gave back onto the stack, and returns how many buffers are there now. */
    private int drain() {
        int there = top;
        PacketBuffer twice = null;
        for (int index = lane.takeAll(); index != ReturnLane.EMPTY; index = lane.below(index)) {
            PacketBuffer buffer = buffers[index];
            if (buffer.state == PacketBuffer.RETURNED) {
                buffer.state = PacketBuffer.FREE;
                stack[there++] = index;
            } else {
                twice = buffer; // the owner gave it as well, at the same moment
            }
        }
        top = there;
        if (twice != null) {
            throw new OwnershipException(name, "was given " + twice + " twice, at the same moment");
        }
        return there;
    }

    private void ranOut() {
        EXHAUSTED.setOpaque(this, exhausted + 1);
    }

    private void track(PacketBuffer buffer) {
        places[buffer.index()] = new Throwable(" by thread " + Thread.currentThread().getName());
    }

    private void requireOpen() {
        if (closed) {
            throw new ClosedException(name, "is closed");
        }
    }

    private LeakException leaked(List<Leak> leaks) {
        StringBuilder which = new StringBuilder();
        leaks.stream().limit(3).forEach(leak -> which.append("; ").append(leak));
        LeakException e = new LeakException(name, "was closed while " + leaks.size() + " of its " + buffers.length
                + " buffers were out" + which + (leaks.size() > 3 ? "; ..." : ""));
        leaks.forEach(leak -> leak.taken().ifPresent(e::addSuppressed));
        return e;
    }

    private OwnershipException foreign(PacketBuffer buffer) {
        return new OwnershipException(name, "can't take back " + buffer + ": it belongs to another pool");
    }

    private OwnershipException notOut(PacketBuffer buffer) {
        return new OwnershipException(name, "can't take back " + buffer + ": it was not out");
    }
}
