// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.text;

import dev.hwview.packet.IpAddress;
import dev.hwview.packet.MacAddress;
import dev.hwview.packet.PacketException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Numbers as people write and read them. */
public final class Numbers {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(us|ms|s)");
    private static final double MEBI = 1 << 20;

    private Numbers() {}

    /** For options that take a count of at least 1. */
    public static final class Positive implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, 1, Integer.MAX_VALUE);
        }
    }

    /**
     * Reads a number.
     *
     * @param text decimal, {@code 0x} or {@code 0b}; underscores may part the digits
     * @return unsigned
     */
    public static long parse(String text) {
        String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        try {
            if (digits.startsWith("0x")) {
                return Long.parseUnsignedLong(digits.substring(2), 16);
            }
            return digits.startsWith("0b")
                    ? Long.parseUnsignedLong(digits.substring(2), 2)
                    : Long.parseUnsignedLong(digits);
        } catch (NumberFormatException e) {
            throw Failure.usage("\"" + text + "\" is no number of up to 64 bits: write 26, 0x1a or 0b11010");
        }
    }

    /**
     * Reads a number that has to fit an {@code int}.
     *
     * @param text as {@link #parse} takes it
     * @param largest that is meant
     * @return 0 to {@code largest}
     */
    public static int parse(String text, int largest) {
        return parse(text, 0, largest);
    }

    /**
     * Reads a number that has to be in a range.
     *
     * @param text as {@link #parse} takes it
     * @param smallest that is meant
     * @param largest that is meant
     * @return {@code smallest} to {@code largest}
     */
    public static int parse(String text, int smallest, int largest) {
        long number = parse(text);
        if (number < smallest || number > largest) {
            throw Failure.usage(text + " is not in " + smallest + " to " + largest);
        }
        return (int) number;
    }

    /**
     * Reads a time.
     *
     * @param text such as {@code 500ms}; units are us, ms and s
     * @return more than zero
     */
    public static Duration duration(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches() || Long.parseLong(time.group(1)) == 0) {
            throw Failure.usage("\"" + text + "\" is no time: write 500ms, 2s or 100us");
        }
        long count = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "us" -> Duration.ofNanos(count * 1000);
            case "ms" -> Duration.ofMillis(count);
            default -> Duration.ofSeconds(count);
        };
    }

    /** All digits of a register's value. */
    public static String hex(long value, int bits) {
        String digits = Long.toHexString(value);
        return "0x" + "0".repeat(Math.max(0, bits / 4 - digits.length())) + digits;
    }

    /** An offset, two digits at least. */
    public static String offset(long offset) {
        return hex(offset, 8);
    }

    /** A size in the unit that keeps it short. */
    public static String size(long bytes) {
        if (bytes < 1 << 10) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / MEBI);
    }

    /** Bytes per time. */
    public static String speed(long bytes, long nanos) {
        return String.format(Locale.ROOT, "%.1f MiB/s", bytes / MEBI / Math.max(nanos, 1) * 1e9);
    }

    /** A number with commas between thousands. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Frames and bits a second. */
    public static String rate(double frames, double bits) {
        return scaled(frames) + "frames/s  " + scaled(bits) + "bit/s";
    }

    /** A number with the prefix that keeps it short, such as 1.25 M; the unit comes behind. */
    private static String scaled(double number) {
        String[] prefixes = {"", "k", "M", "G", "T"};
        double rest = number;
        int i = 0;
        for (; rest >= 1000 && i < prefixes.length - 1; i++) {
            rest /= 1000;
        }
        return String.format(Locale.ROOT, i == 0 ? "%.0f %s" : "%.2f %s", rest, prefixes[i]);
    }

    /** A time in the unit that keeps it short. */
    public static String time(long nanos) {
        if (nanos < 1000) {
            return nanos + " ns";
        }
        if (nanos < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f us", nanos / 1e3);
        }
        return nanos < 1_000_000_000 ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    /** Reads an IPv4 address. */
    public static int address(String text) {
        try {
            return IpAddress.parseV4(text);
        } catch (PacketException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    /** Reads an Ethernet address. */
    public static long mac(String text) {
        try {
            return MacAddress.parse(text);
        } catch (PacketException e) {
            throw Failure.usage(e.getMessage());
        }
    }
}
