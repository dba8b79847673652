// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static dev.hwview.bench.TwinLibrary.downcall;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The C twins of c/views.c. One downcall is a whole loop, so that its own cost is lost. */
final class Twins {
    private static final FunctionDescriptor COUNTED = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);

    private static final MethodHandle READ = downcall("twin_view_read", COUNTED);
    private static final MethodHandle WRITE =
            downcall("twin_view_write", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    private static final MethodHandle SLICES =
            downcall("twin_view_slices", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle COLUMNS = downcall("twin_view_columns", COUNTED);
    private static final MethodHandle RECORDS =
            downcall("twin_view_records", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT));
    private static final MethodHandle PACKETS =
            downcall("twin_view_packets", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle CHECKSUM = downcall("twin_view_checksum", COUNTED);
    private static final MethodHandle REWRITE =
            downcall("twin_view_rewrite", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));

    private Twins() {}

    static int read(MemorySegment ints, int count) {
        try {
            return (int) READ.invokeExact(ints, count);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void write(MemorySegment ints, int count) {
        try {
            WRITE.invokeExact(ints, count);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static int slices(MemorySegment bytes, int parts, int length) {
        try {
            return (int) SLICES.invokeExact(bytes, parts, length);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static int columns(MemorySegment ints, int side) {
        try {
            return (int) COLUMNS.invokeExact(ints, side);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static long records(MemorySegment records, int count) {
        try {
            return (long) RECORDS.invokeExact(records, count);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static int packets(MemorySegment frames, MemorySegment begins, int count) {
        try {
            return (int) PACKETS.invokeExact(frames, begins, count);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static int checksum(MemorySegment bytes, int length) {
        try {
            return (int) CHECKSUM.invokeExact(bytes, length);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void rewrite(MemorySegment frames, MemorySegment begins, int count, int port) {
        try {
            REWRITE.invokeExact(frames, begins, count, port);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
