// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Work on views. The columns: a raw MemorySegment, a ByteBuffer, Agrona's UnsafeBuffer, C, and Python's memoryview and
 * struct.
 */
final class ViewRows {
    private static final String SEGMENT = "segment";
    private static final String BUFFER = "buffer";
    private static final String AGRONA = "agrona";
    private static final String C = "C";
    private static final String PYTHON = "Python";

    private static final List<Row> ROWS = List.of(
            Row.of("read int", "view.Reads", SEGMENT, BUFFER, AGRONA, C, PYTHON),
            Row.of("write int", "view.Writes", SEGMENT, BUFFER, AGRONA, C, PYTHON),
            Row.of("read int, window", "view.WindowReads", SEGMENT, BUFFER, AGRONA, C, PYTHON),
            Row.of("slice, read, release", "view.Slices", SEGMENT, BUFFER, AGRONA, C, PYTHON),
            Row.of("move window, read", "view.WindowMoves", SEGMENT, BUFFER, AGRONA, C, PYTHON),
            Row.of("cast, read, release", "view.Casts", SEGMENT, BUFFER, AGRONA, C, PYTHON),
            Row.of("256 x 256, by column", "view.Columns", SEGMENT, BUFFER, AGRONA, C, PYTHON),
            Row.of("record of 5 fields", "view.Records", SEGMENT, BUFFER, AGRONA, C, PYTHON),
            Row.of("parse packet", "view.Packets", SEGMENT, BUFFER, AGRONA, C, PYTHON),
            Row.of("checksum of 1460 bytes", "view.Checksums", SEGMENT, BUFFER, AGRONA, C, PYTHON),
            Row.of("NAT and hop", "view.Rewrites", SEGMENT, BUFFER, AGRONA, C));

    static final Sheet SHEET = new Sheet("views", List.of(SEGMENT, BUFFER, AGRONA, C, PYTHON),
            List.of(SEGMENT, BUFFER, AGRONA, C, PYTHON), ROWS, aims());

    private ViewRows() {}

    private static List<Aim> aims() {
        List<Aim> aims = new ArrayList<>();
        for (Row row : ROWS) {
            aims.add(new Aim(row.name(), SEGMENT, 1.05));
            aims.add(new Aim(row.name(), BUFFER, 1.0));
            aims.add(new Aim(row.name(), AGRONA, 1.0));
            aims.add(new Aim(row.name(), C, 1.3));
        }
        aims.add(new Aim("record of 5 fields", PYTHON, 0.02));
        aims.add(new Aim("parse packet", PYTHON, 0.02));
        return aims;
    }
}
