// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.linux.PciBus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The {@code hwview} command on a machine with PCI devices and an IOMMU. */
@Timeout(90)
class CommandTest {
    private static final Path DEVICES = Path.of("/sys/bus/pci/devices");

    @AfterEach
    void giveBack() {
        Guest.unbind(Guest.NIC);
        Guest.unbind(Guest.EDU);
        Guest.unbind(Guest.RNG);
    }

    private static Optional<String> driver(String address) {
        return PciBus.system().device(address).driver();
    }

    private static String override(String address) throws IOException {
        return Files.readString(DEVICES.resolve(address).resolve("driver_override")).strip();
    }

    private static void assertSays(Command command, String... lines) {
        assertEquals(new Command(0, List.of(lines), List.of()), command);
    }

    /** One line, and the status of what failed. */
    private static void assertRefuses(Command command, String line) {
        assertEquals(new Command(1, List.of(), List.of("hwview: " + line)), command);
    }

    @Test
    void qemusGatewayAnswersThePing() {
        assertSays(Command.run("bind", Guest.NIC), Guest.NIC + " is with vfio-pci");
        Command ping = Command.run("nic", "ping", "vfio:" + Guest.NIC, Guest.GATEWAY, "--source", "10.0.2.15",
                "--count", "3", "--timeout", "5s");
        assertEquals(0, ping.status(), ping.toString());
        assertTrue(ping.out().stream().anyMatch(line -> line.contains(Guest.GATEWAY + " at 52:55:0a:00:02:02")),
                ping.toString());
        assertEquals(3, ping.out().stream().filter(line -> line.matches(
                "64 bytes from 10\\.0\\.2\\.2: seq=[0-2] .*")).count(), ping.toString());
        assertEquals(List.of(), ping.err());
    }

    @Test
    void nobodyAnswersAPingToNobody() {
        Command.run("bind", Guest.NIC);
        Command ping = Command.run("nic", "ping", "vfio:" + Guest.NIC, "10.0.2.77", "--source", "10.0.2.15",
                "--timeout", "50ms");
        assertEquals(1, ping.status(), ping.toString());
        assertTrue(ping.out().toString().contains("nobody says that 10.0.2.77 is theirs"), ping.toString());
    }

    @Test
    void bindsWhatNoDriverHas() throws IOException {
        String folder = DEVICES.resolve(Guest.NIC).toString();
        assertSays(Command.run("bind", "--dry-run", Guest.NIC), "echo vfio-pci > " + folder + "/driver_override",
                "echo " + Guest.NIC + " > /sys/bus/pci/drivers_probe");
        assertEquals(Optional.empty(), driver(Guest.NIC));
        assertEquals("(null)", override(Guest.NIC));

        assertSays(Command.run("bind", Guest.NIC), Guest.NIC + " is with vfio-pci");
        assertEquals(Optional.of("vfio-pci"), driver(Guest.NIC));
        assertEquals("vfio-pci", override(Guest.NIC));
        assertSays(Command.run("bind", "--dry-run", Guest.NIC));
        Device.open("vfio:" + Guest.NIC).close();

        assertSays(Command.run("unbind", Guest.NIC), Guest.NIC + " is with no driver");
        assertEquals(Optional.empty(), driver(Guest.NIC));
        assertEquals("(null)", override(Guest.NIC));
    }

    @Test
    void takesADeviceFromItsDriverAndGivesItBack() throws IOException {
        String folder = DEVICES.resolve(Guest.RNG).toString();
        assertEquals(Optional.of("virtio-pci"), driver(Guest.RNG));
        assertSays(Command.run("bind", "-n", Guest.RNG), "echo vfio-pci > " + folder + "/driver_override",
                "echo " + Guest.RNG + " > " + folder + "/driver/unbind",
                "echo " + Guest.RNG + " > /sys/bus/pci/drivers_probe");
        assertEquals(Optional.of("virtio-pci"), driver(Guest.RNG));
        assertSays(Command.run("bind", Guest.RNG), Guest.RNG + " is with vfio-pci");
        assertSays(Command.run("bind", "--driver", "uio_pci_generic", Guest.RNG),
                Guest.RNG + " is with uio_pci_generic");
        assertEquals(Optional.of("uio_pci_generic"), driver(Guest.RNG));
        assertSays(Command.run("unbind", "--leave-free", Guest.RNG), Guest.RNG + " is with no driver");
        assertEquals(Optional.empty(), driver(Guest.RNG));
        assertSays(Command.run("unbind", "--dry-run", Guest.RNG), "echo > " + folder + "/driver_override",
                "echo " + Guest.RNG + " > /sys/bus/pci/drivers_probe");
        assertSays(Command.run("unbind", Guest.RNG), Guest.RNG + " is with virtio-pci");
        assertEquals(Optional.of("virtio-pci"), driver(Guest.RNG));
        assertEquals("(null)", override(Guest.RNG));
    }

    @Test
    void listsTheDevicesOfTheMachine() {
        Command.run("bind", Guest.EDU);
        List<String> lines = Command.run("devices").out();
        assertHas(lines, "vfio:" + Guest.EDU + " +1234:11e8 rev 10 .*");
        assertHas(lines, Guest.EDU + " +1234:11e8 rev 10 +vfio-pci +[0-9]+ +ready .*");
        assertHas(lines, "ready: Device.open\\(\"vfio:ADDRESS\"\\) opens it");
        assertHas(lines, Guest.RNG + " +1af4:1044 rev 01 +virtio-pci +[0-9]+ +bind .*");
        assertHas(lines, "bind: hwview bind ADDRESS gives it to vfio-pci");
        assertHas(lines, Guest.PORT + " +1b36:000c rev 00 +pcieport +[0-9]+ +- .*");
        assertFalse(lines.stream().anyMatch(line -> line.contains("refused")), () -> String.join("\n", lines));
    }

    @Test
    void theListSaysWhyADeviceIsRefused() {
        Guest.bind(Guest.EDU_FUNCTION_0, "vfio-pci");
        Guest.bind(Guest.EDU_FUNCTION_1, "uio_pci_generic");
        try {
            List<String> lines = Command.run("devices").out();
            assertHas(lines, Guest.EDU_FUNCTION_0 + " +1234:11e8 rev 10 +vfio-pci +[0-9]+ +refused .*");
            assertHas(lines, Guest.EDU_FUNCTION_0 + " shares IOMMU group [0-9]+ with " + Guest.EDU_FUNCTION_1 + " .*");
        } finally {
            Guest.unbind(Guest.EDU_FUNCTION_1);
            Guest.unbind(Guest.EDU_FUNCTION_0);
        }
    }

    private static void assertHas(List<String> lines, String pattern) {
        assertEquals(1, lines.stream().filter(line -> line.matches(pattern)).count(), () -> String.join("\n", lines));
    }

    @Test
    void aDeviceInUseStaysWhereItIs() throws IOException {
        Command.run("bind", Guest.EDU);
        String group = "/dev/vfio/" + PciBus.system().device(Guest.EDU).group().orElseThrow();
        String inUse = Guest.EDU + " is in use: somebody has " + group + " open, this program or another; fuser -v "
                + group + " tells who";
        try (Device device = Device.open("vfio:" + Guest.EDU)) {
            assertRefuses(Command.run("bind", "--driver", "uio_pci_generic", Guest.EDU), inUse);
            assertRefuses(Command.run("unbind", Guest.EDU), inUse);
            assertEquals(0x0100_00ed, device.registers().read32(0));
            assertEquals("vfio-pci", override(Guest.EDU));
        }
        assertSays(Command.run("unbind", Guest.EDU), Guest.EDU + " is with no driver");
    }

    @Test
    void aBridgeStaysWhereItIs() throws IOException {
        assertRefuses(Command.run("bind", Guest.PORT),
                Guest.PORT + " can't be lent: it is a bridge, or the host's own");
        assertEquals(Optional.of("pcieport"), driver(Guest.PORT));
        assertEquals("(null)", override(Guest.PORT));
    }

    @Test
    void aDriverThatDoesNotTakeItLeavesItAsItWas() throws IOException {
        Command.run("bind", "--driver", "uio_pci_generic", Guest.EDU);
        assertRefuses(Command.run("bind", "--driver", "virtio-pci", Guest.EDU),
                Guest.EDU + " was not taken by virtio-pci: dmesg says why");
        assertEquals(Optional.of("uio_pci_generic"), driver(Guest.EDU));
        assertEquals("uio_pci_generic", override(Guest.EDU));
        assertRefuses(Command.run("bind", "--driver", "piano", Guest.EDU),
                Guest.EDU + " can't go to piano: the kernel has no such driver; load its module: modprobe piano");
    }

    @Test
    void itIsForRoot() throws Exception {
        assertRefuses(Command.start(List.of("setpriv", "--reuid=65534", "--clear-groups"), "bind", Guest.NIC), Guest.NIC
                + " can't be given to another driver by nobody: that is for root (echo vfio-pci > "
                + DEVICES.resolve(Guest.NIC).resolve("driver_override") + ")");
        assertEquals(Optional.empty(), driver(Guest.NIC));
    }
}
