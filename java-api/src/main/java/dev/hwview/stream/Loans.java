// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.Exporter;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Who looks at a ring's bytes. Views taken of a window are counted by the exporter that all windows of the time share;
 * it is asked whenever bytes are to be overwritten, and if it has views, they are remembered with the position that
 * none of them begins before, and the windows get a new exporter. So nothing is to be done, or made, where no view is
 * taken.
 */
final class Loans {
    private static final int FEW = 16;

    private record Loan(Exporter exporter, long from) {}

    private final MemorySegment memory;
    private final List<Loan> loans = new ArrayList<>();
    private int many = FEW;
    private MemoryView all;
    private Window window;
    /** No view of the present exporter begins before this position. */
    private long since;

    Loans(MemorySegment memory) {
        this.memory = memory;
        open();
    }

    private void open() {
        all = Exporter.of(memory).view();
        window = Window.over(all);
    }

    /** Over all the memory, until the next call of {@link #oldest}. */
    Window window() {
        return window;
    }

    /** A view of a part of the memory, which is at this position of the stream. */
    MemoryView lend(long offset, long length, long position) {
        Exporter exporter = Exporter.of(memory.asSlice(offset, length));
        MemoryView view = exporter.view();
        if (loans.size() >= many) {
            forgetReleased();
            many = Math.max(FEW, 2 * loans.size());
        }
        loans.add(new Loan(exporter, position));
        return view;
    }

    /** The position that no view begins before which is unreleased; {@code begin} if there is none before that. */
    long oldest(long begin) {
        if (all.exporter().unreleased() > 1) { // one is our own
            loans.add(new Loan(all.exporter(), since));
            close();
            open();
        }
        since = begin;
        forgetReleased();
        long oldest = begin;
        for (int i = 0; i < loans.size(); i++) {
            oldest = Math.min(oldest, loans.get(i).from());
        }
        return oldest;
    }

    /** How many views are unreleased, of those that {@link #oldest} saw. */
    long unreleased() {
        long views = 0;
        for (int i = 0; i < loans.size(); i++) {
            views += loans.get(i).exporter().unreleased();
        }
        return views;
    }

    private void forgetReleased() {
        int kept = 0;
        for (int i = 0; i < loans.size(); i++) {
            Loan loan = loans.get(i);
            if (loan.exporter().unreleased() > 0) {
                loans.set(kept++, loan);
            }
        }
        while (loans.size() > kept) {
            loans.removeLast();
        }
    }

    void close() {
        window.close();
        all.release();
    }
}
