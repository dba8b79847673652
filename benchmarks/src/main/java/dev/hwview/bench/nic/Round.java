// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A round of forwarding in batches of some size. An operation is a packet: received, touched, handed to the other card.
 */
@State(Scope.Thread)
public abstract class Round {
    private final int batch;
    Side side;

    Round(int batch) {
        this.batch = batch;
    }

    /** Opens the cards, with the driver that the benchmark is for: the name of its method says which. */
    @Setup
    public void open(BenchmarkParams benchmark) {
        side = Side.open(benchmark.getBenchmark().endsWith(".c"), batch, 1);
    }

    /** Closes them. */
    @TearDown
    public void close() {
        side.close();
    }

    /** The driver alone: what the model does comes before and after, and is not measured. */
    public abstract static class Driver extends Round {
        Driver(int batch) {
            super(batch);
        }

        /** Packets arrive. */
        @Setup(Level.Invocation)
        public void receive() {
            side.cards().receive();
        }

        /** Packets leave. */
        @TearDown(Level.Invocation)
        public void send() {
            side.cards().send();
        }

        /** This library's driver. */
        @Benchmark
        @OperationsPerInvocation(TwoCards.ROUND)
        public int ours() {
            return whole(side.forward());
        }

        /** The driver in C. */
        @Benchmark
        @OperationsPerInvocation(TwoCards.ROUND)
        public int c() {
            return whole(side.forward());
        }
    }

    /** All of it: the model's work, too, which is the same for both. */
    public abstract static class Whole extends Round {
        Whole(int batch) {
            super(batch);
        }

        /** This library's driver. */
        @Benchmark
        @OperationsPerInvocation(TwoCards.ROUND)
        public int ours() {
            return whole(side.round());
        }

        /** The driver in C. */
        @Benchmark
        @OperationsPerInvocation(TwoCards.ROUND)
        public int c() {
            return whole(side.round());
        }
    }

    /** A figure of packets that were not there would be none. */
    private static int whole(int packets) {
        if (packets != TwoCards.ROUND) {
            throw new IllegalStateException("forwarded " + packets + " packets of " + TwoCards.ROUND);
        }
        return packets;
    }
}
