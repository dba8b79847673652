// SPDX-License-Identifier: Apache-2.0
package dev.hwview.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hwview.fault.ResourceException;
import dev.hwview.internal.ffm.HwviewNative;
import dev.hwview.internal.ffm.hwview_event;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * One thread that waits for the interrupts of all devices and hands each on. Waiting in the kernel would pin a virtual
 * thread to its carrier; here only this one thread does. It starts with the first interrupt and lives as long as the
 * process.
 */
public final class InterruptDispatcher {
    private static final int BATCH = 64;
    /** Of a token: the rest counts. More descriptors than that no process has. */
    private static final int PLACE_BITS = 24;
    private static InterruptDispatcher shared;

    private final MemorySegment poller;
    /** By place; replaced as a whole, so that a signal finds its own without a lock, and without allocating. */
    private volatile Handler[] handlers = {};
    private long registered;

    private record Handler(long token, LongConsumer signals) {}

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
     * Calls a handler with the number of signals, on the dispatcher's thread, until the registration is closed. When
     * the descriptor can no longer be read, since its device is gone, it calls once more with 0.
     *
     * @param device the name in messages
     * @param eventfd non-blocking; open for as long as the registration. A file of UIO's does too, and signals once
     *     each time
     * @param handler must not block
     * @return to be closed before the eventfd
     */
    public Registration register(String device, int eventfd, LongConsumer handler) {
        Handler entry = add(handler);
        int status = HwviewNative.hwview_poller_add(poller, eventfd, entry.token());
        if (status != 0) {
            remove(entry);
            check(device, "can't wait for its interrupt", status);
        }
        return () -> {
            HwviewNative.hwview_poller_remove(poller, eventfd);
            remove(entry);
        };
    }

    /** The first free place, and a token that was never used, so that a late signal is not taken for the next one's. */
    private synchronized Handler add(LongConsumer handler) {
        int place = 0;
        while (place < handlers.length && handlers[place] != null) {
            place++;
        }
        Handler[] changed = Arrays.copyOf(handlers, Math.max(handlers.length, place + 1));
        changed[place] = new Handler(++registered << PLACE_BITS | place, handler);
        handlers = changed;
        return changed[place];
    }

    private synchronized void remove(Handler entry) {
        Handler[] changed = handlers.clone();
        changed[place(entry.token())] = null;
        handlers = changed;
    }

    private static int place(long token) {
        return (int) token & (1 << PLACE_BITS) - 1;
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
                long event = i * hwview_event.sizeof();
                hand(events.get(JAVA_LONG, event + hwview_event.token$offset()),
                        events.get(JAVA_LONG, event + hwview_event.count$offset()));
            }
        }
    }

    private void hand(long token, long count) {
        Handler[] now = handlers;
        Handler entry = now[place(token)];
        if (entry == null || entry.token() != token) {
            return;
        }
        try {
            entry.signals().accept(count);
        } catch (Throwable e) { // one device's trouble; the others' interrupts go on
            report(e);
        }
    }

    private static void report(Throwable e) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } catch (Throwable ignored) { // as where a thread ends by it
        }
    }

    private static void check(String device, String problem, int status) {
        if (status != 0) {
            throw new ResourceException(device, problem + " (errno " + -status + ")");
        }
    }
}
