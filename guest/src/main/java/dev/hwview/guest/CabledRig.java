// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.contract.Rig;
import dev.hwview.device.Device;
import dev.hwview.dma.DmaPool;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.E1000e;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A card, and a second one at the far end of its cable, which has a thread of its own: a queue is for one thread. */
final class CabledRig implements Rig {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int BUFFERS = 64;
    private static final long MAC = 0x52_54_00_00_00_02L;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Device near;
    private final Device far;
    private final E1000e nic;
    private final DmaPool pool;
    private final PacketBuffer[] one = new PacketBuffer[1];

    CabledRig() {
        near = Device.open(Guest.vfio(Guest.resetBySlot(Guest.NIC_NEAR)));
        far = Device.open(Guest.vfio(Guest.NIC_FAR));
        pool = DmaPool.on(far.dma()).name("far side").count(BUFFERS).build();
        nic = E1000e.on(far).polled().open();
        nic.promiscuous(true);
        nic.awaitLink(SOON);
    }

    private <T> T there(Callable<T> work) {
        Future<T> result = thread.submit(work);
        try {
            return result.get(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the far side does not keep up", e);
        } catch (ExecutionException e) {
            throw new AssertionError("the far side failed", e.getCause());
        }
    }

    @Override
    public Device device() {
        return near;
    }

    @Override
    public long mac() {
        return MAC;
    }

    @Override
    public void inject(byte[] frame) {
        there(() -> {
            nic.tx(0).reclaim();
            PacketBuffer packet = pool.take().place(0, frame.length);
            for (int i = 0; i < frame.length; i++) {
                packet.window().setByte(i, frame[i]);
            }
            one[0] = packet;
            assertTrue(Guest.within(SOON, () -> nic.tx(0).transmit(one, 0, 1) == 1));
            return null;
        });
    }

    @Override
    public Optional<byte[]> take() {
        return there(() -> {
            if (nic.rx(0).receive(one, 1) == 0) {
                return Optional.empty();
            }
            try (PacketBuffer packet = one[0]) {
                byte[] frame = new byte[packet.length()];
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = packet.window().getByte(i);
                }
                return Optional.of(frame);
            }
        });
    }

    @Override
    public void link(boolean up) {
        try {
            Guest.monitor("set_link near " + (up ? "on" : "off"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        there(() -> {
            nic.close();
            return null;
        });
        thread.shutdown();
        pool.close();
        far.close();
        near.close();
    }
}
