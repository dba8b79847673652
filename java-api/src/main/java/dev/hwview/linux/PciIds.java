// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of vendors, devices and classes, from the system's list of them, where it has one. */
public final class PciIds {
    private static final List<Path> PLACES = List.of(Path.of("/usr/share/misc/pci.ids"),
            Path.of("/usr/share/hwdata/pci.ids"));

    /** By {@code VVVV}, {@code VVVV:DDDD}, and {@code C CC}, {@code C CCSS} for classes and their subclasses. */
    private final Map<String, String> names;

    private PciIds(Map<String, String> names) {
        this.names = names;
    }

    /**
     * The system's list.
     *
     * @return without a name if it has none
     */
    public static PciIds system() {
        return PLACES.stream().filter(Files::isReadable).findFirst().map(PciIds::read).orElse(new PciIds(Map.of()));
    }

    /**
     * A list.
     *
     * @param file in the format of pci.ids
     * @return without a name if it can't be read
     */
    public static PciIds read(Path file) {
        try {
            return new PciIds(parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            return new PciIds(Map.of());
        }
    }

    /** Two tabs before a line are a subsystem or a programming interface, which nobody here asks for. */
    private static Map<String, String> parse(List<String> lines) {
        Map<String, String> names = new HashMap<>();
        String parent = "";
        for (String line : lines) {
            boolean child = line.startsWith("\t");
            String text = line.strip();
            int gap = text.indexOf("  ");
            if (line.startsWith("\t\t") || line.startsWith("#") || gap < 0) {
                continue;
            }
            String key = text.substring(0, gap);
            if (!child) {
                parent = key;
            }
            String whole = !child ? key : parent.startsWith("C ") ? parent + key : parent + ":" + key;
            names.put(whole, text.substring(gap).strip());
        }
        return names;
    }

    /**
     * A device, for people.
     *
     * @param device which
     * @return such as {@code Ethernet controller: Intel Corporation 82574L Gigabit Network Connection}; numbers where
     *     there are no names
     */
    public String describe(PciDevice device) {
        String kind = names.get(String.format("C %04x", device.classCode() >>> 8));
        if (kind == null) {
            kind = names.getOrDefault(String.format("C %02x", device.classCode() >>> 16),
                    String.format("class %04x", device.classCode() >>> 8));
        }
        String vendor = String.format("%04x", device.identity().vendor());
        String model = String.format("%04x", device.identity().device());
        return kind + ": " + names.getOrDefault(vendor, "vendor " + vendor) + " "
                + names.getOrDefault(vendor + ":" + model, "device " + model);
    }
}
