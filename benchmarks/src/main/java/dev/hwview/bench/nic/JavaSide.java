// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import dev.hwview.dma.DmaPool;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.drivers.nic.E1000eBuilder;
import dev.hwview.drivers.nic.Forwarder;
import dev.hwview.view.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The driver that ships, forwarding from one card to the other with a touch of each packet's first line. */
final class JavaSide implements Side {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TwoCards cards = new TwoCards();
    private final List<DmaPool> pools = new ArrayList<>();
    private final List<Forwarder> forwarders = new ArrayList<>();
    private final E1000e from;
    private final E1000e to;
    private final Forwarder first;

    JavaSide(int batch, int queues) {
        E1000eBuilder arriving = E1000e.on(cards.from).ringSize(TwoCards.RING).queues(queues).polled();
        E1000eBuilder leaving = E1000e.on(cards.to).ringSize(TwoCards.RING).queues(queues).polled();
        for (int i = 0; i < queues; i++) {
            DmaPool pool = DmaPool.on(cards.from.dma()).and(cards.to.dma()).count(TwoCards.BUFFERS).build();
            arriving.pool(i, pool);
            pools.add(pool);
        }
        from = arriving.open();
        to = leaving.open();
        from.promiscuous(true);
        from.awaitLink(PATIENCE);
        to.awaitLink(PATIENCE);
        for (int i = 0; i < queues; i++) {
            forwarders.add(new Forwarder(from.rx(i), to.tx(i), batch, touch()));
        }
        first = forwarders.getFirst();
        cards.runByHand();
    }

    /** Looks at the packet's first line and changes it, as a router does; by a window of the queue's own. */
    private static Forwarder.Touch touch() {
        Window window = new Window();
        return packet -> {
            packet.window(window);
            window.setLong(0, window.getLong(0) + 1);
        };
    }

    @Override
    public TwoCards cards() {
        return cards;
    }

    @Override
    public int forward(int queue) {
        Forwarder forwarder = forwarders.get(queue);
        int done = 0;
        int taken;
        while (done < TwoCards.ROUND && (taken = forwarder.turn()) != 0) {
            done += taken;
        }
        return done;
    }

    @Override
    public int forward(long[] nanos) {
        int turns = 0;
        int done = 0;
        while (done < TwoCards.ROUND) {
            long begin = System.nanoTime();
            int taken = first.turn();
            nanos[turns++] = System.nanoTime() - begin;
            if (taken == 0) {
                break;
            }
            done += taken;
        }
        return done;
    }

    @Override
    public void bind(int queue) {
        pools.get(queue).bind();
    }

    @Override
    public long loop(int queue, long nanos) {
        bind(queue); // the time before, it may have been another thread's
        Forwarder forwarder = forwarders.get(queue);
        long total = 0;
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            int taken = forwarder.turn();
            total += taken;
            if (taken == 0) {
                cards.receive();
                cards.send();
            }
        }
        return total;
    }

    @Override
    public void close() {
        cards.runAlone();
        forwarders.forEach(Forwarder::close);
        from.close();
        to.close();
        pools.forEach(DmaPool::close);
        cards.close();
    }
}
