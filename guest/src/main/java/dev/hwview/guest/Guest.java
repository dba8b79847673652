// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import dev.hwview.linux.DriverBinding;
import dev.hwview.linux.PciBus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** The machine that scripts/guest boots. */
final class Guest {
    /** An edu, alone in its group. */
    static final String EDU = "0000:00:04.0";
    /** Two functions of one edu, in one group. */
    static final String EDU_FUNCTION_0 = "0000:00:05.0";
    static final String EDU_FUNCTION_1 = "0000:00:05.1";
    /** An e1000e on QEMU's user network. */
    static final String NIC = "0000:00:06.0";
    /** The gateway of that network. */
    static final String GATEWAY = "10.0.2.2";
    /** Two with a cable between them; the near one has a slot of its own. */
    static final String NIC_NEAR = "0000:02:00.0";
    static final String NIC_FAR = "0000:00:07.0";
    /** An edu that QEMU can unplug, and its name there. */
    static final String UNPLUGGED_EDU = "0000:01:00.0";
    static final String UNPLUGGED_EDU_ID = "unplug0";
    /** The bridge that it is behind. */
    static final String PORT = "0000:00:09.0";
    /** A device that reports errors, with one of the kernel's drivers, and its name at QEMU's. */
    static final String RNG = "0000:03:00.0";
    static final String RNG_ID = "error0";

    private Guest() {}

    static String bind(String address, String driver) {
        PciBus bus = PciBus.system();
        DriverBinding.to(bus, bus.device(address), driver).apply();
        return address;
    }

    /** Gives a device to vfio-pci and returns its address for Device.open. */
    static String vfio(String address) {
        return "vfio:" + bind(address, "vfio-pci");
    }

    /**
     * Has the kernel reset a device's slot. Of the ways that it knows for an e1000e, QEMU's model ignores the first.
     */
    static String resetBySlot(String address) {
        try {
            Files.writeString(Path.of("/sys/bus/pci/devices", address, "reset_method"), "bus");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return address;
    }

    static void unbind(String address) {
        PciBus bus = PciBus.system();
        DriverBinding.back(bus, bus.device(address)).apply();
    }

    /** Tells QEMU's monitor, which listens behind the second serial port; first to forget what it has heard so far. */
    static void monitor(String command) throws IOException {
        Files.writeString(Path.of("/dev/ttyS1"), "\r" + command + "\r", StandardOpenOption.WRITE);
    }

    /** How many lines of the kernel's log have a match. */
    static long logged(String pattern) {
        Pattern regex = Pattern.compile(pattern);
        try {
            Process dmesg = new ProcessBuilder("dmesg").redirectErrorStream(true).start();
            return dmesg.inputReader().lines().filter(line -> regex.matcher(line).find()).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks until it is so, or says no after some time. */
    static boolean within(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return condition.getAsBoolean();
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
