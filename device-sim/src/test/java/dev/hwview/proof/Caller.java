// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.RegisterSpace;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;

/**
 * Hot code around one action. Each case gets a hidden class of its own, made of {@link Hot}: with one class for all of
 * them the call would be megamorphic, nothing would be inlined, and the compiler would never see caller and access
 * together, which is when it goes wrong.
 */
interface Caller {
    /**
     * Acts {@code count} times.
     *
     * @return the sum of what the rounds returned
     */
    long call(RegisterSpace space, int count);

    /** A caller that was compiled for no other action. */
    static Caller of(Action action) {
        try {
            return (Caller) Template.LOOKUP.defineHiddenClassWithClassData(Template.BYTES, action, true)
                    .lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** What the hidden classes are made of. */
    final class Hot implements Caller {
        private static final Action ACTION = classData();

        Hot() {}

        @Override
        public long call(RegisterSpace space, int count) {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += ACTION.act(space, i);
            }
            return sum;
        }

        private static Action classData() {
            try {
                return MethodHandles.classData(MethodHandles.lookup(), "_", Action.class);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The template as bytes. */
    final class Template {
        static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
        static final byte[] BYTES = bytes();

        private Template() {}

        private static byte[] bytes() {
            try (InputStream in = Caller.class.getResourceAsStream("Caller$Hot.class")) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
