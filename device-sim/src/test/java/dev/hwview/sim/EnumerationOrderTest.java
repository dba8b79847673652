// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hwview.register.Access;
import dev.hwview.sim.internal.ffm.DevsimNative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Java's enumerations are handed to libdevsim and back by their ordinals. */
class EnumerationOrderTest {
    private static int constant(String name) throws ReflectiveOperationException {
        return (int) DevsimNative.class.getMethod("DEVSIM_" + name).invoke(null);
    }

    @ParameterizedTest
    @EnumSource
    void anAccessPolicyHasLibdevsimsNumber(Access access) throws ReflectiveOperationException {
        assertEquals(constant(access.name()), access.ordinal());
    }

    @Test
    void thereAreAsManyAccessPolicies() {
        assertEquals(DevsimNative.DEVSIM_POLICIES(), Access.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultHasLibdevsimsNumber(BusFault.Kind kind) throws ReflectiveOperationException {
        assertEquals(constant("FAULT_" + kind), kind.ordinal());
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionHasLibdevsimsNumber(Transaction.Kind kind) throws ReflectiveOperationException {
        assertEquals(constant(kind.name()), kind.ordinal());
    }
}
