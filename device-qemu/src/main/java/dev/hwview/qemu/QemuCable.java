// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.device.Device;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The far side of a network card of QEMU's: frames that arrive as if from the wire, frames that the card sent. Frames
 * are Ethernet's, from the destination address on, without the check sequence.
 *
 * {@snippet :
 * try (Device device = Device.open("qtest:e1000e,net=cable")) {
 *     QemuCable cable = QemuCable.of(device);
 *     cable.inject(frame);                        // the driver receives it
 *     Optional<byte[]> sent = cable.take();       // what the driver sent, if it has
 * }
 * }
 *
 * <p>Any thread may use it. When the device was closed, each method throws {@link ClosedException}.
 */
public final class QemuCable {
    /** The longest frame that it carries, in bytes. */
    public static final int LONGEST = 1 << 16;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private final String name;
    private final SocketChannel channel;
    private final QemuMachine machine;
    /** Of QEMU's stream: the length of a frame, in the order of networks, then the frame. */
    private final ByteBuffer in = ByteBuffer.allocateDirect(Integer.BYTES + LONGEST).limit(Integer.BYTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(Integer.BYTES + LONGEST);

    QemuCable(String name, SocketChannel channel, QemuMachine machine) throws IOException {
        this.name = name;
        this.channel = channel;
        this.machine = machine;
        channel.configureBlocking(false);
    }

    /**
     * The cable in a card's port.
     *
     * @param device a network card of QEMU's, opened with {@code net=cable}
     * @return its cable, the same each time
     * @throws UnknownDeviceException if the device is none
     */
    public static QemuCable of(Device device) {
        return device.backend(QemuBackend.class)
                .orElseThrow(() -> new UnknownDeviceException(device.name(), "is no device of QEMU's")).cable();
    }

    /**
     * Lets a frame arrive. The card may drop it, as it does when its driver has given it no buffer.
     *
     * @param frame of 1 to {@link #LONGEST} bytes
     * @throws DeadlineException if QEMU does not take it within seconds
     */
    public synchronized void inject(byte[] frame) {
        if (frame.length < 1 || frame.length > LONGEST) {
            throw new IllegalArgumentException("a frame has 1 to " + LONGEST + " bytes, not " + frame.length);
        }
        out.clear().putInt(frame.length).put(frame).flip();
        Deadline deadline = Deadline.in(PATIENCE);
        try {
            channel.write(out);
            while (out.hasRemaining()) {
                if (deadline.hasPassed()) {
                    throw new DeadlineException(name, "did not take a frame of " + frame.length + " bytes within "
                            + TimeUnit.NANOSECONDS.toSeconds(PATIENCE) + " s");
                }
                deadline.nap();
                channel.write(out);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Takes the oldest frame that the card sent and nobody has taken.
     *
     * @return its bytes, empty if there is none yet
     */
    public synchronized Optional<byte[]> take() {
        try {
            while (true) {
                int count = channel.read(in);
                if (count < 0) {
                    throw new ResourceException(name, "has lost its cable: QEMU has closed it");
                }
                if (in.hasRemaining()) {
                    return Optional.empty(); // what is there of it stays
                }
                if (in.position() > Integer.BYTES) {
                    byte[] frame = new byte[in.position() - Integer.BYTES];
                    in.flip().position(Integer.BYTES).get(frame);
                    in.clear().limit(Integer.BYTES);
                    return Optional.of(frame);
                }
                int length = in.getInt(0);
                if (length < 1 || length > LONGEST) {
                    throw new ResourceException(name,
                            "got a frame of " + Integer.toUnsignedLong(length) + " bytes from QEMU");
                }
                in.limit(Integer.BYTES + length);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Plugs the cable in or out.
     *
     * @param up whether it is in
     */
    public void link(boolean up) {
        if (!channel.isOpen()) {
            throw new ClosedException(name, "is closed");
        }
        machine.link(up);
    }

    private RuntimeException failure(IOException e) {
        return e instanceof ClosedChannelException ? new ClosedException(name, "is closed")
                : new ResourceException(name, "has lost its cable: " + e.getMessage(), e);
    }
}
