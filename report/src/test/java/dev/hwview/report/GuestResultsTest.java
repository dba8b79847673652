// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What JUnit's launcher leaves in the guest, taken apart. */
class GuestResultsTest {
    private static final Instant WHEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final String LAUNCHER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="JUnit Jupiter" tests="4" skipped="1" failures="1" errors="0" time="21.8">
            <properties>
            <property name="os.version" value="6.1.0-amd64"/>
            </properties>
            <testcase name="itComputes()" classname="g.UioEduContractTest" time="0.084">
            <system-out><![CDATA[
            unique-id: [engine:junit-jupiter]/[class:g.UioEduContractTest]/[method:C#itComputes()]
            display-name: JUnit Jupiter > edu on uio: > itComputes()
            ]]></system-out>
            </testcase>
            <testcase name="modes(Mode)[3]" classname="g.VfioEduContractTest" time="0.075">
            <skipped><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: MSIX is not to be had here
            	at dev.hwview.contract.EduBench.enable(EduBench.java:58)
            ]]></skipped>
            <system-out><![CDATA[
            unique-id: [engine:junit-jupiter]/[class:g.VfioEduContractTest]/[test-template:C#modes(Mode)]/\
            [test-template-invocation:#3]
            display-name: JUnit Jupiter > edu on vfio: > modes(Mode) > [3] mode=MSIX
            ]]></system-out>
            </testcase>
            <testcase name="inside()" classname="x.Base$In" time="0.5">
            <failure message="expected: &lt;a&gt; &amp; b" type="T"><![CDATA[T: <b & ]]]]><![CDATA[> "c"
            ]]></failure>
            <system-out><![CDATA[
            unique-id: [engine:junit-jupiter]/[class:g.VfioEduContractTest]/[nested-class:In]/[method:inside()]
            display-name: JUnit Jupiter > edu on vfio: > In > inside()
            ]]></system-out>
            </testcase>
            <testcase name="lives()" classname="g.VfioLifeTest" time="0.25">
            </testcase>
            </testsuite>
            """;

    @TempDir
    Path root;
    private Folder folder;
    private Path results;
    private Path reports;

    @BeforeEach
    void folder() {
        folder = new Folder(root);
        results = root.resolve("results");
        reports = root.resolve("guest/target/surefire-reports");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(reports)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Suite suite(String name) throws IOException {
        return SuiteReader.read("guest", reports.resolve("TEST-" + name + ".xml"));
    }

    @Test
    void eachClassHasItsFile() throws IOException {
        folder.write("results/.command", "");
        folder.write("results/TEST-junit-jupiter.xml", LAUNCHER, WHEN);
        folder.write("guest/target/surefire-reports/TEST-g.GoneTest.xml", "<testsuite/>");

        assertEquals(List.of(), GuestResults.split(results, reports));
        assertEquals(List.of("TEST-g.UioEduContractTest.xml", "TEST-g.VfioEduContractTest.xml",
                "TEST-g.VfioLifeTest.xml"), names());
        assertEquals("edu on uio:", suite("g.UioEduContractTest").title());
        assertEquals("g.VfioLifeTest", suite("g.VfioLifeTest").title());
        Suite vfio = suite("g.VfioEduContractTest");
        assertEquals("edu on vfio:", vfio.title());
        assertEquals(WHEN, vfio.when());
        assertEquals(List.of(
                new TestCase("g.VfioEduContractTest", "modes(Mode)[3]", Outcome.SKIPPED, 0.075,
                        "MSIX is not to be had here", ""),
                new TestCase("x.Base$In", "inside()", Outcome.FAILED, 0.5, "expected: <a> & b", "T: <b & ]]> \"c\"")),
                vfio.cases());
        String text = Files.readString(reports.resolve("TEST-g.VfioEduContractTest.xml"));
        for (String part : List.of("tests=\"2\"", "failures=\"1\"", "errors=\"0\"", "skipped=\"1\"", "time=\"0.575\"",
                "value=\"6.1.0-amd64\"", "[3] mode=MSIX")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
    }

    @Test
    void aSecondBootIsTakenToo() throws IOException {
        folder.write("results/.command", "");
        folder.write("results/TEST-junit-jupiter.xml", LAUNCHER);
        folder.write("results/without-iommu/.command", "");
        folder.write("results/without-iommu/TEST-junit-jupiter.xml",
                "<testsuite><testcase name='refuses()' classname='g.NoIommuTest' time='1'/></testsuite>");
        assertEquals(List.of(), GuestResults.split(results, reports));
        assertEquals(4, names().size());
        assertEquals(1, suite("g.NoIommuTest").cases().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 200, 1200})
    void aFileThatIsCutOffIsAFailure(int length) throws IOException {
        folder.write("results/TEST-junit-jupiter.xml", LAUNCHER.substring(0, length));
        String reason = "it is damaged, or the guest ended before it was written to its end";
        assertTrue(GuestResults.split(results, reports).get(0).reason().startsWith(reason));
        assertEquals(List.of("TEST-guest.xml"), names());
        TestCase test = suite("guest").cases().get(0);
        assertEquals(Outcome.FAILED, test.outcome());
        assertTrue(test.reason().contains("TEST-junit-jupiter.xml: " + reason), test.reason());
    }

    @Test
    void aBootWithoutResultsIsAFailureBesideTheOthers() throws IOException {
        folder.write("results/.command", "");
        folder.write("results/TEST-junit-jupiter.xml", LAUNCHER);
        folder.write("results/without-iommu/.command", "");
        Problem problem = new Problem(results.resolve("without-iommu").toString(),
                "the guest ended before it wrote results");
        assertEquals(List.of(problem), GuestResults.split(results, reports));
        assertEquals(4, names().size());
        assertEquals(problem.toString(), suite("guest").cases().get(0).reason());
    }

    @Test
    void noResultsAreNoSuccess() throws IOException {
        folder.write("guest/target/surefire-reports/TEST-g.OldTest.xml", "<testsuite/>");
        assertEquals("the guest was not begun", GuestResults.split(results, reports).get(0).reason());
        assertEquals(List.of("TEST-guest.xml"), names());
        folder.write("results/.command", "");
        assertEquals("the guest ended before it wrote results", GuestResults.split(results, reports).get(0).reason());
        folder.write("results/TEST-junit-jupiter.xml", "<testsuite name='JUnit Jupiter' tests='0'></testsuite>");
        assertEquals("no test was run", GuestResults.split(results, reports).get(0).reason());
        folder.write("results/TEST-junit-jupiter.xml", "<html/>");
        assertEquals("no results, it begins with <html>", GuestResults.split(results, reports).get(0).reason());
    }
}
