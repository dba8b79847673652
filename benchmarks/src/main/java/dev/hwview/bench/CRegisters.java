// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import static dev.hwview.bench.Twins.LOOP;

import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The C twins on plain memory: volatile accesses at the register's address. */
@State(Scope.Thread)
public class CRegisters {
    private final MemorySegment register = Memory.page().asSlice(Memory.OFFSET);

    /** The loop of twin_read. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public int read() {
        return Twins.read(register, LOOP);
    }

    /** The loop of twin_write. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void write() {
        Twins.write(register, LOOP);
    }

    /** The loop of twin_modify. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void modify() {
        Twins.modify(register, LOOP);
    }
}
