// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** Something that a view does not do. Each kind has a subclass of its own, and {@link #why()} tells the cause in it. */
public abstract sealed class ViewException extends RuntimeException permits
        ReleasedViewException, ReadOnlyViewException, ViewIndexException, DimensionException, ItemException,
        StructureException, CastException, RenderingException, HashException, ExportException,
        MemoryException {
    private static final long serialVersionUID = 1L;

    /** The cause. */
    private final Why why;

    ViewException(Why why, String message) {
        super(message);
        this.why = why;
    }

    /**
     * The cause, for programs.
     *
     * @return one that leads to this type of exception
     */
    public final Why why() {
        return why;
    }
}
