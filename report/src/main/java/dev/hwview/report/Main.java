// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command, which {@code scripts/test-report} runs. */
public final class Main {
    private static final String USAGE = """
            usage: report [--guest] [--totals | --contracts] [--colour] ROOT
              makes ROOT/target/reports/tests of all test results below ROOT, and prints them
              --guest      takes the guest's results over first, from ROOT/target/guest/results
              --totals     prints the modules alone, and what failed
              --contracts  prints the contracts alone, and what failed
              --colour     prints in colour
            """;

    private Main() {}

    /**
     * Runs the command and ends Java with its status.
     *
     * @param arguments the words behind the command
     */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Status 0: the report is made; 1: so it is, but the guest left no results; 2: it is not. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean guest = words.remove("--guest");
        boolean totals = words.remove("--totals");
        boolean contracts = words.remove("--contracts");
        boolean colour = words.remove("--colour");
        if (words.size() != 1 || words.get(0).startsWith("-") || totals && contracts) {
            err.print(USAGE);
            return 2;
        }
        Path root = Path.of(words.get(0));
        try {
            List<Problem> problems = !guest ? List.of() : GuestResults.split(
                    root.resolve("target/guest/results"), root.resolve("guest").resolve(Report.RESULTS));
            Path plan = root.resolve("report/plan");
            Report report = Report.read(root, Files.exists(plan) ? Plan.read(plan) : Plan.NONE);
            Path folder = Files.createDirectories(root.resolve("target/reports/tests"));
            Path page = folder.resolve("index.html");
            Files.writeString(page, HtmlReport.of(report));
            Files.writeString(folder.resolve("report.txt"), TextReport.all(report, false));
            out.print(totals ? TextReport.totals(report, colour) : contracts ? TextReport.contracts(report, colour)
                    : TextReport.all(report, colour));
            out.println("report: " + root.relativize(page));
            return problems.isEmpty() ? 0 : 1;
        } catch (IOException e) {
            err.println("report: " + e);
            return 2;
        }
    }
}
