// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hwview.device.Device;
import dev.hwview.register.BusGuard;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a JVM says that lacks something the library needs. */
class StartupTest {
    /** Twice, for a class whose initialisation failed tells the second caller something else. */
    static final class Opens {
        public static void main(String[] arguments) {
            Said.by(() -> Device.open("sim:edu").close());
            Said.by(() -> Device.open("sim:edu").close());
            Said.by(Device::list);
        }
    }

    @Test
    void withNativeAccessItOpensTheDevice() throws Exception {
        assertEquals(List.of("nothing", "nothing", "nothing"),
                ForkedJvm.run(Opens.class, "--enable-native-access=ALL-UNNAMED"));
    }

    @Test
    void withoutNativeAccessItSaysWhichOptionToAdd() throws Exception {
        assumeTrue(Runtime.version().feature() >= 24, "--illegal-native-access came with JDK 24");
        List<String> lines = ForkedJvm.run(Opens.class, "--illegal-native-access=deny");
        assertEquals(3, lines.size(), lines::toString);
        for (String line : lines) {
            assertEquals("NativeAccessException: libdevsim.so needs native access: start java with "
                    + "--enable-native-access=ALL-UNNAMED", line);
        }
    }

    /**
     * Memory that the program has itself needs no library, but a register space looks beyond it, at the guard's flag.
     */
    static final class LaysASpaceOverMemory {
        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                Said.by(() -> RegisterSpace.over("mine", Arena.global().allocate(8), BusGuard.NONE, Presence.ALWAYS));
            }
        }
    }

    @Test
    void withoutNativeAccessARegisterSpaceSaysSoToo() throws Exception {
        assumeTrue(Runtime.version().feature() >= 24, "--illegal-native-access came with JDK 24");
        String expected = "NativeAccessException: mine needs native access: start java with "
                + "--enable-native-access=ALL-UNNAMED";
        assertEquals(List.of(expected, expected),
                ForkedJvm.run(LaysASpaceOverMemory.class, "--illegal-native-access=deny"));
    }

    @Test
    void aPlatformWhoseLibraryIsNotInTheJarIsNamed() throws Exception {
        List<String> lines = ForkedJvm.run(Opens.class, "--enable-native-access=ALL-UNNAMED", "-Dos.arch=vax");
        assertEquals(3, lines.size(), lines::toString);
        for (String line : lines) {
            assertEquals("ResourceException: libdevsim.so is not in the jar for linux-vax", line);
        }
    }

    @Test
    void aLibraryOfAnotherPlatformIsNotLoaded() throws Exception {
        String other = System.getProperty("os.arch").equals("aarch64") ? "amd64" : "aarch64";
        List<String> lines = ForkedJvm.run(Opens.class, "--enable-native-access=ALL-UNNAMED", "-Dos.arch=" + other);
        for (String line : lines) {
            assertTrue(line.startsWith("ResourceException: libdevsim.so "), line);
        }
    }
}
