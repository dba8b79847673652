// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where a JVM lets nobody at native code, streams work nevertheless. */
class WithoutNativeAccessTest {
    static final class Lines {
        public static void main(String[] arguments) throws IOException {
            byte[] text = "one\ntwo\n".repeat(5000).getBytes(StandardCharsets.US_ASCII);
            try (StreamWindow stream = StreamWindow.over(Channels.newChannel(new ByteArrayInputStream(text)), 1000)) {
                int count = 0;
                for (Frames lines = stream.lines(100); lines.next();) {
                    count += lines.window().length() == 3 ? 1 : 0;
                }
                System.out.print(stream.mirrored() + " " + stream.capacity() + " " + count);
            }
        }
    }

    @Test
    void theRingIsNotMirrored() throws Exception {
        assumeTrue(Runtime.version().feature() >= 24, "--illegal-native-access came with JDK 24");
        Process jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--illegal-native-access=deny", "-cp", System.getProperty("java.class.path"), Lines.class.getName())
                .redirectErrorStream(true).start();
        try {
            assertTrue(jvm.waitFor(60, TimeUnit.SECONDS), "it ends");
            assertEquals("false 1000 10000", new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            jvm.destroyForcibly();
        }
    }
}
