// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hwview.cli.command.JsonOption;
import dev.hwview.cli.command.Subcommand;
import dev.hwview.cli.picture.RegisterPicture;
import dev.hwview.cli.picture.RegisterTable;
import dev.hwview.cli.text.Json;
import dev.hwview.cli.text.Terminal;
import dev.hwview.device.Device;
import dev.hwview.register.BitField;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterDump;
import dev.hwview.register.RegisterMap;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview registers}. */
@Command(name = "registers", description = {"Draw the registers of a device as a data sheet does, then list them.",
    "Registers that can't be read without a side effect are not read."})
public final class RegistersCommand extends Subcommand {
    @Mixin
    private JsonOption json;

    @Option(names = "--no-color", description = "Do without colour, as when NO_COLOR is set.")
    private boolean plain;

    @Parameters(index = "0", paramLabel = "DEVICE", description = "Such as sim:edu.")
    private String address;

    @Parameters(index = "1..*", paramLabel = "REGISTER", description = "Only these.", arity = "0..*")
    private List<String> wanted = List.of();

    @Override
    public Integer call() {
        try (Device device = Device.open(address)) {
            RegisterMap map = Maps.require(device);
            RegisterDump dump = (wanted.isEmpty() ? map
                    : new RegisterMap(map.name(), wanted.stream().map(map::register).distinct().toList()))
                    .dump(device.registers());
            if (json.wanted()) {
                Json.print(out(), generator -> write(generator, device, dump));
                return 0;
            }
            Terminal terminal = plain ? terminal().uncoloured() : terminal();
            RegisterPicture picture = new RegisterPicture(terminal);
            for (RegisterDump.Entry entry : dump.entries()) {
                picture.draw(entry).forEach(out()::println);
                out().println();
            }
            RegisterTable.of(terminal, dump).lines().forEach(out()::println);
            return 0;
        }
    }

    private static void write(JsonGenerator json, Device device, RegisterDump dump) throws IOException {
        json.writeStartObject();
        json.writeStringField("device", device.name());
        json.writeStringField("identity", device.identity().toString());
        json.writeArrayFieldStart("registers");
        for (RegisterDump.Entry entry : dump.entries()) {
            write(json, entry);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, RegisterDump.Entry entry) throws IOException {
        Register register = entry.register();
        json.writeStartObject();
        json.writeStringField("name", register.name());
        json.writeNumberField("offset", register.offset());
        json.writeNumberField("width", register.width());
        json.writeStringField("access", register.access().toString());
        if (entry.skipped() == null) {
            Json.writeUnsigned(json, "value", entry.value());
        } else {
            json.writeStringField("skipped", entry.skipped());
        }
        json.writeArrayFieldStart("fields");
        for (BitField field : register.layout().fields()) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeNumberField("msb", field.msb());
            json.writeNumberField("lsb", field.lsb());
            json.writeStringField("access", field.access().toString());
            if (entry.skipped() == null) {
                Json.writeUnsigned(json, "value", field.extract(entry.value()));
                json.writeStringField("decoded", RegisterDump.decoded(field, entry.value()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
