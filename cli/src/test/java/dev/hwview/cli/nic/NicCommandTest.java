// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hwview.cli.Cli;
import dev.hwview.cli.nic.card.CapturedFrames;
import dev.hwview.pcap.Capture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NicCommandTest {
    /** Real traffic: 67 frames, some shorter than a card sends them, some as long as there are. */
    private static final Path TRAFFIC = Path.of("../java-api/src/test/resources/dev/hwview/pcap/veth.pcap");
    private static final int FRAMES = 67;
    private static final String CARD = "sim:e1000e";

    @TempDir
    Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** Names on the highest level, and what is there as text; nested things are left out. */
    private static Map<String, String> json(Cli cli) throws IOException {
        Map<String, String> map = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(cli.out())) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 1 && token.isScalarValue()) {
                    map.put(parser.currentName(), parser.getText());
                }
            }
        }
        return map;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",access=call", ",access=memory"})
    void everyFrameIsForwardedOnceInOrderByteForByte(String access) throws IOException {
        Path out = folder.resolve("out.pcap");
        Cli cli = Cli.run("nic", "forward", CARD + access, CARD + access, "--from", TRAFFIC.toString(), "--repeat",
                "20", "--to", out.toString(), "--json").ok();
        Map<String, String> facts = json(cli);
        assertEquals("1340", facts.get("frames"));
        assertEquals("true", facts.get("same"));
        assertEquals(facts.get("arrivedSha256"), facts.get("sentSha256"));
        assertEquals(CapturedFrames.of(TRAFFIC, 20).sha256(), facts.get("sentSha256"));
        assertEquals(Optional.empty(), CapturedFrames.difference(TRAFFIC, 20, out));
        assertTrue(cli.out().contains("\"p99.99\"") && cli.out().contains("\"receiverFaults\" : [ ]"), cli.out());
    }

    @Test
    void itSaysSoForPeopleToo() {
        String out = Cli.run("nic", "forward", CARD, CARD, "--from", TRAFFIC.toString(), "--to", file("out"), "--batch",
                "1").ok().out();
        assertTrue(out.contains("67 frames, 21.8 KiB, in 67 turns"), out);
        assertTrue(out.contains("every frame once, in order, byte for byte"), out);
        assertTrue(out.contains("0 bytes a frame") && out.contains("p99.9 ") && out.endsWith("OK\n"), out);
    }

    /** A capture whose frames a card does not take is not forwarded. */
    @Test
    void framesThatDoNotComeAreAFailure() {
        Path jumbo = TRAFFIC.resolveSibling("lo-http.pcap");
        Cli cli = Cli.run("nic", "forward", CARD, CARD, "--from", jumbo.toString(), "--to", file("out"), "--idle",
                "200ms");
        assertEquals(1, cli.status(), cli.out());
        assertTrue(cli.out().contains("of 97 frames were forwarded"), cli.out());
        assertTrue(cli.out().contains("FAILED  frame "), cli.out());
    }

    @Test
    void itEndsAfterSoManyFrames() throws IOException {
        Map<String, String> facts = json(Cli.run("nic", "forward", CARD, CARD, "--generated", "5000", "--count", "64",
                "--json").ok());
        assertEquals("64", facts.get("frames"));
    }

    @Test
    void aRealCapturesFramesAreCaptured() throws IOException {
        Path out = folder.resolve("out.pcap");
        Map<String, String> facts = json(Cli.run("nic", "capture", CARD, out.toString(), "--from", TRAFFIC.toString(),
                "--json").ok());
        assertEquals(FRAMES, Integer.parseInt(facts.get("frames")));
        assertEquals(Optional.empty(), CapturedFrames.difference(TRAFFIC, 1, out));
    }

    /** More than the few turns in which the JVM allocates by itself. */
    @Test
    void capturingTakesNothingOfTheHeap() {
        String out = Cli.run("nic", "capture", CARD, file("out"), "--generated", "20000").ok().out();
        assertTrue(out.contains("20,000 frames, 1.1 MiB, in ") && out.contains("0 bytes a frame"), out);
    }

    @Test
    void neitherDoesReplaying() {
        String out = Cli.run("nic", "replay", TRAFFIC.toString(), CARD, "--repeat", "300").ok().out();
        assertTrue(out.contains("20,100 frames, 6.3 MiB, in ") && out.contains("0 bytes a frame"), out);
    }

    @Test
    void onlyOwnFramesIfSoWanted() throws IOException {
        Path out = folder.resolve("out.pcap");
        Map<String, String> facts = json(Cli.run("nic", "capture", "--own", CARD, out.toString(), "--from",
                TRAFFIC.toString(), "--json").ok());
        int own = Integer.parseInt(facts.get("frames"));
        assertTrue(own > 0 && own < FRAMES, "broadcasts, and nothing of the two hosts: " + own);
        assertEquals(own, CapturedFrames.count(out));
    }

    @Test
    void aCaptureIsReplayed() throws IOException {
        Path out = folder.resolve("out.pcap");
        Cli.run("nic", "replay", TRAFFIC.toString(), CARD, "--repeat", "3", "--to", out.toString()).ok();
        assertEquals(Optional.empty(), CapturedFrames.difference(TRAFFIC, 3, out));
    }

    @Test
    void whatNoCardSendsIsLeftOutAndTold() throws IOException {
        Path jumbo = TRAFFIC.resolveSibling("lo-http.pcap");
        Cli cli = Cli.run("nic", "replay", jumbo.toString(), CARD, "--json").ok();
        assertEquals("8", json(cli).get("leftOut"));
        assertEquals("89", json(cli).get("frames"));
    }

    @Test
    void generatedFramesAreNumbered() throws IOException {
        Path out = folder.resolve("out.pcap");
        Cli.run("nic", "generate", CARD, "--count", "3000", "--length", "100", "--flows", "3", "--to", out.toString())
                .ok();
        long number = 0;
        try (Capture capture = CapturedFrames.open(out)) {
            while (capture.next()) {
                dev.hwview.packet.Frame frame = new dev.hwview.packet.Frame().at(capture.packet());
                assertTrue(frame.hasUdp() && frame.ipv4().checksumIsRight());
                assertEquals(100, capture.packet().length());
                assertEquals(0x0a000002 + number % 3, frame.ipv4().source());
                assertEquals(number++, capture.packet().getLongBE(42));
            }
        }
        assertEquals(3000, number);
    }

    @Test
    void aHostAnswersPings() throws IOException {
        Cli cli = Cli.run("nic", "ping", CARD, "10.0.0.1", "--peer", CARD, "--count", "20", "--interval", "1ms",
                "--size", "1472", "--json").ok();
        assertEquals("20", json(cli).get("answered"));
        String text = Cli.run("nic", "ping", CARD, "10.0.0.1", "--peer", CARD, "--count", "2", "--interval", "1ms",
                "--size", "100").ok().out();
        assertTrue(text.contains("108 bytes from 10.0.0.1: seq=1 ttl=64 time="), text);
        assertTrue(text.contains("10.0.0.1 at 52:54:00:12:34:57"), text);
    }

    /** Far more than buffers are there at a time: asking waits for them, and none is taken for lost. */
    @ParameterizedTest
    @ValueSource(strings = {CARD, CARD + ",access=memory"})
    void pingsMayBeManyAndClose(String card) throws IOException {
        Map<String, String> facts = json(Cli.run("nic", "ping", card, "10.0.0.1", "--peer", card, "--count", "2000",
                "--interval", "1us", "--timeout", "5s", "--json").ok());
        assertEquals("2000", facts.get("asked"));
        assertEquals("2000", facts.get("answered"));
        assertEquals("0", facts.get("answeredTwice"));
    }

    @Test
    void nobodyAnswersPings() {
        Cli cli = Cli.run("nic", "ping", CARD, "10.0.0.1", "--timeout", "20ms");
        assertEquals(1, cli.status());
        assertTrue(cli.out().contains("FAILED  nobody says that 10.0.0.1 is theirs"), cli.out());
        assertTrue(cli.out().contains("nothing is plugged into sim:e1000e, see --peer"), cli.out());
    }

    /** Ctrl-C aside, there is always an end. */
    @Test
    void pingEndsInTime() {
        Cli cli = Cli.run("nic", "ping", CARD, "10.0.0.1", "--peer", CARD, "--count", "1_000_000_000", "--for", "50ms",
                "--quiet").ok();
        assertTrue(cli.lines().getFirst().startsWith("host "), cli.out());
    }

    @Test
    void wrongUsageIsOneLine() {
        Cli.run("nic").fails(2, "no command given");
        Cli.run("nic", "ping", CARD, "10.0.0").fails(2, "'10.0.0' is no IPv4 address");
        Cli.run("nic", "ping", CARD, "10.0.0.1", "--socket", "one").fails(2, "two paths");
        Cli.run("nic", "ping", CARD, "10.0.0.1", "--socket", "a,b", "--peer", CARD).fails(2, "exclude each other");
        Cli.run("nic", "ping", CARD, "10.0.0.1", "--size", "1473").fails(2, "1473 is not in 0 to 1472");
        Cli.run("nic", "ping", CARD, "10.0.0.1", "--for", "1").fails(2, "\"1\" is no time");
        Cli.run("nic", "generate", CARD, "--length", "59").fails(2, "59 is not in 60 to 1514");
        Cli.run("nic", "generate", CARD, "--to-mac", "1:2").fails(2, "'1:2' is no Ethernet address");
        Cli.run("nic", "generate", CARD, "--socket", file("one")).fails(2, "two paths");
        Cli.run("nic", "forward", CARD, CARD, "--from", TRAFFIC.toString(), "--generated", "1")
                .fails(2, "exclude each other");
        Cli.run("nic", "forward", CARD, CARD, "--ring", "7").fails(1, "7");
        Cli.run("nic", "forward", CARD, CARD, "--from", file("missing"))
                .fails(1, "missing: can't be read: no such file");
        Cli.run("nic", "capture", CARD, file("out"), "--count", "0").fails(2, "0 is not in 1 to");
        Cli.run("nic", "replay", file("missing"), CARD).fails(1, "missing: can't be read: no such file");
        Cli.run("nic", "capture", CARD, file("no/such"), "--generated", "1").fails(1, "no/such: can't be written");
    }

    @Test
    void whatIsNoCardIsOneLine() {
        Cli.run("nic", "capture", "sim:edu", file("out")).fails(1, "sim:edu", "no network card");
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
