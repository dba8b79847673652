// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.E1000e;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The driver of the 82574L on QEMU's model of it, by VFIO. */
@Timeout(90)
class VfioNicTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long NEAR = 0x5254_0000_0002L;
    private static final long FAR = 0x5254_0000_0007L;
    private static final int UNKNOWN_TYPE = 0x88b5;

    @ParameterizedTest
    @EnumSource
    void framesCrossTheCable(InterruptMode mode) throws InterruptedException {
        try (Device one = Device.open(Guest.vfio(Guest.NIC_NEAR));
                Device other = Device.open(Guest.vfio(Guest.NIC_FAR));
                E1000e near = E1000e.on(one).interrupts(mode).open();
                E1000e far = E1000e.on(other).interrupts(mode).open()) {
            near.awaitLink(SOON);
            far.awaitLink(SOON);
            assertEquals(NEAR, near.mac());
            assertEquals(FAR, far.mac());
            Random random = new Random(82574);
            for (int length : new int[] {60, 61, 512, 1514}) {
                byte[] frame = frame(FAR, NEAR, length, random);
                send(near, frame);
                assertArrayEquals(frame, receive(far));
                byte[] answer = frame(NEAR, FAR, length, random);
                send(far, answer);
                assertArrayEquals(answer, receive(near));
            }
        }
    }

    /** RFC 826, by hand: who has 10.0.2.2? */
    @Test
    void qemusGatewayAnswers() throws InterruptedException {
        try (Device device = Device.open(Guest.vfio(Guest.NIC)); E1000e nic = E1000e.open(device)) {
            nic.awaitLink(SOON);
            byte[] mac = ByteBuffer.allocate(8).putLong(nic.mac() << 16).array();
            byte[] request = ByteBuffer.allocate(60).putLong(0xFFFF_FFFF_FFFF_0000L).position(6).put(mac, 0, 6)
                    .putShort((short) 0x0806).putShort((short) 1).putShort((short) 0x0800).put((byte) 6).put((byte) 4)
                    .putShort((short) 1).put(mac, 0, 6).put(new byte[] {10, 0, 2, 15}).put(new byte[6])
                    .put(new byte[] {10, 0, 2, 2}).array();
            send(nic, request);
            ByteBuffer reply = ByteBuffer.wrap(receive(nic));
            assertEquals(0x0806, reply.getShort(12));
            assertEquals(2, reply.getShort(20)); // a reply
            assertEquals(0x0a00_0202, reply.getInt(28)); // from 10.0.2.2
        }
    }

    private static byte[] frame(long to, long from, int length, Random random) {
        byte[] frame = new byte[length];
        random.nextBytes(frame);
        ByteBuffer.wrap(frame).putLong(to << 16 | from >>> 32).putInt((int) from).putShort((short) UNKNOWN_TYPE);
        return frame;
    }

    private static void send(E1000e nic, byte[] frame) {
        PacketBuffer packet = nic.rx(0).pool().take();
        packet.place(0, frame.length);
        for (int i = 0; i < frame.length; i++) {
            packet.window().setByte(i, frame[i]);
        }
        PacketBuffer[] one = {packet};
        assertTrue(Guest.within(SOON, () -> nic.tx(0).transmit(one, 0, 1) == 1));
    }

    private static byte[] receive(E1000e nic) throws InterruptedException {
        PacketBuffer[] one = new PacketBuffer[1];
        assertEquals(1, nic.rx(0).receiveOrWait(one, 1, SOON), "nothing came");
        try (PacketBuffer packet = one[0]) {
            byte[] frame = new byte[packet.length()];
            for (int i = 0; i < frame.length; i++) {
                frame[i] = packet.window().getByte(i);
            }
            return frame;
        }
    }
}
