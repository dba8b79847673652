// SPDX-License-Identifier: Apache-2.0
package dev.hwview.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.file.MappedFile;
import dev.hwview.view.Format;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Order;
import dev.hwview.view.Slice;
import dev.hwview.view.Struct;
import dev.hwview.view.ViewException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
    private static final int FUZZED = 200_000;

    @TempDir
    private Path folder;

    @Test
    void whatNumPyWritesIsReadInPlace() throws Exception {
        NumPy.require();
        List<Map<?, ?>> said = NumPy.run("write", folder);
        assertTrue(said.size() > 400, "only " + said.size());
        for (Map<?, ?> one : said) {
            try (NpyFile file = NpyFile.open(folder.resolve((String) one.get("name")))) {
                assertSame(one, file.view());
            }
        }
    }

    /** Each of NumPy's arrays, written again by us, is to NumPy what it was before. */
    @Test
    void whatIsWrittenNumPyReads() throws Exception {
        NumPy.require();
        Path copies = Files.createDirectory(folder.resolve("copies"));
        List<Map<?, ?>> originals = NumPy.run("write", folder);
        for (Map<?, ?> one : originals) {
            String name = (String) one.get("name");
            try (NpyFile file = NpyFile.open(folder.resolve(name))) {
                NpyFile.write(copies.resolve(name), file.view());
            }
        }
        List<Map<?, ?>> said = NumPy.run("read", copies);
        assertEquals(originals.size(), said.size());
        for (int i = 0; i < said.size(); i++) {
            for (String key : List.of("name", "shape", "order", "items")) {
                assertEquals(originals.get(i).get(key), said.get(i).get(key), originals.get(i).get("descr").toString());
            }
        }
    }

    private static void assertSame(Map<?, ?> said, MemoryView array) {
        String what = said.get("descr") + " " + said.get("shape");
        assertEquals(said.get("shape").toString(), Arrays.toString(array.shape()), what);
        assertEquals(said.get("order"), (array.cContiguous() ? "C" : "") + (array.fContiguous() ? "F" : ""), what);
        assertEquals(said.get("items").toString(), array.toObject().toString().replace("\0", ""), what);
    }

    @Test
    void aFileIsWrittenInPlace() throws Exception {
        Struct point = Struct.littleEndian().field("x", "f").field("y", ">f").skip(4).field("t", "i", 2).build();
        Path path = folder.resolve("points.npy");
        try (NpyFile file = NpyFile.create(path, point, Order.F, 2, 3)) {
            MemoryView points = file.view();
            assertArrayEquals(new long[] {2, 3}, points.shape());
            assertTrue(points.fContiguous());
            points.set(new long[] {1, 2}, List.of(1.5, 2.5, List.of(3, 4)));
            points.field("t").set(new long[] {0, 1, 1}, 9);
        }
        assertThrows(FileAlreadyExistsException.class, () -> NpyFile.create(path, point, Order.C, 1));
        try (NpyFile file = NpyFile.openWritable(path)) {
            assertEquals("[[0.0, 0.0, 0.0], [0.0, 0.0, 1.5]]", file.view().field("x").toList().toString());
            assertEquals(9L, file.view().field("t[1]").get(0, 1));
        }
        NumPy.require();
        assertEquals("[[[0.0, 0.0, [0, 0]], [0.0, 0.0, [0, 9]], [0.0, 0.0, [0, 0]]], "
                + "[[0.0, 0.0, [0, 0]], [0.0, 0.0, [0, 0]], [1.5, 2.5, [3, 4]]]]",
                NumPy.run("read", folder).getFirst().get("items").toString());
    }

    @Test
    void partsOfLargerViewsAreWritten() throws Exception {
        MemoryView all = MemoryView.of(new int[] {1, 2, 3, 4, 5, 6});
        NpyFile.write(folder.resolve("part.npy"), all.slice(Slice.all().by(-2)));
        try (NpyFile file = NpyFile.open(folder.resolve("part.npy"))) {
            assertEquals(List.of(6L, 4L, 2L), file.view().toList());
        }
    }

    @Test
    void whatNumPyHasNotIsNotWritten() throws IOException {
        for (String format : List.of("5p", "T{5p:a:}")) {
            assertThrows(NpyException.class, () -> NpyFile.create(folder.resolve("x.npy"), Format.of(format), Order.C,
                    2));
        }
        Format q = Format.of("q");
        assertThrows(NpyException.class, () -> NpyFile.create(folder.resolve("x.npy"), q, Order.C, -1));
        assertThrows(NpyException.class, () -> NpyFile.create(folder.resolve("x.npy"), q, Order.C, 1L << 61));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count(), "a file was left behind");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{'descr': '<i4', 'fortran_order': False, 'shape': (2,)", "[]", "{'descr': '<i4'}",
        "{'descr': '<i4', 'fortran_order': 0, 'shape': (2,)}",
        "{'descr': '<i4', 'fortran_order': False, 'shape': (-2,)}",
        "{'descr': '<i4', 'fortran_order': False, 'shape': (2)}",
        "{'descr': '<i4', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<U2', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<i3', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': 7, 'fortran_order': False, 'shape': (1,)}",
        "{'descr': [('a', '<i4'), ('a', '<i4')], 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '|S0', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': [], 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<i8', 'fortran_order': True, 'shape': (9223372036854775807, 9223372036854775807)}",
        "{'descr': '<i8', 'fortran_order': False, 'shape': (99999999999999999999,)}",
        "{'descr': [('a', '|V2147483647', (2147483647,))], 'fortran_order': False, 'shape': ()}",
        "{'descr': [(('t',), '<i4')], 'fortran_order': False, 'shape': ()}", "{'a': 'b\\x41'}", "{1: 2}", "((((1))))"})
    void headersThatMakeNoSenseAreSaid(String header) throws IOException {
        byte[] file = file(header);
        assertThrows(NpyException.class, () -> NpyFile.view(MemoryView.of(file)));
        Path path = Files.write(folder.resolve("bad.npy"), file);
        assertThrows(NpyException.class, () -> NpyFile.open(path).close());
    }

    private static byte[] file(String header) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = new byte[10 + text.length + 8];
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, (byte) (text.length >> 8)};
        System.arraycopy(magic, 0, file, 0, 10);
        System.arraycopy(text, 0, file, 10, text.length);
        return file;
    }

    @Test
    void anythingIsAnArrayOrSaid() {
        String[] headers = {
            "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }",
            "{'descr': [('id', '<u2'), ('', '|V2'), ('x', '>f4', (1,))], 'fortran_order': True, 'shape': (1, 1), }"};
        Random random = new Random(11);
        int arrays = 0;
        for (int i = 0; i < FUZZED; i++) {
            byte[] file = file(headers[i % 2]);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                file[random.nextInt(file.length)] = (byte) (random.nextBoolean() ? random.nextInt(256)
                        : "0123456789'()[]{},:<>|TFiufSV \\".charAt(random.nextInt(31)));
            }
            MemoryView part = MemoryView.of(file).slice(0,
                    random.nextInt(4) > 0 ? file.length : random.nextInt(file.length));
            try {
                NpyFile.view(part).toObject();
                arrays++;
            } catch (NpyException | ViewException e) {
                // one of the two right answers
            }
        }
        assertTrue(arrays > FUZZED / 10 && arrays < FUZZED, arrays + " arrays");
    }

    @Test
    void aHeaderAsLongAsItSaysIsNotTaken() throws IOException {
        Path path = folder.resolve("long.npy");
        try (MappedFile file = MappedFile.create(path, 5L << 30)) {
            byte[] begin = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1};
            file.view().set(Slice.to(begin.length), MemoryView.of(begin));
        }
        assertThrows(NpyException.class, () -> NpyFile.open(path));
    }
}
