// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.fault.UnknownDeviceException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an address says: the model, then {@code qemu=PATH}, and of a network card {@code mac=} and {@code net=}.
 *
 * @param name of the device, in messages
 * @param model which
 * @param program of QEMU
 * @param mac of the card, as text
 * @param cable whether the card's far side is a {@link QemuCable}; else it is QEMU's user network
 */
record QemuOptions(String name, QemuModel model, Path program, String mac, boolean cable) {
    private static final String PROGRAM = "qemu-system-x86_64";
    private static final String ADDRESS = "[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}";
    private static final String MAC = "52:54:00:12:34:56";

    static QemuOptions parse(String name, String address) {
        String[] parts = address.split(",");
        QemuModel model = QemuModel.named(name, parts[0]);
        Path program = null;
        String mac = MAC;
        boolean cable = false;
        for (int i = 1; i < parts.length; i++) {
            String[] option = parts[i].split("=", 2);
            String value = option.length == 2 ? option[1] : "";
            if (option[0].equals("qemu") && !value.isEmpty()) {
                program = Path.of(value);
            } else if (model.hasNetwork && option[0].equals("mac") && value.matches(ADDRESS)) {
                mac = value;
            } else if (model.hasNetwork && option[0].equals("net") && value.matches("user|cable")) {
                cable = value.equals("cable");
            } else {
                throw new UnknownDeviceException(name, "has no option \"" + parts[i] + "\": there is qemu=PATH"
                        + (model.hasNetwork ? ", mac=XX:XX:XX:XX:XX:XX, net=user and net=cable" : ""));
            }
        }
        if (program != null && !Files.isExecutable(program)) {
            throw new UnknownDeviceException(name, "finds no program at " + program);
        }
        if (program == null) {
            program = installed().orElseThrow(() -> new UnknownDeviceException(name, "needs " + PROGRAM
                    + ", which is not on the PATH: apt-get install --no-install-recommends qemu-system-x86"));
        }
        return new QemuOptions(name, model, program, mac, cable);
    }

    /** Where QEMU is. */
    static Optional<Path> installed() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path program = Path.of(folder, PROGRAM);
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }
}
