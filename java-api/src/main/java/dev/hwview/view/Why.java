// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.function.BiFunction;

/** Why a view refused: each cause, the exception that it leads to here, and Python's for the same. */
public enum Why {
    /** The view, or one that it is to be combined with, was released. */
    RELEASED("ValueError", ReleasedViewException::new),
    /** A write to a read-only view. */
    READONLY("TypeError", ReadOnlyViewException::new),
    /** An index is out of range. */
    INDEX("IndexError", ViewIndexException::new),
    /** More indices than dimensions. */
    TOO_MANY_INDICES("TypeError", ViewIndexException::new),
    /** No key of this view. */
    KEY("TypeError", ViewIndexException::new),
    /** A slice with a step of 0. */
    STEP_ZERO("ValueError", ViewIndexException::new),
    /** The axes are no permutation of the dimensions. */
    AXES("ValueError", ViewIndexException::new),
    /** Fewer indices than dimensions, or an iteration over more than one dimension. */
    SUBVIEW("NotImplementedError", DimensionException::new),
    /** A tuple of slices where Python takes none. */
    MULTISLICE("NotImplementedError", DimensionException::new),
    /** An assignment to a slice where Python asks for one dimension. */
    ND_ASSIGN("NotImplementedError", DimensionException::new),
    /** Not possible without dimensions. */
    ZERO_DIM("TypeError", DimensionException::new),
    /** A value of the wrong type. */
    VALUE_TYPE("TypeError", ItemException::new),
    /** A value that the format can't represent. */
    VALUE_RANGE("ValueError", ItemException::new),
    /** A typed accessor of another width or kind than the format's. */
    ACCESSOR("TypeError", ItemException::new),
    /** Source and destination differ in format or shape. */
    STRUCTURE("ValueError", StructureException::new),
    /** A source of an assignment that is no view. */
    NOT_BUFFER("TypeError", StructureException::new),
    /** An unknown format. */
    CAST_FORMAT("ValueError", CastException::new),
    /** Neither the old format nor the new one is one of single bytes. */
    CAST_NONBYTE("TypeError", CastException::new),
    /** The bytes are no multiple of the new item size. */
    CAST_LENGTH("TypeError", CastException::new),
    /** The view is not C-contiguous. */
    CAST_NONCONTIGUOUS("TypeError", CastException::new),
    /** An extent of 0 where the cast has more than one dimension, before or after. */
    CAST_ZEROS("TypeError", CastException::new),
    /** From more than one dimension to more than one. */
    CAST_ND_ND("TypeError", CastException::new),
    /** The new shape needs more or fewer bytes than there are. */
    SHAPE_PRODUCT("TypeError", CastException::new),
    /** An extent below 1. */
    SHAPE_NONPOSITIVE("ValueError", CastException::new),
    /** A shape of more than 2<sup>63</sup>-1 bytes. */
    SHAPE_OVERFLOW("ValueError", CastException::new),
    /** More than 64 dimensions. */
    NDIM_MAX("ValueError", CastException::new),
    /** A shape that is no list of integers; the compiler keeps Java programs from it. */
    SHAPE_TYPE("TypeError", CastException::new),
    /** An order other than C, F and A. */
    ORDER("ValueError", RenderingException::new),
    /** A separator that is not one character. */
    SEP_LENGTH("ValueError", RenderingException::new),
    /** A separator outside of ASCII. */
    SEP_ASCII("ValueError", RenderingException::new),
    /** More than a Java array or string can hold. */
    TOO_LARGE("MemoryError", RenderingException::new),
    /** The view is writable. */
    HASH_WRITABLE("ValueError", HashException::new),
    /** The items are not single bytes. */
    HASH_FORMAT("ValueError", HashException::new),
    /** The view is read-only, but the memory under it is not. */
    HASH_EXPORTER("TypeError", HashException::new),
    /** A release while memory is lent out. */
    EXPORTED("BufferError", ExportException::new),
    /** The memory does not lie as asked. */
    NOT_CONTIGUOUS("BufferError", ExportException::new),
    /** To be lent for writing, from a read-only view. */
    NOT_WRITABLE("BufferError", ExportException::new),
    /** The memory is to go while views of it are unreleased. */
    IN_USE("BufferError", ExportException::new),
    /** The arena of the memory was closed. */
    CLOSED("ValueError", MemoryException::new),
    /** The memory is confined to another thread. */
    THREAD("ValueError", MemoryException::new);

    private final String python;
    private final BiFunction<Why, String, ViewException> type;

    Why(String python, BiFunction<Why, String, ViewException> type) {
        this.python = python;
        this.type = type;
    }

    /**
     * The class of Python's exception, for who ports a program.
     *
     * @return such as {@code ValueError}
     */
    public String python() {
        return python;
    }

    /**
     * Makes the exception.
     *
     * @param message for people
     * @return to be thrown
     */
    ViewException because(String message) {
        return type.apply(this, message);
    }
}
