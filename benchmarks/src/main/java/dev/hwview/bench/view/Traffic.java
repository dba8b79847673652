// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static java.lang.foreign.ValueLayout.JAVA_INT;

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
 * 1,000 frames of a real capture, HTTP over the loopback interface, over and over. They lie one behind the other as in
 * the capture's file; where each begins is in an array of ints, with one more for the last one's end.
 */
@State(Scope.Thread)
public class Traffic {
    static final int FRAMES = 1000;
    /** A frame over the loopback interface is no longer than this. */
    private static final int MAX = 1 << 16;

    final MemorySegment segment;
    final MemorySegment begins = Arena.ofShared().allocate((FRAMES + 1L) * Integer.BYTES, 64);
    final int[] begin = new int[FRAMES + 1];
    final Window window;
    final ByteBuffer buffer;
    final UnsafeBuffer agrona;

    /** Lays the frames out. */
    public Traffic() {
        Capture capture = Capture.of(MemoryView.of(capture()));
        segment = Arena.ofShared().allocate((long) FRAMES * MAX, 64);
        for (int i = 0; i < FRAMES;) {
            if (!capture.next()) {
                capture.rewind();
                continue;
            }
            MemorySegment frame = capture.packet().asSegment();
            MemorySegment.copy(frame, 0, segment, begin[i], frame.byteSize());
            begin[++i] = begin[i - 1] + (int) frame.byteSize();
        }
        MemorySegment.copy(begin, 0, begins, JAVA_INT, 0, begin.length);
        window = Window.over(MemoryView.of(segment));
        buffer = segment.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
        agrona = new UnsafeBuffer(segment.asByteBuffer());
    }

    /** How many bytes a frame has. */
    final int length(int frame) {
        return begin[frame + 1] - begin[frame];
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
