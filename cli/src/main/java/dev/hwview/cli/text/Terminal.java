// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.text;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the output goes to.
 *
 * @param columns how wide it is
 * @param unicode whether it shows box drawing characters
 * @param colour whether to colour
 * @param live whether stderr is a terminal, on which a progress bar can move
 */
public record Terminal(int columns, boolean unicode, boolean colour, boolean live) {
    /** A file or pipe, and what tests see. */
    public static final Terminal PLAIN = new Terminal(80, true, false, false);

    private static final int NARROWEST = 40;
    private static final int WIDEST = 400;

    /** How a piece of text looks. */
    public enum Style {
        /** A heading or name. */
        NAME("1"),
        /** What a device holds. */
        VALUE("36"),
        /** Frames, bit numbers: what is to be overlooked. */
        FAINT("2"),
        /** Something good. */
        GOOD("1;32"),
        /** Something bad. */
        BAD("1;31");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /** Asks the process's environment. */
    public static Terminal detect() {
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        boolean plain = dumb || !System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(columnsIn(System.getenv("COLUMNS")), encodes(System.getProperty("stdout.encoding")),
                !plain && isTerminal(1), !dumb && isTerminal(2));
    }

    /** The same without colour. */
    public Terminal uncoloured() {
        return new Terminal(columns, unicode, false, live);
    }

    /** Text in a style, where there is colour. */
    public String paint(Style style, String text) {
        return colour && !text.isEmpty() ? "\033[" + style.code + "m" + text + "\033[0m" : text;
    }

    /** Text cut to a width. */
    public String fit(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        return width < 1 ? "" : text.substring(0, width - 1) + (unicode ? "…" : "~");
    }

    private static int columnsIn(String text) {
        try {
            int columns = Integer.parseInt(text == null ? "" : text);
            return Math.clamp(columns, NARROWEST, WIDEST);
        } catch (NumberFormatException e) {
            return PLAIN.columns;
        }
    }

    private static boolean encodes(String charset) {
        return charset != null && Charset.forName(charset).newEncoder().canEncode("┌│…░");
    }

    /**
     * Java's own question covers stdin and stdout together, and loads a line editor to answer it. Linux knows better.
     */
    private static boolean isTerminal(int descriptor) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty")
                    || target.equals(Path.of("/dev/console"));
        } catch (IOException e) {
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }
}
