// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the benchmarks, prints the ratios and writes all figures to a file. */
public final class Main {
    private static final String USAGE = """
            Measures what an access costs beside the same access in C and elsewhere, and prints the ratios.

              -only SHEET registers, views or nic
              -quick      one short round: shows that everything runs, its figures are rough
              -out FILE   where to write all figures as JSON (target/bench/results.json)
            """;

    private Main() {}

    /**
     * Runs.
     *
     * @param args the options
     * @throws RunnerException if a benchmark fails
     * @throws IOException if the figures can't be written
     */
    public static void main(String[] args) throws RunnerException, IOException {
        Rounds rounds = Rounds.FULL;
        List<Sheet> sheets = Sheet.ALL;
        Path out = Path.of("target", "bench", "results.json");
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("-quick")) {
                rounds = Rounds.QUICK;
            } else if (args[i].equals("-out") && i + 1 < args.length) {
                out = Path.of(args[++i]);
            } else if (args[i].equals("-only") && i + 1 < args.length && Sheet.named(args[i + 1]).isPresent()) {
                sheets = List.of(Sheet.named(args[++i]).orElseThrow());
            } else {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
        Machine machine = Machine.here();
        Map<String, Samples> figures = rounds.run(sheets);
        System.out.println(machine);
        System.out.println();
        for (Sheet sheet : sheets) {
            print(new Table(sheet, figures).lines());
        }
        if (sheets.contains(NicRows.SHEET)) {
            print(rounds.latency().lines());
            print(rounds.scaling().lines());
        }
        new Results(sheets, figures, rounds, machine).write(out);
        System.out.println("all figures: " + out.toAbsolutePath().normalize());
    }

    private static void print(List<String> lines) {
        lines.forEach(System.out::println);
        System.out.println();
    }
}
