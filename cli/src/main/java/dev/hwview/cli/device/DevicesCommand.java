// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.device;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hwview.cli.command.JsonOption;
import dev.hwview.cli.command.Subcommand;
import dev.hwview.cli.text.Json;
import dev.hwview.cli.text.Table;
import dev.hwview.device.Device;
import dev.hwview.device.DeviceInfo;
import dev.hwview.device.Identity;
import dev.hwview.linux.PciBus;
import dev.hwview.linux.PciDevice;
import dev.hwview.linux.PciIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hwview devices}. */
@Command(name = "devices", description = "List the devices that can be opened, and this machine's PCI devices.")
public final class DevicesCommand extends Subcommand {
    private static final PciIds NAMES = PciIds.system();
    /** The driver that lends devices by VFIO. */
    private static final String LENDER = "vfio-pci";
    private static final String READY = "ready";
    private static final String BIND = "bind";
    private static final String REFUSED = "refused";

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        List<DeviceInfo> devices = Device.list();
        PciBus bus = PciBus.system();
        List<PciDevice> pci = bus.devices();
        if (json.wanted()) {
            Json.print(out(), generator -> {
                generator.writeStartArray();
                write(generator, devices);
                write(generator, bus, pci);
                generator.writeEndArray();
            });
            return 0;
        }
        Table table = new Table(terminal(), "ADDRESS", "IDENTITY", "SUMMARY");
        devices.forEach(d -> table.row(d.address(), d.identity().toString(), d.summary()));
        table.lines().forEach(out()::println);
        if (!pci.isEmpty()) {
            out().println();
            if (pci.stream().anyMatch(d -> d.group().isPresent())) {
                printWithGroups(bus, pci);
            } else {
                Table plain = new Table(terminal(), "PCI", "IDENTITY", "DRIVER", "DEVICE");
                pci.forEach(d -> plain.row(d.address(), d.identity().toString(), d.driver().orElse("-"),
                        NAMES.describe(d)));
                plain.lines().forEach(out()::println);
                out().println();
                out().println("vfio: opens none of them, as no IOMMU is on: turn it on in the firmware (VT-d,");
                out().println("AMD-Vi), and boot with intel_iommu=on where it is Intel's.");
            }
        }
        return 0;
    }

    /** One word says how far each is from being opened; what it means stands below, once. */
    private void printWithGroups(PciBus bus, List<PciDevice> devices) {
        Table table = new Table(terminal(), "PCI", "IDENTITY", "DRIVER", "GROUP", "VFIO", "DEVICE");
        Set<String> words = new LinkedHashSet<>();
        List<String> refusals = new ArrayList<>();
        for (PciDevice device : devices) {
            Optional<String> obstacle = bus.obstacle(device);
            String word = obstacle.isEmpty() ? READY : device.bridge() ? "-"
                    : device.group().isPresent() && !device.driver().equals(Optional.of(LENDER)) ? BIND : REFUSED;
            words.add(word);
            if (word.equals(REFUSED)) {
                refusals.add(device.address() + " " + obstacle.orElseThrow());
            }
            table.row(device.address(), device.identity().toString(), device.driver().orElse("-"),
                    device.group().orElse("-"), word, NAMES.describe(device));
        }
        table.lines().forEach(out()::println);
        out().println();
        if (words.contains(READY)) {
            out().println("ready: Device.open(\"vfio:ADDRESS\") opens it");
        }
        if (words.contains(BIND)) {
            out().println("bind: hwview bind ADDRESS gives it to vfio-pci");
        }
        refusals.forEach(out()::println);
    }

    private static void write(JsonGenerator json, PciBus bus, List<PciDevice> devices) throws IOException {
        for (PciDevice device : devices) {
            json.writeStartObject();
            json.writeStringField("pci", device.address());
            write(json, device.identity());
            json.writeStringField("driver", device.driver().orElse(null));
            json.writeStringField("group", device.group().orElse(null));
            json.writeStringField("summary", NAMES.describe(device));
            json.writeStringField("needs", bus.obstacle(device).orElse(null));
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Identity identity) throws IOException {
        json.writeNumberField("vendor", identity.vendor());
        json.writeNumberField("device", identity.device());
        json.writeNumberField("revision", identity.revision());
    }

    private static void write(JsonGenerator json, List<DeviceInfo> devices) throws IOException {
        for (DeviceInfo device : devices) {
            json.writeStartObject();
            json.writeStringField("address", device.address());
            write(json, device.identity());
            json.writeStringField("summary", device.summary());
            json.writeEndObject();
        }
    }
}
