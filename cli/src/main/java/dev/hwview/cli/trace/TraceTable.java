// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.trace;

import dev.hwview.cli.picture.RegisterTable;
import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Table;
import dev.hwview.cli.text.Terminal;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterMap;
import dev.hwview.sim.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What crossed a bus, a line for each transaction, with the names of registers and fields. */
final class TraceTable {
    private TraceTable() {}

    /** The table; {@code map} may be {@code null}. Times are from the first transaction. */
    static Table of(Terminal terminal, RegisterMap map, List<Transaction> transactions) {
        Table table = new Table(terminal, "#", "TIME us", "WHAT", "WHERE", "VALUE", "FIELDS").right(0).right(1);
        Duration start = transactions.isEmpty() ? Duration.ZERO : transactions.getFirst().time();
        for (int i = 0; i < transactions.size(); i++) {
            Transaction now = transactions.get(i);
            String time = String.format(Locale.ROOT, "%.3f", now.time().minus(start).toNanos() / 1e3);
            String[] words = words(map, now);
            table.row(Integer.toString(i), time, words[0], words[1], words[2], words[3]);
        }
        return table;
    }

    private static String[] words(RegisterMap map, Transaction now) {
        return switch (now.kind()) {
            case READ -> access("read" + now.width() * Byte.SIZE, map, now);
            case WRITE -> access("write" + now.width() * Byte.SIZE, map, now);
            case DMA_READ -> transfer("device reads", now);
            case DMA_WRITE -> transfer("device writes", now);
            case INTERRUPT -> new String[] {"interrupt", "vector " + now.value(), "", ""};
        };
    }

    private static String[] transfer(String what, Transaction now) {
        return new String[] {what, "memory " + Numbers.hex(now.offset(), 32), now.value() + " bytes", ""};
    }

    private static String[] access(String verb, RegisterMap map, Transaction now) {
        int bits = now.width() * Byte.SIZE;
        String fields = TraceSummary.find(map, now.offset()).filter(r -> whole(r, now))
                .map(r -> RegisterTable.fields(r, now.value())).orElse("");
        String what = verb + (now.locked() ? " LOCKED" : "") + (now.vector() ? " VECTOR" : "");
        return new String[] {what, TraceSummary.name(map, now.offset()), Numbers.hex(now.value(), bits), fields};
    }

    /** Fields are where the register says only if the access was of all of it. */
    private static boolean whole(Register register, Transaction access) {
        return register.offset() == access.offset() && register.width() == access.width() * Byte.SIZE;
    }
}
