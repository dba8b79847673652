// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Surefire 3.6 writes, read. */
class SuiteReaderTest {
    @TempDir
    Path root;
    private Folder folder;

    @BeforeEach
    void folder() {
        folder = new Folder(root);
    }

    private Suite read(String tests) throws IOException {
        return SuiteReader.read("m", folder.results("m", "a.B", "edu on sim:", tests));
    }

    @Test
    void aTestThatPassed() throws IOException {
        Suite suite = read(Folder.passed("bytesGoThereAndBack(int)[7]"));
        assertEquals("a.B", suite.className());
        assertEquals("edu on sim:", suite.title());
        assertEquals(List.of(new TestCase("a.B", "bytesGoThereAndBack(int)[7]", Outcome.PASSED, 0.5, "", "")),
                suite.cases());
    }

    @Test
    void whatATestPrintsIsNoTest() throws IOException {
        Suite suite = read("""
                <testcase name="x" classname="a.B" time="1,234.5">
                  <system-out><![CDATA[<testcase name="y"/>]]></system-out>
                  <system-err>text <b>more</b></system-err>
                </testcase>
                <system-out><testcase name="z"/></system-out>
                """);
        assertEquals(List.of("x"), suite.cases().stream().map(TestCase::name).toList());
        assertEquals(1234.5, suite.seconds());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <skipped message="not now"/>                                                                  | not now
            <skipped type="T">org.opentest4j.TestAbortedException: Assumption failed: no MSI&#10; at</skipped> | no MSI
            <skipped type="T">org.opentest4j.TestAbortedException: no QEMU&#10; at a.B</skipped>          | no QEMU
            <skipped>parent was skipped: org.opentest4j.TestAbortedException: no QEMU</skipped>           | no QEMU
            <skipped>parent was skipped: for a reason</skipped>                                           | for a reason
            <skipped>org.opentest4j.TestAbortedException&#10; at a.B</skipped>                       | no reason given
            <skipped/>                                                                               | no reason given
            """)
    void whyItWasSkipped(String element, String reason) throws IOException {
        TestCase test = read("<testcase name='x' classname='a.B' time='0'>" + element + "</testcase>").cases().get(0);
        assertEquals(Outcome.SKIPPED, test.outcome());
        assertEquals(reason, test.reason());
        assertEquals("", test.details());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <failure message="expected: &lt;1&gt; but was: &lt;2&gt;" type="T">at</failure> | expected: <1> but was: <2>
            <error message="no device" type="java.lang.IllegalStateException">at</error>    | no device
            <error type="java.lang.ArithmeticException"><![CDATA[at]]></error> \
            | java.lang.ArithmeticException
            <error>first&#10;second</error>                                                 | first
            """)
    void whyItFailed(String element, String reason) throws IOException {
        TestCase test = read("<testcase name='x' classname='a.B' time='0'>" + element + "</testcase>").cases().get(0);
        assertEquals(Outcome.FAILED, test.outcome());
        assertEquals(reason, test.reason());
        assertFalse(test.details().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<testsuite name='x'>", "<testsuite name='x'><testcase name='y'><failure>", "no XML",
        "<testsuite name='x'>&secret;</testsuite>"})
    void whatIsDamagedIsNoEmptyResult(String text) throws IOException {
        Path file = folder.write("TEST-a.B.xml", text);
        IOException refused = assertThrows(IOException.class, () -> SuiteReader.read("m", file));
        String message = refused.getMessage();
        assertTrue(message.startsWith("it is damaged, or was not written to its end (line "), message);
    }

    @Test
    void whatIsSomethingElseIsRefused() throws IOException {
        Path file = folder.write("TEST-a.B.xml", "<html/>");
        assertEquals("no results, it begins with <html>",
                assertThrows(IOException.class, () -> SuiteReader.read("m", file)).getMessage());
    }

    @Test
    void filesAreNotLookedUp() throws IOException {
        Path secret = folder.write("secret", "0");
        Path file = folder.write("TEST-a.B.xml", "<!DOCTYPE testsuite [<!ENTITY s SYSTEM '" + secret.toUri() + "'>]>"
                + "<testsuite name='x'><testcase name='a&s;' classname='c'/></testsuite>");
        assertThrows(IOException.class, () -> SuiteReader.read("m", file));
    }

    @ParameterizedTest
    @CsvSource({"itWorksByDMA, it works by DMA", "aCardIsThere, a card is there", "x, x",
        "readsOf8Bits, reads of8 bits", "with spaces, with spaces", "MSIIsThere, MSI is there"})
    void methodsAreReadAsWords(String method, String words) {
        assertEquals(words, TestCase.words(method));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain                     | plain
            plain()                   | plain
            one(int)[2]               | one
            two(int, String[])[12]    | two
            again[3]                  | again
            """)
    void parametersAreNoPartOfTheMethod(String name, String method) {
        assertEquals(method, new TestCase("c", name, Outcome.PASSED, 0, "", "").method());
    }
}
