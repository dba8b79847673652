// SPDX-License-Identifier: Apache-2.0
package dev.hwview.device;

import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.DmaSpace;
import dev.hwview.dma.Iommu;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.Scratch;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A device without registers whose interrupts a test signals, and which refuses what it is told to refuse. */
final class FakeBackend implements DeviceBackend, DeviceProvider, InterruptController {
    static final int VECTORS = 3;

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final int[] eventfds = new int[VECTORS];
    private final DmaSpace dma = new DmaSpace("fake:one", new None(), -1);
    private volatile Presence.State state = Presence.State.PRESENT;
    private Runnable listener;
    private boolean refusing;
    private volatile CountDownLatch gate;

    private record None() implements Iommu {
        @Override
        public long pageSize() {
            return 4096;
        }

        @Override
        public void map(long iova, MemorySegment memory, DmaDirection direction) {}

        @Override
        public void unmap(long iova) {}
    }

    FakeBackend() {
        for (int i = 0; i < VECTORS; i++) {
            eventfds[i] = Libc.eventfd(LinuxNative.EFD_CLOEXEC() | LinuxNative.EFD_NONBLOCK());
        }
    }

    /** From now on it does nothing that it is asked for. */
    void refuse() {
        refusing = true;
    }

    /** From now on masking takes until the gate opens. */
    CountDownLatch hold() {
        gate = new CountDownLatch(1);
        return gate;
    }

    void state(Presence.State now) {
        state = now;
        listener.run();
    }

    void signal(int vector) {
        write(vector, Long.BYTES);
    }

    /** No eventfd counts so few bytes. */
    void signalShort(int vector) {
        write(vector, Short.BYTES);
    }

    private void write(int vector, int bytes) {
        try (Scratch scratch = Scratch.take()) {
            scratch.put(Long.BYTES, 1);
            Libc.write(eventfds[vector], scratch, bytes);
        }
    }

    private void call(String what) {
        calls.add(what);
        if (refusing) {
            throw new ResourceException("fake:one", "refuses to " + what);
        }
    }

    @Override
    public String scheme() {
        return "fake";
    }

    @Override
    public List<DeviceInfo> devices() {
        return List.of();
    }

    @Override
    public DeviceBackend open(String name, String address) {
        return this;
    }

    @Override
    public Identity identity() {
        return new Identity(1, 2, 3);
    }

    @Override
    public int regions() {
        return 0;
    }

    @Override
    public RegisterSpace region(int index) {
        return null;
    }

    @Override
    public DmaSpace dma() {
        return dma;
    }

    @Override
    public InterruptController interrupts() {
        return this;
    }

    @Override
    public Presence.State presence() {
        return state;
    }

    @Override
    public void whenPresenceChanges(Runnable told) {
        listener = told;
    }

    @Override
    public void reset() {
        call("reset");
    }

    @Override
    public int vectors(InterruptMode mode) {
        return VECTORS;
    }

    @Override
    public void mode(InterruptMode mode) {
        calls.clear();
    }

    @Override
    public int eventfd(int vector) {
        return eventfds[vector];
    }

    @Override
    public void mask(int vector) {
        call("mask " + vector);
        CountDownLatch closed = gate;
        if (closed != null) {
            try {
                call(closed.await(30, TimeUnit.SECONDS) ? "masked" : "held too long");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void unmask(int vector) {
        call("unmask " + vector);
    }

    @Override
    public void close() {
        call("close");
    }

    void closeEventfds() {
        for (int eventfd : eventfds) {
            Libc.close(eventfd);
        }
    }
}
