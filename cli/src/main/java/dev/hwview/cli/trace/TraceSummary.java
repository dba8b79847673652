// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.trace;

import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Table;
import dev.hwview.cli.text.Terminal;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterMap;
import dev.hwview.sim.Transaction;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How often what crossed a bus. */
public final class TraceSummary {
    private final Map<Long, long[]> accesses = new TreeMap<>();
    private final long[] dmaReads = new long[2];
    private final long[] dmaWrites = new long[2];
    private long interrupts;

    /** Counts one more. */
    public void add(Transaction transaction) {
        switch (transaction.kind()) {
            case READ -> counts(transaction)[0]++;
            case WRITE -> counts(transaction)[1]++;
            case DMA_READ -> addTransfer(dmaReads, transaction);
            case DMA_WRITE -> addTransfer(dmaWrites, transaction);
            case INTERRUPT -> interrupts++;
        }
    }

    /** By region 0's offsets, which is all that the devices here have. */
    private long[] counts(Transaction transaction) {
        return accesses.computeIfAbsent(transaction.offset(), offset -> new long[2]);
    }

    private static void addTransfer(long[] counts, Transaction transfer) {
        counts[0]++;
        counts[1] += transfer.value();
    }

    /** How many there were. */
    public long interrupts() {
        return interrupts;
    }

    /** A line for each register, for each direction of DMA, and for interrupts. */
    public Table table(Terminal terminal, RegisterMap map) {
        Table table = new Table(terminal, "ON THE BUS", "READS", "WRITES", "BYTES").right(1).right(2);
        accesses.forEach((offset, counts) ->
                table.row(name(map, offset), blankZero(counts[0]), blankZero(counts[1]), ""));
        table.row("DMA, memory to device", blankZero(dmaReads[0]), "", Long.toString(dmaReads[1]));
        table.row("DMA, device to memory", "", blankZero(dmaWrites[0]), Long.toString(dmaWrites[1]));
        table.row("interrupts", Long.toString(interrupts), "", "");
        return table;
    }

    private static String blankZero(long count) {
        return count == 0 ? "" : Long.toString(count);
    }

    /** The register at an offset, or that of which it is a part. */
    static String name(RegisterMap map, long offset) {
        return find(map, offset)
                .map(r -> r.offset() == offset ? r.name() : r.name() + "+" + (offset - r.offset()))
                .orElse(Numbers.offset(offset));
    }

    /** The register that covers an offset; {@code map} may be {@code null}. */
    static Optional<Register> find(RegisterMap map, long offset) {
        return map == null ? Optional.empty() : map.registers().stream()
                .filter(r -> r.offset() <= offset && offset < r.offset() + r.width() / Byte.SIZE)
                .findFirst();
    }
}
