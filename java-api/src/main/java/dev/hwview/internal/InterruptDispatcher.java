// SPDX-License-Identifier: Apache-2.0
package dev.hwview.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.hwview.fault.ResourceException;
import dev.hwview.internal.ffm.HwviewNative;
import dev.hwview.internal.ffm.hwview_event;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * One thread that waits for the interrupts of all devices and hands each on. Waiting in the kernel would pin a virtual
 * thread to its carrier; here only this one thread does. It starts with the first interrupt and lives as long as the
 * process.
 */
public final class InterruptDispatcher {
    private static final int BATCH = 64;
    private static InterruptDispatcher shared;

    private final MemorySegment poller;
    private final Map<Long, LongConsumer> handlers = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong();

    private InterruptDispatcher(MemorySegment poller) {
        this.poller = poller;
    }

    /**
     * The only one.
     *
     * @return running
     */
    public static synchronized InterruptDispatcher shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static InterruptDispatcher start() {
        Native.load();
        MemorySegment out = Arena.global().allocate(ADDRESS);
        check("hwview", "can't wait for interrupts", HwviewNative.hwview_poller_create(out));
        InterruptDispatcher dispatcher = new InterruptDispatcher(out.get(ADDRESS, 0));
        Thread.ofPlatform().daemon().name("hwview-interrupts").start(dispatcher::run);
        return dispatcher;
    }

    /**
     * Calls a handler with the number of signals, on the dispatcher's thread, until the registration is closed.
     *
     * @param device the name in messages
     * @param eventfd non-blocking; open for as long as the registration. A file of UIO's does too, and signals once
     *     each time
     * @param handler must not block
     * @return to be closed before the eventfd
     */
    public Registration register(String device, int eventfd, LongConsumer handler) {
        long token = tokens.incrementAndGet();
        handlers.put(token, handler);
        int status = HwviewNative.hwview_poller_add(poller, eventfd, token);
        if (status != 0) {
            handlers.remove(token);
            check(device, "can't wait for its interrupt", status);
        }
        return () -> {
            HwviewNative.hwview_poller_remove(poller, eventfd);
            handlers.remove(token);
        };
    }

    /** Ends with {@link #close}; a signal under way may still be handed on once. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    private void run() {
        MemorySegment events = hwview_event.allocateArray(BATCH, Arena.global());
        while (true) {
            int n = HwviewNative.hwview_poller_wait(poller, events, BATCH, -1);
            for (int i = 0; i < n; i++) {
                MemorySegment event = hwview_event.asSlice(events, i);
                LongConsumer handler = handlers.get(hwview_event.token(event));
                if (handler != null) {
                    handler.accept(hwview_event.count(event));
                }
            }
        }
    }

    private static void check(String device, String problem, int status) {
        if (status != 0) {
            throw new ResourceException(device, problem + " (errno " + -status + ")");
        }
    }
}
