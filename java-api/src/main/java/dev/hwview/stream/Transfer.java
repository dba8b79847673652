// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ScatteringByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;

/** Carries bytes between a channel and views, in as many steps as it takes. The views are borrowed meanwhile. */
final class Transfer implements AutoCloseable {
    /** As many as the JDK hands to the kernel at once. */
    private static final int BATCH = 16;

    private final Lent[] views;
    private final long total;
    private long done;
    /** The first view that is not done, and how much of it is. */
    private int index;
    private long at;

    private Transfer(MemoryView[] views, boolean writes) {
        this.views = new Lent[views.length];
        long sum = 0;
        try {
            for (int i = 0; i < views.length; i++) {
                if (writes) {
                    views[i].export(Request.WRITABLE).close(); // refuses
                }
                this.views[i] = new Lent(views[i]);
                sum += this.views[i].size();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        total = sum;
        advance(0);
    }

    static Transfer into(MemoryView... views) {
        return new Transfer(views, true);
    }

    static Transfer outOf(MemoryView... views) {
        return new Transfer(views, false);
    }

    /** Reads once: how many bytes came, -1 at the end of the stream. */
    long read(ReadableByteChannel from) throws IOException {
        if (done == total) {
            return 0;
        }
        ByteBuffer[] batch = from instanceof ScatteringByteChannel ? batch() : null;
        long count = batch == null ? views[index].read(from, at) : ((ScatteringByteChannel) from).read(batch);
        advance(Math.max(count, 0));
        return count;
    }

    /** Writes once: how many bytes went. */
    long write(WritableByteChannel to) throws IOException {
        if (done == total) {
            return 0;
        }
        ByteBuffer[] batch = to instanceof GatheringByteChannel ? batch() : null;
        long count = batch == null ? views[index].write(to, at) : ((GatheringByteChannel) to).write(batch);
        advance(count);
        return count;
    }

    void readFully(ReadableByteChannel from, Duration timeout) throws IOException {
        try (Readiness readiness = new Readiness(from, SelectionKey.OP_READ, timeout)) {
            long deadline = readiness.deadline();
            while (done < total) {
                readiness.prepare();
                long count = read(from);
                if (count < 0) {
                    throw new EndOfStreamException("the stream, which ended after " + done + ",", 0, total, done);
                }
                if (count == 0) {
                    readiness.await(deadline, "a read of " + total + " bytes, of which " + done + " came,");
                }
            }
        }
    }

    void writeFully(WritableByteChannel to, Duration timeout) throws IOException {
        try (Readiness readiness = new Readiness(to, SelectionKey.OP_WRITE, timeout)) {
            long deadline = readiness.deadline();
            while (done < total) {
                readiness.prepare();
                if (write(to) == 0) {
                    readiness.await(deadline, "a write of " + total + " bytes, of which " + done + " went,");
                }
            }
        }
    }

    long done() {
        return done;
    }

    /** What is left in several pieces, or {@code null} where one piece alone is to be done next. */
    private ByteBuffer[] batch() {
        int end = index;
        while (end < views.length && end - index < BATCH && !views[end].staged()) {
            end++;
        }
        if (end - index < 2 || views[index].isLong()) {
            return null;
        }
        ByteBuffer[] batch = new ByteBuffer[end - index];
        for (int i = index; i < end; i++) {
            batch[i - index] = views[i].piece(i == index ? at : 0);
            if (views[i].isLong()) { // what lies behind it does not follow on its first piece
                return java.util.Arrays.copyOf(batch, i - index + 1);
            }
        }
        return batch;
    }

    private void advance(long count) {
        done += count;
        at += count;
        while (index < views.length && at >= views[index].size()) {
            at -= views[index++].size();
        }
    }

    @Override
    public void close() {
        for (Lent view : views) {
            if (view != null) {
                view.close();
            }
        }
    }
}
