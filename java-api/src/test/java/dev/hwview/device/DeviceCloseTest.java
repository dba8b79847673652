// SPDX-License-Identifier: Apache-2.0
package dev.hwview.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.ResourceException;
import dev.hwview.internal.InterruptDispatcher;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.Presence;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The end of a device whose parts don't all end well, and what its interrupts leave behind. */
class DeviceCloseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final FakeBackend backend = new FakeBackend();
    private final Device device = Device.open(backend, "one");

    @AfterEach
    void closeEventfds() {
        backend.closeEventfds();
    }

    @Test
    void eachPartIsClosedThoughAllFail() {
        Interrupt first = device.interrupt(InterruptMode.MSI, 0);
        Interrupt second = device.interrupt(InterruptMode.MSI, 1);
        backend.calls.clear();
        backend.refuse();
        ResourceException failure = assertThrows(ResourceException.class, device::close);
        assertEquals("fake:one refuses to mask 0", failure.getMessage());
        assertEquals(List.of("fake:one refuses to mask 1", "fake:one refuses to close"),
                Arrays.stream(failure.getSuppressed()).map(Throwable::getMessage).toList());
        assertEquals(List.of("mask 0", "mask 1", "close"), backend.calls);
        device.close(); // does nothing
        first.close();
        assertEquals(3, backend.calls.size());
        assertThrows(ClosedException.class, second::poll);
        assertThrows(ClosedException.class, () -> device.interrupt(InterruptMode.MSI, 2));
        for (int vector = 0; vector < 2; vector++) { // nobody waits for them any more, or this would be refused
            InterruptDispatcher.shared().register("fake:two", backend.eventfds[vector], count -> { }).close();
        }
    }

    @Test
    void oneThatIsBeingWaitedForCanBeTakenOnceOnly() {
        Interrupt first = device.interrupt(InterruptMode.MSI, 0);
        assertThrows(ResourceException.class,
                () -> InterruptDispatcher.shared().register("fake:two", backend.eventfds[0], count -> { }));
        first.close();
        InterruptDispatcher.shared().register("fake:two", backend.eventfds[0], count -> { }).close();
    }

    @Test
    void signalsGoToWhomTheyAreFor() throws InterruptedException {
        Interrupt[] interrupts = new Interrupt[FakeBackend.VECTORS];
        for (int round = 0; round < 20; round++) { // places of the dispatcher are used again
            for (int i = 0; i < interrupts.length; i++) {
                interrupts[i] = device.interrupt(InterruptMode.MSI, i);
            }
            int chosen = round % interrupts.length;
            backend.signal(chosen);
            assertEquals(1, interrupts[chosen].await(PATIENCE));
            for (Interrupt interrupt : interrupts) {
                assertEquals(0, interrupt.poll());
                interrupt.close();
            }
        }
    }

    /** Else its eventfd would be closed while it is still being waited for, and the number be another's. */
    @Test
    void aDeviceWaitsForAnInterruptThatIsBeingClosed() throws InterruptedException {
        Interrupt interrupt = device.interrupt(InterruptMode.MSI, 0);
        backend.calls.clear();
        CountDownLatch gate = backend.hold();
        Thread first = Thread.ofPlatform().start(interrupt::close);
        while (backend.calls.isEmpty() && first.isAlive()) {
            Thread.onSpinWait();
        }
        Thread second = Thread.ofPlatform().start(device::close);
        while (second.getState() != Thread.State.WAITING && second.isAlive()) {
            Thread.onSpinWait();
        }
        gate.countDown();
        assertTrue(first.join(PATIENCE) && second.join(PATIENCE));
        assertEquals(List.of("mask 0", "masked", "close"), backend.calls);
    }

    static Stream<Throwable> faults() {
        return Stream.of(new IllegalStateException("a fault that this test makes"),
                new AssertionError("an error that this test makes"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aHandlerThatFailsDoesNotEndTheOthersSignals(Throwable fault) throws InterruptedException {
        BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            told.add(e);
            throw new IllegalStateException("a handler of these that fails, too");
        });
        InterruptDispatcher dispatcher = InterruptDispatcher.shared();
        try (InterruptDispatcher.Registration wrong = dispatcher.register("fake:two", backend.eventfds[2], count -> {
            DeviceCloseTest.<RuntimeException>fail(fault);
        })) {
            Interrupt interrupt = device.interrupt(InterruptMode.MSI, 0);
            backend.signal(2);
            assertEquals(fault, told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            backend.signal(0);
            assertEquals(1, interrupt.await(PATIENCE));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Throwable fault) throws E {
        throw (E) fault;
    }

    /** A lock that is just taken costs an object, whoever waits for it: so the handler takes none. */
    @Test
    void handingASignalOnAllocatesNothing() {
        AtomicLong seen = new AtomicLong();
        long least = Long.MAX_VALUE;
        try (InterruptDispatcher.Registration handler =
                InterruptDispatcher.shared().register("fake:two", backend.eventfds[0], seen::addAndGet)) {
            long dispatcher = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("hwview-interrupts")).findFirst().orElseThrow()
                    .threadId();
            long begin = System.nanoTime();
            while (least > 0 && System.nanoTime() - begin < PATIENCE.toNanos()) { // until the last compiler has seen it
                long before = THREADS.getThreadAllocatedBytes(dispatcher);
                for (int i = 0; i < 5_000; i++) {
                    long last = seen.get();
                    backend.signal(0);
                    while (seen.get() == last) {
                        Thread.onSpinWait();
                    }
                }
                least = Math.min(least, THREADS.getThreadAllocatedBytes(dispatcher) - before);
            }
            assertEquals(0, least, "bytes of the dispatcher's in 5000 signals");
        }
    }

    /** As of UIO's: it is read with an error, for ever, and the device may still be there. */
    @Test
    void anInterruptThatTheKernelTookBackIsNotWaitedFor(@TempDir Path folder) throws Exception {
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        Libc.close(backend.eventfds[1]);
        backend.eventfds[1] = Libc.open(fifo.toString(), LinuxNative.O_RDWR() | LinuxNative.O_NONBLOCK());
        Interrupt healthy = device.interrupt(InterruptMode.MSI, 0);
        Interrupt interrupt = device.interrupt(InterruptMode.MSI, 1);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread waiter = Thread.ofPlatform().start(() -> end.complete(
                assertThrows(DeviceRemovedException.class, () -> interrupt.await(Duration.ofDays(1)))));
        while (waiter.getState() != Thread.State.TIMED_WAITING && waiter.isAlive()) {
            Thread.onSpinWait();
        }
        backend.signalShort(1);
        assertEquals("fake:one is gone: its interrupt 1 will not come",
                end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getMessage());
        assertThrows(DeviceRemovedException.class, () -> interrupt.await(Duration.ofDays(1)));
        backend.signal(0);
        assertEquals(1, healthy.await(PATIENCE));
        device.close();
    }

    @Test
    void whoAsksIsToldOfTheRemovalAndOthersGoOn() throws InterruptedException {
        FakeBackend other = new FakeBackend();
        try (Device second = Device.open(other, "two"); Interrupt healthy = second.interrupt(InterruptMode.MSI)) {
            Interrupt interrupt = device.interrupt(InterruptMode.MSI);
            backend.signal(0);
            while (interrupt.poll() == 0) {
                Thread.onSpinWait();
            }
            backend.state(Presence.State.REMOVED);
            assertTrue(assertThrows(DeviceRemovedException.class, () -> interrupt.await(Duration.ofDays(1)))
                    .getMessage().startsWith("fake:one is gone"));
            other.signal(0);
            assertEquals(1, healthy.await(PATIENCE));
        } finally {
            other.closeEventfds();
        }
    }
}
