// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hwview.device.Device;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One way to use the library wrongly: what is done to a fresh device, which exception it has to be, exactly, and what
 * its message must contain.
 *
 * @param kind for people
 * @param address of the device, without how it is reached
 * @param deed what is done
 * @param type the exception
 * @param parts of its message: the device, the register, the offset, the limit
 */
record Misuse(String kind, String address, Deed deed, Class<? extends Exception> type, String... parts) {
    /** What is done. */
    interface Deed {
        void to(Device device) throws Exception;
    }

    /** To a sim:edu. */
    static Misuse of(String kind, Deed deed, Class<? extends Exception> type, String... parts) {
        return new Misuse(kind, "sim:edu", deed, type, parts);
    }

    /** By trapped registers and by called ones; {@code untouched}: the bus saw nothing, and no fault was recorded. */
    Stream<DynamicTest> tests(boolean untouched) {
        return Stream.of(RegisterPath.TRAP, RegisterPath.CALL).map(path -> dynamicTest(kind + ", by " + path, () -> {
            try (Device device = Device.open(address + ",access=" + path.name().toLowerCase(Locale.ROOT))) {
                Exception thrown = assertThrows(Exception.class, () -> deed.to(device));
                assertSame(type, thrown.getClass(), () -> "not " + thrown);
                for (String part : parts) {
                    assertTrue(thrown.getMessage().contains(part),
                            () -> "no \"" + part + "\" in: " + thrown.getMessage());
                }
                if (untouched && !device.isClosed()) {
                    assertEquals(0, Simulation.of(device).trace().count(), "accesses");
                    Simulation.of(device).faults().assertNone();
                }
            }
        }));
    }

    /** Refused before anything reached the device. */
    static Stream<DynamicTest> refused(Misuse... kinds) {
        return Arrays.stream(kinds).flatMap(m -> m.tests(true));
    }

    /** Found out behind an access. */
    static Stream<DynamicTest> detected(Misuse... kinds) {
        return Arrays.stream(kinds).flatMap(m -> m.tests(false));
    }
}
