// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.RegisterSpace;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;

/**
 * Hot code around one action. Each case gets a hidden class of its own, made of {@link Hot} or {@link HotInt}: with one
 * class for all of them the call would be megamorphic, nothing would be inlined, and the compiler would never see
 * caller and access together, which is when it goes wrong.
 */
interface Caller {
    /**
     * Acts {@code count} times.
     *
     * @return the sum of what the rounds returned, modulo 2 to the 32 if that is of an {@code int}
     */
    long call(RegisterSpace space, int count);

    /** A caller that was compiled for no other action. */
    static Caller of(Action action) {
        try {
            byte[] template = action instanceof Action.OfInt ? Template.HOT_INT : Template.HOT;
            return (Caller) Template.LOOKUP.defineHiddenClassWithClassData(template, action, true)
                    .lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Around an action of {@code long}. */
    final class Hot implements Caller {
        private static final Action ACTION = Template.classData(MethodHandles.lookup(), Action.class);

        Hot() {}

        @Override
        public long call(RegisterSpace space, int count) {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += ACTION.act(space, i);
            }
            return sum;
        }
    }

    /** The same around an action of {@code int}. */
    final class HotInt implements Caller {
        private static final Action.OfInt ACTION = Template.classData(MethodHandles.lookup(), Action.OfInt.class);

        HotInt() {}

        @Override
        public long call(RegisterSpace space, int count) {
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += ACTION.actInt(space, i);
            }
            return sum;
        }
    }

    /** What the hidden classes are made of. */
    final class Template {
        static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
        static final byte[] HOT = bytes("Caller$Hot.class");
        static final byte[] HOT_INT = bytes("Caller$HotInt.class");

        private Template() {}

        static <T> T classData(MethodHandles.Lookup lookup, Class<T> type) {
            try {
                return MethodHandles.classData(lookup, "_", type);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        private static byte[] bytes(String file) {
            try (InputStream in = Caller.class.getResourceAsStream(file)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
