// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.drivers.nic.E1000eBuilder;
import dev.hwview.drivers.nic.Health;
import dev.hwview.drivers.nic.NicStatistics;
import dev.hwview.packet.MacAddress;
import dev.hwview.register.RegisterSpace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the 82574L and its driver do, whoever models the card and by whatever way it is reached. */
public abstract class E1000eContract extends E1000eQueuesContract {
    /** Whether the model counts what section 10.2.7 says: bytes sent are with the check sequence. */
    protected boolean countsSent(long counted, int frames, int bytes) {
        return counted == bytes + 4L * frames;
    }

    /** Whether the card can be reset from outside, reached in this way. */
    protected boolean resets() {
        return true;
    }

    /** Whether the model has the checksum insertion of legacy descriptors (section 7.2.10). */
    protected boolean insertsChecksums() {
        return true;
    }

    // ---- frames

    @Test
    void theAddressIsTheOneOfTheCard() {
        open();
        assertEquals(MacAddress.text(rig.mac()), MacAddress.text(nic.mac()));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61, 63, 64, 65, 127, 128, 576, 1500, 1514, 1518})
    void framesComeAsTheyWereSent(int length) {
        open();
        rig.inject(frame(length, length));
        assertArrayEquals(frame(length, length), receive(1).get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61, 63, 64, 65, 127, 128, 576, 1500, 1514, 1518})
    void framesGoAsTheyAre(int length) {
        open();
        transmit(frame(length, 3));
        assertArrayEquals(frame(length, 3), sent(1).get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 256})
    void manyLapsKeepOrder(int ringSize) {
        open(how -> how.ringSize(ringSize));
        int number = 0;
        for (int round = 0; round < 60; round++) {
            int some = 1 + round % 7;
            for (int i = 0; i < some; i++) {
                transmit(frame(60 + (number + i) * 11 % 1400, number + i));
            }
            sent(some).forEach(rig::inject);
            for (byte[] back : receive(some)) {
                assertArrayEquals(frame(60 + number * 11 % 1400, number), back);
                number++;
            }
        }
    }

    @Test
    void headroomIsLeft() {
        open(how -> how.headroom(64));
        rig.inject(frame(300, 1));
        PacketBuffer[] one = new PacketBuffer[1];
        await(() -> nic.rx(0).receive(one, 1) == 1);
        assertEquals(64, one[0].offset());
        assertArrayEquals(frame(300, 1), Frames.bytes(one[0]));
        one[0].close();
    }

    // ---- registers

    /** Section 10.2: what is reserved reads as 0, whatever was written. */
    @Test
    void reservedBitsAreNotKept() {
        rig = rig();
        RegisterSpace bar = rig.device().registers();
        for (long offset : new long[] {0x2c, 0x30, 0x38, 0xc4, 0xe8, 0xf8, 0x170, 0x282c, 0x382c}) {
            bar.write32(offset, -1);
            assertEquals(0xffff, bar.read32(offset), () -> "register 0x" + Long.toHexString(offset));
        }
        bar.write32(0x2160, -1); // FCRTL
        assertEquals(0x8000_fff8, bar.read32(0x2160));
        bar.write32(0x2c00, -1); // RSRPD
        assertEquals(0xfff, bar.read32(0x2c00));
        assertEquals(0x0006_8302, bar.read32(0xe00), "LEDCTL");
    }

    // ---- offloads

    @Test
    void checksumsAreInserted() {
        assumeTrue(insertsChecksums(), "this model leaves that out");
        open();
        byte[] without = udp(0, 1, 200);
        nic.tx(0).insertChecksum(Frames.UDP_HEADER, Frames.UDP_CHECKSUM);
        transmit(Frames.withPseudoSum(without));
        assertArrayEquals(Frames.udpWithChecksum(without), sent(1).get(0));
    }

    @Test
    void checksumsAreVerified() {
        open();
        byte[] right = Frames.udpWithChecksum(udp(0, 1, 200));
        assertTrue(verified(right));
        right[100] ^= 1;
        assertFalse(verified(right));
        assertFalse(verified(frame(100, 1)), "no IP");
    }

    private boolean verified(byte[] frame) {
        rig.inject(frame);
        PacketBuffer[] one = new PacketBuffer[1];
        await(() -> nic.rx(0).receive(one, 1) == 1);
        assertArrayEquals(frame, Frames.bytes(one[0]));
        one[0].close();
        return nic.rx(0).isChecksumGood(0);
    }

    @Test
    void tagsAreTakenOut() {
        open(E1000eBuilder::stripVlan);
        byte[] plain = frame(100, 5);
        rig.inject(Frames.tagged(plain, 0x6123));
        PacketBuffer[] one = new PacketBuffer[1];
        await(() -> nic.rx(0).receive(one, 1) == 1);
        assertEquals(0x6123, nic.rx(0).vlan(0));
        assertArrayEquals(plain, Frames.bytes(one[0]));
        one[0].close();
    }

    // ---- filters

    @Test
    void framesToOthersAreLeftAlone() {
        long other = 0x02_00_00_00_00_02L;
        long group = 0x01_00_5e_00_00_fbL;
        open();
        rig.inject(Frames.frame(other, 60, 1));
        rig.inject(Frames.frame(group, 60, 2));
        arrives(MacAddress.BROADCAST, 3);

        nic.addAddress(other);
        nic.addAddress(group);
        arrives(other, 4);
        arrives(group, 5);

        nic.removeAddress(other);
        nic.removeAddress(group);
        rig.inject(Frames.frame(other, 60, 6));
        rig.inject(Frames.frame(group, 60, 7));
        arrives(MacAddress.BROADCAST, 8);
        nic.promiscuous(true);
        arrives(other, 9);
        arrives(group, 10);

        nic.restart(); // and all of that is remembered
        nic.awaitLink(SOON);
        arrives(other, 11);
    }

    /** Each of a group of addresses has its own bit of the table. */
    @Test
    void groupsAreToldApartByTheirHash() {
        open();
        for (int i = 0; i < 12; i++) {
            long group = 0x01_00_5e_00_00_00L | 0x1234L << i & 0x7f_ffff;
            long neighbour = group ^ 0x10;
            nic.addAddress(group);
            rig.inject(Frames.frame(neighbour, 60, 1));
            arrives(group, i);
            nic.removeAddress(group);
        }
    }

    private void arrives(long address, int number) {
        rig.inject(Frames.frame(address, 60, number));
        assertArrayEquals(Frames.frame(address, 60, number), receive(1).get(0), MacAddress.text(address));
    }

    // ---- statistics

    @Test
    void statisticsAreOfCardAndDriver() {
        open();
        for (int i = 0; i < 10; i++) {
            transmit(frame(100, i));
        }
        sent(10);
        rig.inject(frame(200, 1));
        rig.inject(Frames.frame(MacAddress.BROADCAST, 60, 2));
        rig.inject(Frames.frame(0x02_00_00_00_00_77L, 60, 3)); // not for us
        rig.inject(frame(80, 4));
        receive(3);
        for (int i = 0; i < 2; i++) { // what the card forgets when it is read, the driver remembers
            NicStatistics all = nic.statistics();
            assertEquals(10, all.transmittedPackets());
            assertEquals(1000, all.transmittedBytes());
            assertEquals(10, all.goodPacketsTransmitted());
            assertTrue(countsSent(all.goodBytesTransmitted(), 10, 1000), all.toString());
            assertEquals(3, all.receivedPackets());
            assertEquals(340, all.receivedBytes());
            assertEquals(3, all.goodPacketsReceived());
            assertEquals(352, all.goodBytesReceived());
            assertEquals(1, all.broadcastsReceived());
            assertEquals(0, all.multicastsReceived());
            assertEquals(0, all.restarts() + all.malformedPackets() + all.missedPackets());
        }
    }

    // ---- life

    @Test
    void theLinkIsWhatItIs() {
        open();
        assertTrue(nic.isLinkUp());
        rig.link(false);
        await(() -> !nic.isLinkUp());
        assertEquals(Health.LINK_DOWN, nic.service());
        rig.link(true);
        nic.awaitLink(SOON);
        assertEquals(Health.RUNNING, nic.service());
        rig.inject(frame(60, 1));
        assertArrayEquals(frame(60, 1), receive(1).get(0));
    }

    @Test
    void itWorksAfterARestart() {
        open();
        for (int i = 0; i < 3; i++) {
            rig.inject(frame(70, i));
            assertArrayEquals(frame(70, i), receive(1).get(0));
            transmit(frame(71, i));
            assertArrayEquals(frame(71, i), sent(1).get(0));
            nic.restart();
            nic.awaitLink(SOON);
        }
        assertEquals(3, nic.statistics().restarts());
        assertEquals(3, nic.statistics().goodPacketsReceived());
    }

    /** Somebody resets the device under its driver, which notices. */
    @Test
    void itRecoversFromAReset() {
        assumeTrue(resets(), "there is no way to reset it here");
        open();
        rig.device().reset();
        assertEquals(Health.RESTARTED, nic.service());
        nic.awaitLink(SOON);
        transmit(frame(90, 1));
        assertArrayEquals(frame(90, 1), sent(1).get(0));
        rig.inject(frame(91, 2));
        assertArrayEquals(frame(91, 2), receive(1).get(0));
    }

    @Test
    void aDriverCanBeOpenedAgain() {
        rig = rig();
        for (int i = 0; i < 5; i++) {
            nic = E1000e.open(rig.device());
            nic.awaitLink(SOON);
            rig.inject(frame(99, i));
            assertArrayEquals(frame(99, i), receive(1).get(0));
            nic.close();
            assertEquals(List.of(), rig.device().dma().buffers());
        }
    }
}
