// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import dev.hwview.cli.command.Root;
import dev.hwview.cli.device.BindCommand;
import dev.hwview.cli.device.DevicesCommand;
import dev.hwview.cli.device.ResizeCommand;
import dev.hwview.cli.device.UnbindCommand;
import dev.hwview.cli.nic.NicCommand;
import dev.hwview.cli.register.ReadCommand;
import dev.hwview.cli.register.RegistersCommand;
import dev.hwview.cli.register.SetCommand;
import dev.hwview.cli.register.WatchCommand;
import dev.hwview.cli.register.WriteCommand;
import dev.hwview.cli.send.SendCommand;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Terminal;
import dev.hwview.cli.trace.TraceCommand;
import dev.hwview.fault.HardwareException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The {@code hwview} command. Exit statuses: 0 fine, 1 failed, 2 wrong usage. An error is one line on stderr; with
 * {@code HWVIEW_DEBUG} in the environment a stack trace follows.
 */
@Command(name = "hwview", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Looks at the registers of devices, drives them, and shows what crossed their bus.",
        subcommands = {DevicesCommand.class, BindCommand.class, UnbindCommand.class, ResizeCommand.class,
            RegistersCommand.class, ReadCommand.class, WriteCommand.class, SetCommand.class, WatchCommand.class,
            TraceCommand.class, SendCommand.class, NicCommand.class, HelpCommand.class},
        footer = {"", "A DEVICE is an address such as sim:edu; hwview devices lists them.",
            "Exit status: 0 fine, 1 failed, 2 wrong usage."})
public final class Main implements Runnable, Root {
    /** As wide as the widest option or operand, so that what it means stands beside it. */
    private static final int LABELS = 26;

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Runs the command and ends the process.
     *
     * @param args as in the shell
     */
    public static void main(String[] args) {
        Terminal terminal = Terminal.detect();
        StandardOutput out = new StandardOutput();
        PrintWriter err = writer(new FileOutputStream(FileDescriptor.err), "stderr.encoding");
        int status = run(terminal, writer(out, "stdout.encoding"), err, args);
        out.failure().ifPresent(reason -> err.println("hwview: the output can't be written: " + reason));
        err.flush();
        System.exit(status);
    }

    /**
     * Runs the command inside this process, as on a plain terminal of 80 columns.
     *
     * @param out gets what the command prints
     * @param err gets its errors and progress
     * @param args as in the shell
     * @return the exit status
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(Terminal.PLAIN, out, err, args);
    }

    static int run(Terminal terminal, PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main(terminal))
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(Math.max(terminal.columns(), 60))
                .setUsageHelpLongOptionsMaxWidth(LABELS)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .registerConverter(Duration.class, Numbers::duration)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, a) -> refuse(err, e))
                .setExecutionExceptionHandler((e, c, r) -> report(err, e, statusOf(e)));
        int status;
        try {
            status = line.execute(args);
        } catch (Error e) { // picocli passes errors on; no memory, or a library that does not fit, is one line too
            status = report(err, e, Failure.FAILED);
        }
        boolean written = !out.checkError();
        err.flush();
        return status == 0 && !written ? Failure.FAILED : status;
    }

    /** Without a sub-command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given, see hwview --help");
    }

    @Override
    public Terminal terminal() {
        return terminal;
    }

    private static int statusOf(Throwable e) {
        return e instanceof Failure failure ? failure.status() : Failure.FAILED;
    }

    /** What an option's own method throws comes wrapped. */
    private static int refuse(PrintWriter err, ParameterException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure failure) {
                return report(err, failure, failure.status());
            }
        }
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            return report(err, Failure.usage(unknown(unmatched)), Failure.USAGE);
        }
        return report(err, e, Failure.USAGE);
    }

    /** Commands say what they have not; of options picocli says it well enough. */
    private static String unknown(UnmatchedArgumentException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        boolean group = !e.getCommandLine().getSubcommands().isEmpty();
        String similar = group && !e.getSuggestions().isEmpty()
                ? ": did you mean " + String.join(" or ", e.getSuggestions()) + "? See " : ", see ";
        return command + (group ? " has no command " : " takes no ") + String.join(" ", e.getUnmatched()) + similar
                + command + " --help";
    }

    private static int report(PrintWriter err, Throwable e, int status) {
        err.println("hwview: " + sentence(e));
        if (System.getenv("HWVIEW_DEBUG") != null) {
            e.printStackTrace(err);
        }
        return status;
    }

    /** Messages of our own and of picocli speak for themselves, all others need their kind in front. */
    private static String sentence(Throwable e) {
        boolean ours = e instanceof HardwareException || e instanceof Failure || e instanceof ParameterException;
        String message = ours ? e.getMessage() : e.toString();
        return message.lines().map(String::strip).filter(l -> !l.isEmpty())
                .reduce((a, b) -> a + " " + b).orElse(e.getClass().getSimpleName());
    }

    private static PrintWriter writer(OutputStream stream, String encoding) {
        return new PrintWriter(new OutputStreamWriter(stream, Charset.forName(System.getProperty(encoding, "UTF-8"))));
    }
}
