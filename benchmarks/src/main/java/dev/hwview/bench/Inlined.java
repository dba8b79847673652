// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import static dev.hwview.bench.Memory.OFFSET;
import static dev.hwview.bench.Memory.SPEED_LSB;
import static dev.hwview.bench.Memory.SPEED_MAX;
import static dev.hwview.bench.Twins.LOOP;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The direct side of the seam: the access idiom of dev.hwview.register.MappedRegisterSpace copied by hand to where the
 * access is, with no register, no field and no space between. What {@link Registers} costs beyond this is the seam's.
 */
@State(Scope.Thread)
public class Inlined {
    private static final VarHandle INT = JAVA_INT.varHandle();

    private static final MemorySegment PROCESS = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final MemorySegment memory = Memory.page();
    private final long flag = Arena.global().allocate(JAVA_INT).address();

    /** The idiom of read32. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public int read() {
        int sum = 0;
        for (int i = 0; i < LOOP; i++) {
            int value = (int) INT.getOpaque(memory, OFFSET);
            if (value == -1 || (int) INT.getOpaque(PROCESS, flag) != 0) {
                throw silence();
            }
            VarHandle.acquireFence();
            sum += value;
        }
        return sum;
    }

    /** The idiom of write32. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void write() {
        for (int i = 0; i < LOOP; i++) {
            VarHandle.releaseFence();
            memory.set(JAVA_INT, OFFSET, i);
            VarHandle.storeStoreFence();
            if ((int) INT.getOpaque(PROCESS, flag) != 0) {
                throw silence();
            }
        }
    }

    /** Both, around the mask and the or of a 4-bit field. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void modify() {
        for (int i = 0; i < LOOP; i++) {
            int value = (int) INT.getOpaque(memory, OFFSET);
            if (value == -1 || (int) INT.getOpaque(PROCESS, flag) != 0) {
                throw silence();
            }
            VarHandle.acquireFence();
            VarHandle.releaseFence();
            memory.set(JAVA_INT, OFFSET, value & ~(SPEED_MAX << SPEED_LSB) | (i & SPEED_MAX) << SPEED_LSB);
            VarHandle.storeStoreFence();
            if ((int) INT.getOpaque(PROCESS, flag) != 0) {
                throw silence();
            }
        }
    }

    private static IllegalStateException silence() {
        return new IllegalStateException("plain memory answered all-ones");
    }
}
