// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.fault.DeviceAccessException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of the kernel's, each of which is a line. One that can't be read is as good as absent. */
final class Sysfs {
    private Sysfs() {}

    static Optional<String> line(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A number as C writes it: decimal, or hexadecimal behind 0x. */
    static Optional<Long> number(Path file) {
        return line(file).flatMap(text -> {
            try {
                return Optional.of(text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16)
                        : Long.parseLong(text));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * Writes one, as root may.
     *
     * @param device its name, in messages
     * @param deed what is to become of the device, as a participle
     */
    static void write(String device, String deed, DriverBinding.Step step) {
        try {
            Files.writeString(step.file(), step.text() + "\n", StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            throw new DeviceAccessException(device, "can't be " + deed + " by " + System.getProperty("user.name")
                    + ": that is for root (" + step + ")");
        } catch (NoSuchFileException e) {
            throw new DeviceAccessException(device, "can't be " + deed
                    + ": the device is gone, or the kernel too old to have this file (" + step + ")");
        } catch (IOException e) {
            throw new DeviceAccessException(device, "was not " + deed + ": " + e.getMessage() + " (" + step + ")");
        }
    }

    /** The last name of what a link points to. */
    static Optional<String> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).getFileName().toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The entries of a folder in the order of their names, none if there is no such folder. */
    static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException | UncheckedIOException e) { // the latter from a folder that goes while it is listed
            return List.of();
        }
    }
}
