// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MemoryView does what Python's memoryview was seen to do. */
class VectorsTest {
    private static final PrintStream NOWHERE = new PrintStream(PrintStream.nullOutputStream());

    /** Steps are skipped only where they are marked and can't be written in Java, which the runner sees to. */
    @Test
    void allRecordedCasesPass() throws IOException {
        Tally tally = Vectors.run(Vectors.own(), NOWHERE);
        assertEquals(List.of(), tally.failures());
    }

    @Test
    void aWrongRecordIsNoticed() throws IOException {
        for (String expect : List.of("{\"value\":3}", "{\"value\":2,\"buffer\":\"07\"}",
                "{\"error\":\"IndexError\",\"why\":\"index\"}",
                "{\"hash\":\"c:02\"}", "{\"value\":true}", "{\"value\":\"f:2.0\"}")) {
            Tally tally = run("{\"op\":\"index\",\"target\":0,\"args\":{\"key\":0},\"expect\":" + expect + "}");
            assertEquals(Storage.values().length, tally.failures().size(), expect);
        }
    }

    @Test
    void whatIsNotMarkedIsNotSkipped() throws IOException {
        String step = "\"op\":\"getitem\",\"target\":0,\"args\":{\"key\":{\"const\":\"s:a\"}},"
                + "\"expect\":{\"error\":\"TypeError\",\"why\":\"key\"}";
        assertEquals(Storage.values().length, run("{" + step + "}").failures().size());
        assertTrue(run("{\"dyn\":true," + step + "}").failures().isEmpty());
    }

    private static Tally run(String step) throws IOException {
        String json = "{\"id\":\"x\",\"buffer\":\"02\",\"readonly\":true,\"steps\":[" + step + "]}";
        return Vectors.run(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), NOWHERE);
    }
}
