// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.picture;

import dev.hwview.cli.text.Terminal;

/**
 * The characters that frames are drawn with.
 *
 * @param line along
 * @param bar down
 * @param shade in bits that no field has
 * @param top left corner, branch and right corner above
 * @param bottom left corner, branch and right corner below
 */
record Frame(String line, String bar, String shade, String top, String bottom) {
    private static final Frame BOXES = new Frame("─", "│", "░", "┌┬┐", "└┴┘");
    private static final Frame ASCII = new Frame("-", "|", ".", "+++", "+++");

    static Frame on(Terminal terminal) {
        return terminal.unicode() ? BOXES : ASCII;
    }

    /** An edge of cells of these widths. */
    String edge(String corners, int[] widths) {
        StringBuilder edge = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            edge.append(corners.charAt(i == 0 ? 0 : 1)).append(line.repeat(widths[i]));
        }
        return edge.append(corners.charAt(2)).toString();
    }
}
