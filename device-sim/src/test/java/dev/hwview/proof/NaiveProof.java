// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of register accesses by FFM alone, in each mode of the JVM. Its last two lines say whether all effects
 * were seen, and how many cases passed; its exit status is 1 if any failed, as they have to.
 */
final class NaiveProof {
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final Map<Column, Cells> table = new LinkedHashMap<>();
    private long passed;
    private long failed;

    private NaiveProof() {}

    /** One way to access memory, in one mode of the JVM. */
    private record Column(NaiveSpace.Kind kind, JvmMode mode) {}

    /** For each effect the rounds that showed it, and all rounds. */
    private static final class Cells {
        final Map<Effect, long[]> cells = new EnumMap<>(Effect.class);

        Cells() {
            for (Effect effect : Effect.values()) {
                cells.put(effect, new long[2]);
            }
        }
    }

    /** The exit status. */
    static int run() throws InterruptedException {
        NaiveProof proof = new NaiveProof();
        List<Column> columns = new ArrayList<>();
        for (JvmMode mode : JvmMode.values()) {
            for (NaiveSpace.Kind kind : NaiveSpace.Kind.values()) {
                columns.add(new Column(kind, mode));
            }
        }
        columns.forEach(c -> proof.table.put(c, new Cells()));
        BusProof.each(columns, proof::measure);
        proof.print();
        return proof.failed == 0 ? 0 : 1;
    }

    private void measure(Column column) throws IOException, InterruptedException {
        Map<Effect, long[]> cells = table.get(column).cells;
        int rounds = column.mode == JvmMode.INTERPRETER ? 2_000 : 12_000; // what it does it does from the first one on
        int status = new ChildJvm(NaiveRun.class, column.mode.flags(),
                column.kind.name(), Integer.toString(rounds))
                .run(DEADLINE, line -> take(cells, line));
        if (status != 0) {
            throw new AssertionError("naive " + column + ": exit status " + status);
        }
    }

    private synchronized void take(Map<Effect, long[]> cells, String line) {
        String[] part = line.split("\t");
        if (part.length != 5) {
            System.out.println(line);
            return;
        }
        long[] cell = cells.get(Effect.valueOf(part[0]));
        cell[0] += Long.parseLong(part[2]);
        cell[1] += Long.parseLong(part[3]);
        if (part[4].equals("0")) {
            passed++;
        } else {
            failed++;
        }
    }

    private void print() {
        System.out.println("Rounds that show the effect, of all rounds, " + System.getProperty("java.vm.name") + " "
                + System.getProperty("java.runtime.version"));
        boolean all = true;
        for (NaiveSpace.Kind kind : NaiveSpace.Kind.values()) {
            System.out.printf("%n%-44s", kind.name().toLowerCase() + " access");
            for (JvmMode mode : JvmMode.values()) {
                System.out.printf("%18s", mode.label());
            }
            System.out.println();
            for (Effect effect : Effect.values()) {
                System.out.printf("%d %-42s", effect.ordinal() + 1, effect.label());
                for (JvmMode mode : JvmMode.values()) {
                    long[] cell = table.get(new Column(kind, mode)).cells.get(effect);
                    System.out.printf("%18s", cell[0] + "/" + cell[1]);
                }
                System.out.println();
            }
        }
        for (Effect effect : Effect.values()) {
            all &= table.values().stream().anyMatch(c -> c.cells.get(effect)[0] > 0);
        }
        System.out.println();
        System.out.println(all ? "all four effects were seen" : "NOT all four effects were seen");
        System.out.println(passed + " passed, " + failed + " failed");
    }
}
