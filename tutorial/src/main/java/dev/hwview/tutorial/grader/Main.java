// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make learn}: grades the learner's code. */
@Command(name = "learn", description = "Grades your solutions of the tasks.")
public final class Main implements Callable<Integer> {
    @Option(names = "--hint", description = "a hint for a task, such as 3.2", defaultValue = "")
    private String hint;

    @Option(names = "--task", description = "only this task, or with one number only this rank", defaultValue = "")
    private String only;

    @Option(names = "--solutions", description = "grade the solutions, which all have to pass")
    private boolean solutions;

    @Option(names = "--seed", description = "the same inputs again")
    private Long seed;

    @Option(names = "--seconds", description = "how long a task may take", defaultValue = "20")
    private int seconds;

    private final PrintStream out;

    Main(PrintStream out) {
        this.out = out;
    }

    /**
     * Grades, and ends the JVM even where a solution does not end.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new Main(out)).execute(arguments));
    }

    @Override
    public Integer call() {
        List<Task> tasks = solutions ? Course.ofSolutions() : Course.ofLearner();
        if (!hint.isEmpty()) {
            return hint(tasks);
        }
        List<Task> chosen = tasks.stream().filter(t -> only.isEmpty() || t.id().equals(only)
                || only.equals("" + t.rank())).toList();
        if (chosen.isEmpty()) {
            out.println("there is no task " + only + "; there are 1.1 to " + tasks.getLast().id());
            return CommandLine.ExitCode.USAGE;
        }
        return grade(chosen);
    }

    private int hint(List<Task> tasks) {
        for (Task task : tasks) {
            if (task.id().equals(hint)) {
                out.println(task.id() + ", " + task.title() + ": " + task.hint());
                return CommandLine.ExitCode.OK;
            }
        }
        out.println("there is no task " + hint + "; there are 1.1 to " + tasks.getLast().id());
        return CommandLine.ExitCode.USAGE;
    }

    /** What a learner has not done yet is no failure; what a solution has not done is. */
    private int grade(List<Task> tasks) {
        long inputs = seed == null ? ThreadLocalRandom.current().nextLong() : seed;
        Grader grader = new Grader(inputs, Duration.ofSeconds(seconds));
        Board board = new Board(out, System.console() != null && System.console().isTerminal()
                && System.getenv("NO_COLOR") == null);
        List<Verdict> all = new ArrayList<>();
        for (int rank = 1; rank < Course.RANKS.size(); rank++) {
            int itsRank = rank;
            List<Verdict> verdicts = tasks.stream().filter(t -> t.rank() == itsRank).map(grader::grade).toList();
            if (!verdicts.isEmpty()) {
                board.rank(rank, verdicts);
            }
            all.addAll(verdicts);
        }
        board.questions(all);
        boolean allDone = all.stream().allMatch(v -> v.kind() == Verdict.Kind.DONE);
        if (solutions && !allDone) {
            out.println("inputs of --seed " + inputs);
        }
        return solutions && !allDone ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }
}
