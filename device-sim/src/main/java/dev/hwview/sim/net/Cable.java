// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.hwview.device.Device;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.sim.internal.Errno;
import dev.hwview.sim.internal.ffm.DevsimNative;
import dev.hwview.sim.internal.net.DevsimNetNative;
import dev.hwview.sim.internal.net.devsim_net_counts;
import dev.hwview.view.MemoryView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a simulated network card's port is plugged into, seen from the far side: frames that arrive as if from the wire,
 * frames that the card sent. Frames are Ethernet's, from the destination address on, without the check sequence, which
 * the card adds and takes away.
 *
 * <p>With nothing plugged in, what the card sends waits for {@link #take()}. Other ends: {@link #echo},
 * {@link #discard}, {@link #socket}, or another card by a {@link Wire}. A source, {@link #pcapIn} or {@link #generate},
 * is plugged in beside it, and so is {@link #pcapOut}. Choosing one ends the one before.
 *
 * {@snippet :
 * Cable cable = Cable.of(device);
 * cable.inject(frame);              // the driver receives it
 * byte[] sent = cable.take().get(); // what the driver sent
 * }
 *
 * <p>Any thread may use it. When the device was closed, each method throws {@link ClosedException}.
 */
public final class Cable {
    /** The longest frame that a port takes, in bytes. */
    public static final int LONGEST = DevsimNetNative.DEVSIM_NET_FRAME_MAX();

    private final Port port;

    private Cable(Port port) {
        this.port = port;
    }

    /**
     * The cable in a card's port.
     *
     * @param device a simulated network card
     * @return its cable
     * @throws UnknownDeviceException if the device is not simulated
     * @throws CableException if it is no network card
     */
    public static Cable of(Device device) {
        Cable cable = new Cable(Port.of(device));
        cable.counts(); // asks whether there is a port
        return cable;
    }

    /**
     * Lets a frame arrive.
     *
     * @param frame of 1 to {@link #LONGEST} bytes; heap memory is copied on the way
     * @throws ResourceException if the port's queue is full: the card, or its driver, does not keep up
     */
    public void inject(MemorySegment frame) {
        if (!offer(frame)) {
            throw port.failure("take another frame", Errno.ENOBUFS);
        }
    }

    /**
     * Lets a frame arrive.
     *
     * @param frame contiguous, of any format
     * @throws ResourceException if the port's queue is full
     */
    public void inject(MemoryView frame) {
        inject(frame.asSegment());
    }

    /**
     * Lets a frame arrive.
     *
     * @param frame its bytes
     * @throws ResourceException if the port's queue is full
     */
    public void inject(byte[] frame) {
        inject(MemorySegment.ofArray(frame));
    }

    /**
     * Lets a frame arrive, if there is room. Native memory goes without allocation.
     *
     * @param frame of 1 to {@link #LONGEST} bytes
     * @return whether there was room
     */
    public boolean offer(MemorySegment frame) {
        if (frame.byteSize() < 1 || frame.byteSize() > LONGEST) {
            throw new IllegalArgumentException("a frame has 1 to " + LONGEST + " bytes, not " + frame.byteSize());
        }
        if (frame.isNative()) {
            return port.inject(frame);
        }
        try (Arena scratch = Arena.ofConfined()) {
            return port.inject(scratch.allocate(frame.byteSize()).copyFrom(frame));
        }
    }

    /**
     * Takes the oldest frame that the card sent while nothing was plugged in.
     *
     * @return its bytes, empty if there is none
     */
    public Optional<byte[]> take() {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment frame = scratch.allocate(LONGEST);
            MemorySegment length = scratch.allocate(JAVA_INT);
            int status = port.status(h -> DevsimNetNative.devsim_net_take(h, frame, LONGEST, length));
            if (status == -Errno.EAGAIN) {
                return Optional.empty();
            }
            port.check("hand over a frame", status);
            return Optional.of(frame.asSlice(0, length.get(JAVA_INT, 0)).toArray(JAVA_BYTE));
        }
    }

    /** What the card sends comes back to it, as it was sent. */
    public void echo() {
        port.call("be looped", DevsimNetNative::devsim_net_echo);
    }

    /** What the card sends is counted, and gone. */
    public void discard() {
        port.call("discard", DevsimNetNative::devsim_net_discard);
    }

    /**
     * The frames of a capture arrive, as fast as the card takes them: none is lost.
     *
     * @param capture pcap of Ethernet
     * @throws CableException if it can't be read, or is no such capture
     */
    public void pcapIn(Path capture) {
        pcapIn(capture, Duration.ZERO, 1);
    }

    /**
     * The frames of a capture arrive.
     *
     * @param capture pcap of Ethernet
     * @param gap from one frame to the next, by the card's clock, and then the card misses what it has no room for;
     *     zero for as fast as it takes them
     * @param repeat how many times; 0 for without end
     * @throws CableException if it can't be read, or is no such capture
     */
    public void pcapIn(Path capture, Duration gap, long repeat) {
        long nanos = Port.nanos(gap);
        long times = Port.count(repeat);
        port.call("read " + capture, "it is no pcap of Ethernet frames, or a broken one",
                h -> DevsimNetNative.devsim_net_pcap_in(h, Port.text(capture), nanos, times));
    }

    /**
     * What the card sends goes to a file too, a pcap with nanoseconds. It is whole when {@link #pcapOutEnd} was called,
     * or {@link #leave}, or the device is closed.
     *
     * @param capture is written anew
     * @throws CableException if it can't be written
     */
    public void pcapOut(Path capture) {
        port.call("write " + capture, h -> DevsimNetNative.devsim_net_pcap_out(h, Port.text(capture)));
    }

    /**
     * Ends the file of {@link #pcapOut}.
     *
     * @throws CableException if not all of it could be written
     */
    public void pcapOutEnd() {
        port.call("end its capture", h -> DevsimNetNative.devsim_net_pcap_out(h, MemorySegment.NULL));
    }

    /**
     * Numbered UDP frames arrive, from 10.1.0.0 on, to 10.0.0.1, port 9.
     *
     * @param length of each, 60 to 1514 bytes
     * @param count how many; 0 for without end
     * @param gap from one to the next, as for {@link #pcapIn(Path, Duration, long)}
     * @param flows how many addresses they come from, in turn, 1 to 60,000: what RSS tells apart
     */
    public void generate(int length, long count, Duration gap, int flows) {
        long nanos = Port.nanos(gap);
        long frames = Port.count(count);
        int status = port.status(h -> DevsimNetNative.devsim_net_generate(h, length, frames, nanos, flows));
        if (status == -Errno.EINVAL) {
            throw new IllegalArgumentException("generated frames have 60 to 1514 bytes in 1 to 60000 flows, not "
                    + length + " in " + flows);
        }
        port.check("generate", status);
    }

    /**
     * Frames go to and come from a UNIX datagram socket, one in each datagram.
     *
     * @param local where the card's is made
     * @param remote where its frames go
     * @throws CableException if a socket can't be made there
     */
    public void socket(Path local, Path remote) {
        port.call("open a socket at " + local, "the path, or that of the other end, is empty or too long",
                h -> DevsimNetNative.devsim_net_socket(h, Port.text(local), Port.text(remote)));
    }

    /** Unplugs all that is plugged in, and closes its files. */
    public void leave() {
        port.call("be unplugged", DevsimNetNative::devsim_net_leave);
    }

    /**
     * Gives the card a link partner, or takes it away.
     *
     * @param up whether there is one; there is to begin with
     */
    public void link(boolean up) {
        port.call("change its link", h -> DevsimNetNative.devsim_net_link(h, up ? 1 : 0));
    }

    /**
     * The link goes down, and comes up again by itself.
     *
     * @param down for how long, by the card's clock
     */
    public void flap(Duration down) {
        port.call("change its link", h -> DevsimNetNative.devsim_net_flap(h, Port.nanos(down)));
    }

    /**
     * The card's DMA stands still for a while.
     *
     * @param time by the card's clock
     */
    public void stall(Duration time) {
        port.call("stall", h -> DevsimNetNative.devsim_net_stall(h, Port.nanos(time)));
    }

    /**
     * The card's transmit queues stop, as if its hardware hung; a reset ends it, too.
     *
     * @param on whether they do
     */
    public void hang(boolean on) {
        port.call("hang", h -> DevsimNetNative.devsim_net_hang(h, on ? 1 : 0));
    }

    /**
     * The card's next descriptor write-backs are corrupted.
     *
     * @param count how many
     */
    public void mangle(int count) {
        int writeBacks = (int) Port.count(count);
        port.call("corrupt write-backs", h -> DevsimNetNative.devsim_net_mangle(h, writeBacks));
    }

    /**
     * The card's next interrupts get lost.
     *
     * @param count how many
     */
    public void dropInterrupts(long count) {
        long signals = Port.count(count);
        port.call("lose interrupts", h -> DevsimNative.devsim_irq_drop(h, signals));
    }

    /**
     * What went through the port since the device was opened, or since {@link #clearCounts}.
     *
     * @return as it is now
     */
    public CableCounts counts() {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment counts = scratch.allocate(devsim_net_counts.layout());
            port.call("count", h -> DevsimNetNative.devsim_net_count(h, counts));
            return CableCounts.of(counts);
        }
    }

    /** Begins to count anew. What waits and what the source has left is not forgotten. */
    public void clearCounts() {
        port.call("count", DevsimNetNative::devsim_net_counts_clear);
    }
}
