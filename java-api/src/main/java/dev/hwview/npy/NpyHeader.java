// SPDX-License-Identifier: Apache-2.0
package dev.hwview.npy;

import dev.hwview.view.Format;
import dev.hwview.view.MemoryView;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What stands before the items (NumPy Enhancement Proposal 1, and numpy.lib.format for versions 2 and 3). */
record NpyHeader(Format format, boolean fortranOrder, long[] shape, long size) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int VERSION = MAGIC.length;
    private static final int LENGTH = VERSION + 2;
    /** Items begin at a multiple of it. */
    private static final int ALIGNMENT = 64;
    /** Far beyond any that NumPy itself reads. */
    private static final long MAX_LENGTH = 1 << 20;

    /** Reads one at the begin of a file. */
    static NpyHeader read(MemoryView file) {
        long bytes = file.nbytes();
        if (bytes < LENGTH + 2 || !Arrays.equals(file.slice(0, VERSION).toBytes(), MAGIC)) {
            throw new NpyException("the file of " + bytes + " bytes does not begin as .npy files do");
        }
        int version = file.getByte(VERSION);
        if (version < 1 || version > 3) {
            throw new NpyException("version " + version + " of .npy files is not known");
        }
        int width = version == 1 ? Short.BYTES : Integer.BYTES;
        long begin = LENGTH + width;
        if (bytes < begin) {
            throw new NpyException("the file of " + bytes + " bytes ends in its header's length");
        }
        MemoryView length = file.slice(LENGTH, begin);
        long size = version == 1 ? Short.toUnsignedLong(length.cast("H").getShort(0))
                : Integer.toUnsignedLong(length.cast("I").getInt(0));
        if (size > bytes - begin || size > MAX_LENGTH) {
            throw new NpyException("a header of " + size + " bytes in a file of " + bytes);
        }
        Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        return parse(new String(file.slice(begin, begin + size).toBytes(), charset), begin + size);
    }

    private static NpyHeader parse(String text, long end) {
        if (!(Literal.parse(text) instanceof Map<?, ?> header)
                || !(header.get("fortran_order") instanceof Boolean order)
                || !(header.get("shape") instanceof List<?> extents) || !header.containsKey("descr")) {
            throw new NpyException("the header does not say what it has to: " + text.strip());
        }
        long[] shape = extents.stream().mapToLong(extent -> {
            if (!(extent instanceof Long number) || number < 0) {
                throw new NpyException("the shape has an extent of " + extent);
            }
            return number;
        }).toArray();
        return new NpyHeader(Dtype.format(header.get("descr")), order, shape, end);
    }

    /** The bytes of one, of version 1, or where it is too long for that, 2. */
    static byte[] write(Format format, boolean fortranOrder, long... shape) {
        String text = "{'descr': " + Dtype.describe(format) + ", 'fortran_order': " + (fortranOrder ? "True" : "False")
                + ", 'shape': " + Dtype.tuple(Arrays.stream(shape).mapToObj(String::valueOf).toList()) + ", }";
        byte[] literal = text.getBytes(StandardCharsets.UTF_8);
        int version = literal.length != text.length() ? 3 : literal.length > 0xffff - ALIGNMENT ? 2 : 1;
        int width = version == 1 ? Short.BYTES : Integer.BYTES;
        int begin = LENGTH + width;
        int size = (begin + literal.length + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, begin, size, (byte) ' ');
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        bytes[VERSION] = (byte) version;
        MemoryView length = MemoryView.of(bytes).slice(LENGTH, begin);
        length.cast(version == 1 ? "H" : "I").set(0, size - begin);
        System.arraycopy(literal, 0, bytes, begin, literal.length);
        bytes[size - 1] = '\n';
        return bytes;
    }

    /** The items of a file. */
    MemoryView items(MemoryView file) {
        long count = 1;
        try {
            for (long extent : shape) {
                count = Math.multiplyExact(count, extent);
            }
            count = Math.multiplyExact(count, (long) format.itemSize());
        } catch (ArithmeticException e) {
            throw new NpyException("an array of " + Arrays.toString(shape) + " is larger than any file");
        }
        if (count > file.nbytes() - size) {
            throw new NpyException("an array of " + Arrays.toString(shape) + " takes " + count
                    + " bytes, and the file has " + (file.nbytes() - size) + " behind its header");
        }
        MemoryView items = file.slice(size, size + count);
        if (!fortranOrder) {
            return items.as(format, shape);
        }
        long[] reversed = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            reversed[i] = shape[shape.length - 1 - i];
        }
        return items.as(format, reversed).transpose();
    }
}
