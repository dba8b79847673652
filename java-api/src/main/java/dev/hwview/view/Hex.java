// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.HexFormat;

/** Bytes as hexadecimal text, in groups. */
final class Hex {
    private static final HexFormat PLAIN = HexFormat.of();
    private static final int ASCII_END = 0x80;

    private Hex() {}

    /** The separator's character. */
    static char separator(String text) {
        if (text.codePointCount(0, text.length()) != 1) {
            throw Why.SEP_LENGTH.because("the separator is not one character");
        }
        if (text.codePointAt(0) >= ASCII_END) {
            throw Why.SEP_ASCII.because("the separator is outside of ASCII");
        }
        return text.charAt(0);
    }

    /** Groups of that many bytes, counted from the end, or from the begin if negative; 0 means no groups. */
    static String of(byte[] bytes, char separator, int bytesPerSeparator) {
        long group = Math.abs((long) bytesPerSeparator);
        if (group == 0 || group >= bytes.length) {
            requireString(2L * bytes.length);
            return PLAIN.formatHex(bytes);
        }
        requireString(2L * bytes.length + (bytes.length - 1) / group);
        StringBuilder text = new StringBuilder();
        long first = bytesPerSeparator < 0 ? 0 : bytes.length % group;
        for (int i = 0; i < bytes.length; i++) {
            if (i > 0 && (i - first) % group == 0) {
                text.append(separator);
            }
            PLAIN.toHexDigits(text, bytes[i]);
        }
        return text.toString();
    }

    private static void requireString(long length) {
        if (length > Integer.MAX_VALUE) {
            throw Why.TOO_LARGE.because(length + " characters are more than a string can hold");
        }
    }
}
