// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import dev.hwview.cli.command.Subcommand;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Numbers;
import dev.hwview.device.Device;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview watch}. */
@Command(name = "watch", description = "Read a register again and again, and print a line when it changes.")
public final class WatchCommand extends Subcommand {
    @Option(names = "--interval", paramLabel = "TIME", defaultValue = "500ms",
            description = "From one read to the next (default ${DEFAULT-VALUE}).")
    private String interval;

    @Option(names = "--count", paramLabel = "N", description = "End after N reads; without it, run until interrupted.")
    private String count;

    @Parameters(index = "0", paramLabel = "DEVICE", description = "Such as sim:edu.")
    private String address;

    @Parameters(index = "1", paramLabel = "PLACE", description = "REGISTER, REGISTER.FIELD or OFFSET[:WIDTH].")
    private String place;

    @Override
    public Integer call() throws InterruptedException {
        Duration pause = Numbers.duration(interval);
        long reads = count == null ? Long.MAX_VALUE : Numbers.parse(count, Integer.MAX_VALUE);
        Operand operand = new Operand(place, null);
        try (Device device = Device.open(address)) {
            long start = System.nanoTime();
            Optional<Reading> last = Optional.empty();
            for (long i = 0; i < reads; i++) {
                if (i > 0) {
                    Thread.sleep(pause);
                }
                Optional<Reading> now = operand.run(device);
                if (!now.equals(last)) {
                    double seconds = (System.nanoTime() - start) / 1e9;
                    out().println(String.format(Locale.ROOT, "%9.3f s  %s  %s", seconds, now.get().name(), now.get()));
                }
                if (out().checkError()) { // flushes; nobody reads any more
                    return Failure.FAILED;
                }
                last = now;
            }
            return 0;
        }
    }
}
