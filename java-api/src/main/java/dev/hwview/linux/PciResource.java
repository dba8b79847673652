// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import java.nio.file.Path;
import java.util.List;

/**
 * A line of a PCI device's file {@code resource}: where the kernel has put a BAR.
 *
 * @param first 0 if there is none, or this is the upper half of a 64-bit one
 * @param size in bytes
 * @param ports whether it is one of I/O ports
 */
record PciResource(long first, long size, boolean ports) {
    static final int BARS = 6;
    /** A flag from the kernel's ioport.h. */
    private static final long IORESOURCE_IO = 0x100;

    /** Those of a device, six of them, or none if the kernel does not say. */
    static List<PciResource> of(Path folder) {
        return Sysfs.line(folder.resolve("resource")).stream().flatMap(String::lines).limit(BARS)
                .map(PciResource::parse).toList();
    }

    private static PciResource parse(String line) {
        String[] words = line.split(" "); // first and last address, flags
        long first = Long.decode(words[0]);
        return new PciResource(first, first == 0 ? 0 : Long.decode(words[1]) - first + 1,
                (Long.decode(words[2]) & IORESOURCE_IO) != 0);
    }
}
