// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The barriers of rings, on a model of memory that is weaker than any CPU: with all of them no promise is broken, and
 * without any one of them the test notices. The code that runs is the shipped one, loaded anew for each mutation.
 */
class RingOrderTest {
    private static final String PROPERTY = "dev.hwview.mutate";

    @Test
    void noPromiseIsBroken() {
        for (RingScenario scenario : RingScenario.values()) {
            try (RingScenario.Bench bench = new RingScenario.Bench()) {
                scenario.check(bench).ifPresent(how -> {
                    throw new AssertionError(scenario + ": " + how);
                });
            }
        }
    }

    static Stream<Arguments> mutations() {
        return Stream.of(
                arguments("ring.doorbell.release", Set.of("DOORBELL_AFTER_DESCRIPTOR", "DOORBELL_AFTER_OWNER",
                        "DOORBELL_AFTER_READING", "HANDING_BACK_AFTER_READING")),
                arguments("ring.owner.release", Set.of("OWNER_AFTER_DESCRIPTOR")),
                arguments("ring.bit.acquire", Set.of("READING_AFTER_DONE_BIT", "READING_AFTER_DONE_BITS",
                        "READING_AFTER_OWNER_BIT", "READING_AFTER_PHASE_BIT")),
                arguments("ring.bits.acquire", Set.of("READING_AFTER_ONE_FOR_ALL")),
                arguments("ring.head.acquire", Set.of("READING_AFTER_HEAD_IN_MEMORY")),
                arguments("ring.register.acquire", Set.of("READING_AFTER_HEAD_IN_REGISTER")));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void aBarrierThatIsMissingIsNoticed(String mutation, Set<String> broken) throws ReflectiveOperationException {
        assertEquals(broken, brokenWithout(mutation));
    }

    @Test
    void whatIsLoadedAnewWithoutAMutationIsWhole() throws ReflectiveOperationException {
        assertEquals(Set.of(), brokenWithout(""));
    }

    @Test
    void eachMutationOfTheShippedCodeIsTried() {
        Set<String> shipped = Mutation.names();
        assertFalse(shipped.isEmpty());
        assertEquals(shipped, Set.copyOf(mutations().map(m -> (String) m.get()[0]).toList()));
    }

    private static Object brokenWithout(String mutation) throws ReflectiveOperationException {
        String before = System.getProperty(PROPERTY, "");
        System.setProperty(PROPERTY, mutation);
        try {
            Class<?> scenarios = new Anew(RingOrderTest.class.getClassLoader()).loadClass(RingScenario.class.getName());
            var broken = scenarios.getDeclaredMethod("broken");
            broken.setAccessible(true);
            return broken.invoke(null);
        } finally {
            System.setProperty(PROPERTY, before);
        }
    }

    /** Loads the package again, so that its constants are made anew; all else is the parent's. */
    private static final class Anew extends ClassLoader {
        private static final String PACKAGE = RingScenario.class.getPackageName() + ".";

        Anew(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
