// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The whole of it, on a small project. */
class MainTest {
    private static final String PLAN = """
            edu on sim: make test
            edu on uio: make test-guest
            """;

    private static final ZonedDateTime WHEN = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneId.systemDefault());

    @TempDir
    Path root;
    private Folder folder;
    private String printed;

    @BeforeEach
    void project() throws IOException {
        folder = new Folder(root);
        folder.write("report/plan", PLAN);
        folder.write("cli/pom.xml", "<project/>");
        folder.write("cli/src/test/java/A.java", "");
        Path results = folder.results("sim", "a.SimTest", "edu on sim:", Folder.passed("computes")
                + Folder.passed("lives(int)[1]") + Folder.passed("lives(int)[2]")
                + Folder.skipped("resets", "there's no way"));
        Files.setLastModifiedTime(results, FileTime.from(WHEN.toInstant()));
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(root.toString());
        return runBare(arguments.toArray(String[]::new));
    }

    private int runBare(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int status = Main.run(stream, stream, arguments);
        printed = bytes.toString(StandardCharsets.UTF_8);
        return status;
    }

    private String page() throws IOException {
        return Files.readString(root.resolve("target/reports/tests/index.html"));
    }

    @Test
    void allOfItAsText() throws IOException {
        assertEquals(0, run());
        String report = """
                module  tests    passed  failed  skipped  seconds  ended
                cli     not run
                sim     4        3       0       1        1.5      2026-01-02 03:04
                all     4        3       0       1        1.5      2026-01-02 03:04

                edu         sim:         uio:
                  computes  passed       not run
                  lives     passed 2     not run
                  resets    skipped [1]  not run
                  uio: not run; make test-guest runs it
                  [1] there's no way

                skipped
                  sim SimTest: there's no way
                      resets
                """;
        assertEquals(report + "report: target/reports/tests/index.html\n", printed);
        assertEquals(report, Files.readString(root.resolve("target/reports/tests/report.txt")));
    }

    @Test
    void partsOfIt() {
        assertEquals(0, run("--totals"));
        assertFalse(printed.contains("computes"), printed);
        assertEquals(0, run("--contracts"));
        assertFalse(printed.contains("module"), printed);
        assertTrue(printed.contains("  lives     passed 2     not run\n"), printed);
    }

    @Test
    void failuresAreInEachPartAndNoFailureOfTheReport() throws IOException {
        Path results = folder.results("sim", "a.OtherTest", "a.OtherTest",
                Folder.failed("works", "expected: &lt;1&gt;&#10;but was: &lt;2&gt;"));
        Files.setLastModifiedTime(results, FileTime.from(WHEN.toInstant()));
        for (String part : List.of("--totals", "--contracts")) {
            assertEquals(0, run(part));
            String told = "failed\n  sim OtherTest.works, 2026-01-02 03:04\n      expected: <1>\n      but was: <2>\n";
            assertTrue(printed.contains(told), printed);
        }
        assertTrue(page().contains("<h3 class=\"failed\">sim: OtherTest.works</h3>\n"
                + "<p>2026-01-02 03:04</p>\n<pre>expected: &lt;1&gt;\nbut was: &lt;2&gt;</pre>"), page());
    }

    /** Where the class within is inherited, the suite's alone says on what it ran. */
    @Test
    void aTestOfAClassWithinSaysSo() throws IOException {
        folder.results("sim", "a.OtherTest", "a.OtherTest", Folder.failed("works", "no").replace("a.B", "a.Base$In"));
        assertEquals(0, run("--totals"));
        assertTrue(printed.contains("failed\n  sim OtherTest Base$In.works, "), printed);
    }

    @Test
    void colourIsAskedFor() {
        run();
        assertFalse(printed.contains("\033"), printed);
        run("--colour");
        assertTrue(printed.contains("  computes  \033[32mpassed\033[0m       \033[2mnot run\033[0m\n"), printed);
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        folder.write("sim/target/surefire-reports/TEST-a.CutTest.xml", "<testsuite><testcase name='x'");
        assertEquals(0, run("--totals"));
        String line = "sim/target/surefire-reports/TEST-a.CutTest.xml: "
                + "it is damaged, or was not written to its end (line 1)";
        assertTrue(printed.contains("results that can't be read\n  " + line), printed);
        assertTrue(page().contains(line), page());
    }

    /** Names and messages come from tests, which may say anything. */
    @Test
    void nothingOfTheResultsIsMarkup() throws Exception {
        String evil =
                "&lt;script&gt;alert(1)&lt;/script&gt;&quot; onclick=&apos;x&apos; &amp;amp; ]]&gt; \u009b31m \u007f";
        folder.results("sim", "a.EvilTest", "evil on &lt;b>:", Folder.failed(evil, evil));
        folder.results("sim", "a.WorseTest", "&lt;i>&amp;&quot; on sim:",
                Folder.failed(evil + "2", evil) + Folder.skipped(evil, "&lt;b&gt;<b>"));
        assertEquals(0, run());
        String page = page();
        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onclick=&#39;x&#39; &amp;amp; ]]&gt;"),
                page);
        assertTrue(page.contains("<th>&lt;i&gt;&amp;&quot;</th>"), page);
        assertTrue(page.contains("\n&amp;lt;b&amp;gt;&lt;b&gt;\">FAILED 1, skipped 1 [1] [2]</td>"), page);
        for (String tag : List.of("<script", "<b>", "<i>", "onclick='", "http://", "https://")) {
            assertFalse(page.contains(tag), tag);
        }
        String well = page.replace("<!DOCTYPE html>", "").replaceAll("<meta([^>]*)>", "<meta$1/>");
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new InputSource(new StringReader(well)));
        assertFalse(printed.codePoints().anyMatch(c -> c != '\n' && Character.isISOControl(c)), printed);
    }

    @Test
    void theGuestsResultsAreTakenOver() throws IOException {
        folder.write("guest/pom.xml", "<project/>");
        folder.write("target/guest/results/TEST-junit-jupiter.xml", """
                <testsuite name="JUnit Jupiter"><testcase name="computes()" classname="g.UioTest" time="0.1">\
                <system-out>
                unique-id: [engine:junit-jupiter]/[class:g.UioTest]/[method:c()]
                display-name: JUnit Jupiter > edu on uio: > computes()
                </system-out></testcase></testsuite>
                """);
        assertEquals(0, run("--guest", "--contracts"));
        assertTrue(printed.contains("  computes  passed       passed\n"), printed);
        assertEquals(0, run("--contracts"));
        assertTrue(printed.contains("  computes  passed       passed\n"), printed);
    }

    @Test
    void aGuestThatDiedIsAFailure() throws IOException {
        folder.write("guest/pom.xml", "<project/>");
        folder.write("target/guest/results/.command", "");
        assertEquals(1, run("--guest", "--contracts"));
        assertTrue(printed.contains("failed\n  guest guest.results, "), printed);
        assertTrue(printed.contains("target/guest/results: the guest ended before it wrote results"), printed);
        assertTrue(printed.contains("uio: not run; make test-guest runs it"), printed);
        assertTrue(page().contains("the guest ended before it wrote results"), page());
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        for (String[] arguments : new String[][] {
            {}, {"--what", "."}, {"--what"}, {"a", "b"}, {"--totals", "--contracts", "."}}) {
            assertEquals(2, runBare(arguments));
            assertTrue(printed.startsWith("usage: report "), printed);
        }
        assertEquals(2, runBare(root.resolve("nowhere").toString()));
        assertTrue(printed.startsWith("report: "), printed);
    }
}
