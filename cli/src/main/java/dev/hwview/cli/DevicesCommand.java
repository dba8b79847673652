// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hwview.device.Device;
import dev.hwview.device.DeviceInfo;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hwview devices}. */
@Command(name = "devices", description = "List the devices that can be opened.")
final class DevicesCommand extends Subcommand {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<DeviceInfo> devices = Device.list();
        if (json) {
            Json.print(out(), generator -> write(generator, devices));
            return 0;
        }
        Table table = new Table(terminal(), "ADDRESS", "IDENTITY", "SUMMARY");
        devices.forEach(d -> table.row(d.address(), d.identity().toString(), d.summary()));
        table.lines().forEach(out()::println);
        return 0;
    }

    private static void write(JsonGenerator json, List<DeviceInfo> devices) throws IOException {
        json.writeStartArray();
        for (DeviceInfo device : devices) {
            json.writeStartObject();
            json.writeStringField("address", device.address());
            json.writeNumberField("vendor", device.identity().vendor());
            json.writeNumberField("device", device.identity().device());
            json.writeNumberField("revision", device.identity().revision());
            json.writeStringField("summary", device.summary());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
