// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts beside ways. */
class ContractTableTest {
    private static final String PLAN = """
            # a comment

            edu on sim: make test
            edu on vfio: make test-guest
            edu on uio: never, it has no line
            """;

    @TempDir
    Path root;
    private Folder folder;

    @BeforeEach
    void folder() {
        folder = new Folder(root);
    }

    private ContractTable table(String contract) throws IOException {
        Plan plan = Plan.read(folder.write("report/plan", PLAN));
        return Report.read(root, plan).contracts().stream().filter(table -> table.contract().equals(contract))
                .findAny().orElseThrow();
    }

    private static List<String> row(ContractTable table, String method) {
        List<Cell> cells = table.rows().get(method);
        return IntStream.range(0, cells.size())
                .mapToObj(i -> table.text(table.schemes().get(i), cells.get(i))).toList();
    }

    @Test
    void testsStandBesideWays() throws IOException {
        folder.results("device-qemu", "a.Sim", "edu on sim:",
                Folder.passed("computes") + Folder.passed("copies(int)[1]") + Folder.passed("copies(int)[2]"));
        folder.results("guest", "a.Vfio", "edu on vfio:", Folder.skipped("computes()", "no processor")
                + Folder.failed("copies(int)[1]", "lost") + Folder.passed("copies(int)[2]")
                + Folder.skipped("copies(int)[3]", "no"));
        ContractTable table = table("edu");
        assertEquals(List.of("sim:", "vfio:", "uio:"), table.schemes());
        assertEquals(List.of("passed", "skipped", "-"), row(table, "computes"));
        assertEquals(List.of("passed 2", "FAILED 1, passed 1, skipped 1", "-"), row(table, "copies"));
        assertEquals(List.of("lost", "no"), table.rows().get("copies").get(1).reasons());
        assertEquals("it has no line", table.absent().get("uio:").why());
    }

    @Test
    void aTestOfOneWayAloneIsSeen() throws IOException {
        folder.results("device-qemu", "a.Sim", "edu on sim:", Folder.passed("computes"));
        folder.results("guest", "a.Vfio", "edu on vfio:", Folder.passed("strays()"));
        ContractTable table = table("edu");
        assertEquals(List.of("passed", "not run", "-"), row(table, "computes"));
        assertEquals(List.of("not run", "passed", "-"), row(table, "strays"));
    }

    @Test
    void whatIsAbsentSaysWhatRunsIt() throws IOException {
        folder.results("device-qemu", "a.Sim", "edu on sim:", Folder.passed("computes"));
        ContractTable table = table("edu");
        assertEquals(List.of("passed", "not run", "-"), row(table, "computes"));
        assertEquals("not run; make test-guest runs it", table.absent().get("vfio:").why());
    }

    @Test
    void contractsThatNobodyExpectedAreThere() throws IOException {
        folder.results("mine", "a.B", "mycard on pcie+x:", Folder.passed("computes"));
        folder.results("mine", "a.C", "edu on mine:", Folder.passed("computes"));
        assertEquals(List.of("passed"), row(table("mycard"), "computes"));
        assertEquals(List.of("not run", "not run", "-", "passed"), row(table("edu"), "computes"));
    }

    @Test
    void ofAClassThatCouldNotBeginAllHasFailed() throws IOException {
        folder.results("device-qemu", "a.Sim", "edu on sim:", Folder.passed("computes"));
        folder.results("guest", "a.Vfio", "edu on vfio:", Folder.failed("initializationError", "no device"));
        assertEquals(List.of("passed", "FAILED", "-"), row(table("edu"), "computes"));
        Files.delete(root.resolve("device-qemu/target/surefire-reports/TEST-a.Sim.xml"));
        assertEquals(List.of("not run", "FAILED", "-"), row(table("edu"), "all"));
    }

    @Test
    void otherTitlesAreNoContracts() {
        for (String title : List.of("a.B", "edu on sim", "edu on the sim:", "on sim:", "edu on Sim:")) {
            assertEquals(Optional.empty(), Way.parse(title), title);
        }
    }

    @Test
    void aPlanThatIsNotUnderstoodIsRefused() throws IOException {
        Path plan = folder.write("plan", "edu at sim: make test\n");
        String said = assertThrows(IOException.class, () -> Plan.read(plan)).getMessage();
        assertTrue(said.endsWith("edu at sim: make test"), said);
    }

    @Test
    void theProjectsOwnPlanIsUnderstood() throws IOException {
        Path project = Path.of("").toAbsolutePath().getParent();
        Plan plan = Plan.read(project.resolve("report/plan"));
        assertEquals(Optional.of("make test-guest"), plan.command(new Way("edu", "vfio:")));
        assertTrue(plan.never(new Way("e1000e", "uio:")).isPresent());
    }
}
