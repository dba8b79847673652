// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import dev.hwview.pcap.Capture;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * 1,000 frames of a real capture, over and over, in one piece of memory: HTTP over the loopback interface. Each frame has
 * a slot, as in a card's ring, and its length in an array of ints.
 */
@State(Scope.Thread)
public class Traffic {
    static final int FRAMES = 1000;
    static final int SLOT = 2048;

    final MemorySegment segment = Arena.ofShared().allocate((long) FRAMES * SLOT, 64);
    final MemorySegment lengths = Arena.ofShared().allocate((long) FRAMES * Integer.BYTES, 64);
    final int[] length = new int[FRAMES];
    final Window window = Window.over(MemoryView.of(segment));
    final ByteBuffer buffer = segment.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
    final UnsafeBuffer agrona = new UnsafeBuffer(segment.asByteBuffer());

    /** Lays the frames out. Those that are longer than a slot are left out. */
    public Traffic() {
        Capture capture = Capture.of(MemoryView.of(capture()));
        for (int i = 0; i < FRAMES;) {
            if (!capture.next()) {
                capture.rewind();
                continue;
            }
            MemorySegment frame = capture.packet().asSegment();
            if (frame.byteSize() <= SLOT) {
                MemorySegment.copy(frame, 0, segment, (long) i * SLOT, frame.byteSize());
                length[i] = (int) frame.byteSize();
                lengths.setAtIndex(java.lang.foreign.ValueLayout.JAVA_INT, i, length[i]);
                i++;
            }
        }
    }

    /** The capture's file. */
    static byte[] capture() {
        try (InputStream in = Traffic.class.getResourceAsStream("lo-http.pcap")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
