// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.packet.Arp;
import dev.hwview.packet.Ethernet;
import dev.hwview.packet.Frame;
import dev.hwview.packet.IpAddress;
import dev.hwview.packet.MacAddress;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import org.junit.jupiter.api.Test;

class EchoTest {
    private static final long MAC = MacAddress.parse("52:54:00:00:00:01");
    private static final long THEIRS = MacAddress.parse("52:54:00:00:00:02");
    private static final int ADDRESS = IpAddress.parseV4("10.0.0.2");
    private static final int TARGET = IpAddress.parseV4("10.0.0.1");

    private final EchoRequester requester = new EchoRequester(MAC, ADDRESS, TARGET, 0xbeef);
    private final EchoResponder responder = new EchoResponder(THEIRS, TARGET);

    private static Window window(int length) {
        return Window.over(MemoryView.of(new byte[length]));
    }

    private Window arp() {
        Window window = window(EchoRequester.ARP_LENGTH);
        requester.askWho(window);
        return window;
    }

    private Window echo(int size, int sequence) {
        Window window = window(EchoRequester.HEADERS + size);
        requester.learn(answered(arp()));
        requester.askEcho(window, sequence);
        return window;
    }

    private Window answered(Window window) {
        assertTrue(responder.answer(window));
        return window;
    }

    @Test
    void theRequestIsToAll() {
        Frame frame = new Frame().at(arp());
        assertEquals(Frame.Stop.DATA, frame.stop());
        assertEquals(MacAddress.BROADCAST, frame.ethernet().destination());
        assertEquals(Arp.REQUEST, frame.arp().operation());
        assertEquals(MAC, frame.arp().senderHardware());
    }

    @Test
    void theHostTellsWhereItIs() {
        assertEquals(EchoRequester.UNKNOWN, requester.targetMac());
        Window reply = answered(arp());
        assertEquals(MAC, new Frame().at(reply).ethernet().destination());
        requester.learn(reply);
        assertEquals(THEIRS, requester.targetMac());
    }

    @Test
    void aRequestForAnotherHostStaysAsItIs() {
        Window window = arp();
        byte[] before = window.view().toBytes();
        assertFalse(new EchoResponder(THEIRS, TARGET + 1).answer(window));
        assertEquals(MemoryView.of(before).hex(), window.view().hex());
        requester.learn(window);
        assertEquals(EchoRequester.UNKNOWN, requester.targetMac(), "a request is no answer");
    }

    @Test
    void anEchoComesBackWithWhatItCarried() {
        for (int size : new int[] {0, 1, 56, 1472}) {
            Window window = echo(size, 7);
            for (int i = 0; i < size; i++) {
                window.setByte(EchoRequester.HEADERS + i, (byte) i);
            }
            requester.askEcho(window, 7); // with the checksum of these bytes
            assertEquals(-1, requester.answered(window), "a request is no answer");
            answered(window);
            assertEquals(7, requester.answered(window));
            Frame frame = new Frame().at(window);
            assertEquals(MAC, frame.ethernet().destination());
            assertEquals(THEIRS, frame.ethernet().source());
            for (int i = 0; i < size; i++) {
                assertEquals((byte) i, window.getByte(EchoRequester.HEADERS + i));
            }
        }
    }

    @Test
    void sequenceNumbersHaveSixteenBits() {
        assertEquals(0xffff, requester.answered(answered(echo(8, 0xffff))));
        assertEquals(0, requester.answered(answered(echo(8, 0x10000))));
    }

    /** One wrong byte in the header, the message or the data. */
    @Test
    void aBrokenEchoIsNeitherAnsweredNorTaken() {
        for (int at : new int[] {Ethernet.SIZE + 8, Ethernet.SIZE + 20 + 4, EchoRequester.HEADERS + 3}) {
            Window request = echo(8, 1);
            request.setByte(at, (byte) ~request.getByte(at));
            assertFalse(responder.answer(request), "at " + at);
            Window reply = answered(echo(8, 1));
            reply.setByte(at, (byte) ~reply.getByte(at));
            assertEquals(-1, requester.answered(reply), "at " + at);
        }
    }

    @Test
    void anEchoOfAnotherProgramIsNotOurs() {
        Window reply = answered(echo(8, 1));
        assertEquals(-1, new EchoRequester(MAC, ADDRESS, TARGET, 0xbeee).answered(reply));
        assertEquals(-1, new EchoRequester(MAC, ADDRESS, TARGET + 1, 0xbeef).answered(reply));
        assertEquals(-1, new EchoRequester(MAC, ADDRESS + 1, TARGET, 0xbeef).answered(reply));
    }

    @Test
    void anEchoRequestToAllIsLeftAlone() {
        Window request = echo(8, 1);
        new Ethernet().over(request, 0).destination(MacAddress.BROADCAST);
        assertFalse(responder.answer(request));
    }

    @Test
    void garbageIsNoAnswer() {
        for (int length : new int[] {0, 13, 14, 41, 60}) {
            Window window = window(length);
            assertFalse(responder.answer(window));
            assertEquals(-1, requester.answered(window));
            requester.learn(window);
            assertEquals(EchoRequester.UNKNOWN, requester.targetMac());
        }
    }
}
