// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.send;

import dev.hwview.cli.command.Subcommand;
import dev.hwview.cli.picture.RegisterPicture;
import dev.hwview.cli.picture.RegisterTable;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Terminal.Style;
import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.drivers.edu.EduRegisters;
import dev.hwview.register.RegisterDump;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview send}. */
@Command(name = "send", description = {"Send a file through an edu device and back, and check all of it.",
    "The bytes, each access on the bus, the interrupts, IOMMU faults, and what was taken of the Java heap."})
public final class SendCommand extends Subcommand {
    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "sim:edu",
            description = "An edu device (default ${DEFAULT-VALUE}).")
    private String address;

    @Option(names = "--msi", description = "Interrupt by message, not by the INTx line.")
    private boolean msi;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE",
            description = "What to send; 4 MiB of the JDK's own class files if it is left out.")
    private Path file;

    @Override
    public Integer call() throws InterruptedException {
        Source source = file == null ? Source.standard() : Source.of(file);
        try (Device device = Device.open(address)) {
            InterruptMode mode = msi ? InterruptMode.MSI : InterruptMode.INTX;
            Sending sending = new Sender(device, mode).send(source, new Progress(terminal(), err(), source.length()));
            String sent = HexFormat.of().formatHex(source.digest());
            RegisterDump dump = EduRegisters.MAP.dump(device.registers());
            printRegisters(dump);
            printBus(sending);
            printFacts(device, mode, source, sending, sent);
            List<String> failures = sending.failures(source, sent);
            failures.forEach(f -> out().println(terminal().paint(Style.BAD, "FAILED") + "  " + f));
            if (failures.isEmpty()) {
                String reserve = sending.bus == null ? "  (the bytes; nobody saw the bus)" : "";
                out().println(terminal().paint(Style.GOOD, "OK") + reserve);
            }
            return failures.isEmpty() ? 0 : Failure.FAILED;
        }
    }

    /** Pictures of what has fields; the table has the rest. */
    private void printRegisters(RegisterDump dump) {
        RegisterPicture picture = new RegisterPicture(terminal());
        dump.entries().stream().filter(e -> !e.register().layout().fields().isEmpty()).forEach(entry -> {
            picture.draw(entry).forEach(out()::println);
            out().println();
        });
        RegisterTable.of(terminal(), dump).lines().forEach(out()::println);
        out().println();
    }

    private void printBus(Sending sending) {
        if (sending.bus != null) {
            sending.bus.table(terminal(), EduRegisters.MAP).lines().forEach(out()::println);
            out().println();
        }
    }

    private void printFacts(Device device, InterruptMode mode, Source source, Sending sending, String sent) {
        fact("device", device.name() + ", edu version " + sending.version
                + (sending.path == null ? "" : ", " + sending.path));
        fact("file", source.description());
        fact("chunks", sending.polledChunks() + " polled, " + sending.interruptChunks() + " by " + mode + " interrupt");
        fact("time", String.format(Locale.ROOT, "%.3f s, of which %.3f s in the driver (%s)", sending.nanos / 1e9,
                sending.driverNanos / 1e9, Numbers.speed(sending.bytes, sending.driverNanos)));
        fact("heap", sending.heap == null ? "not counted" : sending.heap.toString());
        fact("sent", sent);
        fact("came back", sending.digest);
    }

    private void fact(String name, String text) {
        out().println(terminal().paint(Style.NAME, String.format("%-9s", name)) + "  " + text);
    }
}
