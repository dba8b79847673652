// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final long MAC = MacAddress.parse("02:00:5e:10:00:01");
    private static final int PAYLOAD = 33;

    private final byte[] bytes = new byte[200];
    private final Window window = Window.over(MemoryView.of(bytes));
    private final Frame frame = new Frame();

    /** As a program would build it: each header put where it belongs. */
    private Frame udp(int payload) {
        new Random(1).nextBytes(bytes);
        new Ethernet().over(window, 0).destination(MacAddress.BROADCAST).source(MAC).type(EtherType.VLAN);
        new Vlan().over(window, 14).priority(5).dropEligible(true).id(0xabc).type(EtherType.IPV4);
        int length = Udp.SIZE + payload;
        new Ipv4().over(window, 18).initialize().totalLength(Ipv4.SIZE + length).timeToLive(64).protocol(IpProtocol.UDP)
                .source(IpAddress.parseV4("192.0.2.1")).destination(IpAddress.parseV4("198.51.100.2"));
        new Udp().over(window, 38).sourcePort(4000).destinationPort(53).length(length);
        window.at(0, 46 + payload);
        frame.at(window).fillChecksums();
        return frame;
    }

    @Test
    void whatWasBuiltIsFound() {
        udp(PAYLOAD);
        assertEquals(Frame.Stop.DATA, frame.stop());
        assertEquals(1, frame.vlans());
        assertEquals(5, frame.vlan(0).priority());
        assertEquals(0xabc, frame.vlan(0).id());
        assertTrue(frame.vlan(0).dropEligible());
        assertEquals("192.0.2.1", IpAddress.text(frame.ipv4().source()));
        assertEquals(53, frame.udp().destinationPort());
        assertEquals(PAYLOAD, frame.udp().payloadLength());
        assertEquals(46, frame.udp().payloadOffset());
        assertEquals(bytes[46], frame.udp().payload(new Window()).getByte(0));
        assertTrue(frame.ipv4().checksumIsRight());
        assertTrue(frame.transportChecksumIsRight());
        assertEquals(MAC, frame.ethernet().source());
        assertFalse(frame.hasTcp());
        assertThrows(PacketException.class, frame::tcp);
        assertThrows(PacketException.class, () -> frame.vlan(1));
    }

    /** RFC 1071's own example, and sums taken word by word. */
    @Test
    void checksumsAreThoseOfTheRfc() {
        byte[] example = {0x00, 0x01, (byte) 0xf2, 0x03, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7};
        assertEquals(~0xddf2 & 0xffff, Checksum.of(Window.over(MemoryView.of(example)), 0, 8));
        Random random = new Random(2);
        for (int round = 0; round < 2000; round++) {
            random.nextBytes(bytes);
            if (round % 4 == 0) {
                java.util.Arrays.fill(bytes, (byte) 0xff);
            }
            int at = random.nextInt(100);
            int length = random.nextInt(100);
            int sum = 0;
            for (int i = 0; i < length; i++) {
                sum += (bytes[at + i] & 0xff) << (i % 2 == 0 ? 8 : 0);
                sum = (sum & 0xffff) + (sum >>> 16);
            }
            assertEquals(~sum & 0xffff, Checksum.of(Window.over(MemoryView.of(bytes)), at, length), at + " " + length);
        }
    }

    @Test
    void translationKeepsRightChecksumsRight() {
        Random random = new Random(3);
        for (int i = 0; i < 5000; i++) {
            udp(random.nextInt(80));
            Nat.source(frame, random.nextInt(), random.nextInt(1 << 16));
            Nat.destination(frame, random.nextInt(), random.nextInt(1 << 16));
            assertTrue(Nat.hop(frame.ipv4()));
            assertEquals(63, frame.ipv4().timeToLive());
            assertTrue(frame.ipv4().checksumIsRight());
            assertTrue(frame.transportChecksumIsRight());
        }
        frame.udp().checksum(0);
        Nat.source(frame, 1, 2);
        assertEquals(0, frame.udp().checksum());
        frame.ipv4().timeToLive(1);
        assertFalse(Nat.hop(frame.ipv4()));
        assertThrows(PacketException.class, () -> Nat.source(frame, 1, 65536));
        assertEquals(2, frame.udp().sourcePort());
    }

    @Test
    void everyTruncationIsSaid() {
        udp(PAYLOAD);
        for (int length = 0; length < 46 + PAYLOAD; length++) {
            frame.at(window.at(0, length));
            assertEquals(Frame.Stop.TRUNCATED, frame.stop(), "at " + length);
            assertEquals(length >= 14, frame.hasEthernet());
            assertEquals(length >= 18, frame.vlans() == 1);
            assertEquals(length >= 38, frame.hasIpv4());
            assertEquals(length >= 46, frame.hasUdp());
            assertThrows(PacketException.class, frame::fillChecksums);
        }
        assertEquals(Frame.Stop.DATA, frame.at(window.at(0, 46 + PAYLOAD + 9)).stop(), "padding is no payload");
        assertEquals(PAYLOAD, frame.udp().payloadLength());
    }

    @Test
    void valuesThatDoNotFitAreNotWritten() {
        udp(PAYLOAD);
        String before = MemoryView.of(bytes).hex();
        assertThrows(PacketException.class, () -> frame.vlan(0).id(4096));
        assertThrows(PacketException.class, () -> frame.ethernet().type(1 << 16));
        assertThrows(PacketException.class, () -> frame.ethernet().source(1L << 48));
        assertThrows(PacketException.class, () -> frame.udp().length(-1));
        assertEquals(before, MemoryView.of(bytes).hex());
    }

    @Test
    void addressesAreWrittenAsTheyAreRead() {
        for (String text : new String[] {"::", "::1", "1::", "2001:db8::1", "2001:db8:0:1:1:1:1:1", "2001:0:0:1::1",
            "fe80::1:0:0:1", "1:2:3:4:5:6:7:8", "::ffff:0:0:1"}) {
            long[] address = IpAddress.parseV6(text);
            assertEquals(text, IpAddress.text(address[0], address[1]));
        }
        assertEquals("02:00:5e:10:00:01", MacAddress.text(MAC));
        for (String text : new String[] {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "a"}) {
            assertThrows(PacketException.class, () -> IpAddress.parseV4(text), text);
            assertThrows(PacketException.class, () -> IpAddress.parseV6(text), text);
            assertThrows(PacketException.class, () -> MacAddress.parse(text), text);
        }
    }
}
