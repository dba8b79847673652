// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.hwview.view.Member;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Struct;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Reads all five fields of 1,000 big-endian records of 22 bytes, as a feed of market data has them. */
@OperationsPerInvocation(Records.COUNT)
public class Records extends Sides {
    static final int COUNT = 1000;

    private static final Struct TRADE = Struct.bigEndian().field("sequence", "I").field("venue", "H").field("size", "I")
            .field("price", "q").field("time", "I").build();
    private static final Member SEQUENCE = TRADE.member("sequence");
    private static final Member VENUE = TRADE.member("venue");
    private static final Member LOT = TRADE.member("size");
    private static final Member PRICE = TRADE.member("price");
    private static final Member TIME = TRADE.member("time");
    private static final int RECORD = TRADE.itemSize();

    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemoryView trades = view.slice(0, (long) COUNT * RECORD).as(TRADE);
    private final ByteBuffer big = buffer.duplicate().order(ByteOrder.BIG_ENDIAN);

    /** A view of records and their members. */
    @Benchmark
    public long ours() {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += SEQUENCE.getInt(trades, i) + VENUE.getInt(trades, i) + LOT.getInt(trades, i)
                    + PRICE.getLong(trades, i) + TIME.getInt(trades, i);
        }
        return sum;
    }

    /** Layouts with an order. */
    @Benchmark
    public long segment() {
        long sum = 0;
        for (long at = 0; at < COUNT * RECORD; at += RECORD) {
            sum += segment.get(INT, at) + Short.toUnsignedInt(segment.get(SHORT, at + 4)) + segment.get(INT, at + 6)
                    + segment.get(LONG, at + 10) + segment.get(INT, at + 18);
        }
        return sum;
    }

    /** A buffer with an order. */
    @Benchmark
    public long buffer() {
        long sum = 0;
        for (int at = 0; at < COUNT * RECORD; at += RECORD) {
            sum += big.getInt(at) + Short.toUnsignedInt(big.getShort(at + 4)) + big.getInt(at + 6)
                    + big.getLong(at + 10) + big.getInt(at + 18);
        }
        return sum;
    }

    /** Accessors with an order. */
    @Benchmark
    public long agrona() {
        long sum = 0;
        for (int at = 0; at < COUNT * RECORD; at += RECORD) {
            sum += agrona.getInt(at, ByteOrder.BIG_ENDIAN)
                    + Short.toUnsignedInt(agrona.getShort(at + 4, ByteOrder.BIG_ENDIAN))
                    + agrona.getInt(at + 6, ByteOrder.BIG_ENDIAN) + agrona.getLong(at + 10, ByteOrder.BIG_ENDIAN)
                    + agrona.getInt(at + 18, ByteOrder.BIG_ENDIAN);
        }
        return sum;
    }

    /** A packed struct, with swapped bytes. */
    @Benchmark
    public long c() {
        return Twins.records(segment, COUNT);
    }
}
