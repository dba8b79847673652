// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import static dev.hwview.bench.Memory.SPEED_LSB;
import static dev.hwview.bench.Memory.SPEED_MAX;
import static dev.hwview.bench.Twins.TRAP_LOOP;
import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.hwview.register.BusGuard;
import dev.hwview.register.Field;
import dev.hwview.register.Presence;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.internal.Devsim;
import dev.hwview.sim.internal.ffm.DevsimNative;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Registers of a simulated device, which trap: ours, and C on the very same window. C's figure is the floor, the
 * kernel's signal delivery plus the same simulator. The device is opened here and not by Device.open, because C needs
 * its address.
 */
@State(Scope.Thread)
public class Trapped {
    /** Answers the complement of what was written, so never all-ones here. */
    private static final Register32 LIVENESS = Register32.at("LIVENESS", 0x04);
    private static final Field SPEED = LIVENESS.field("SPEED", 7, SPEED_LSB);

    private Arena arena;
    private MemorySegment device;
    private MemorySegment register;
    private RegisterSpace bar;

    /** Opens the device as the simulator's provider does: shared arena, bus guard. */
    @Setup
    public void open() {
        Devsim.load();
        arena = Arena.ofShared();
        MemorySegment out = arena.allocate(ADDRESS);
        int status = DevsimNative.devsim_open(arena.allocateFrom("edu"), arena.allocateFrom(""),
                DevsimNative.DEVSIM_ACCESS_TRAP(), out);
        if (status != 0) {
            throw new IllegalStateException(DevsimNative.devsim_open_error().getString(0));
        }
        device = out.get(ADDRESS, 0);
        MemorySegment window = DevsimNative.devsim_window_address(device, 0)
                .reinterpret(DevsimNative.devsim_window_size(device, 0), arena, null);
        register = window.asSlice(LIVENESS.offset());
        bar = RegisterSpace.over("edu", window, BusGuard.over("edu", window, arena), Presence.ALWAYS);
        LIVENESS.write(bar, 1);
    }

    /** Closes it, the arena first. */
    @TearDown
    public void close() {
        arena.close();
        DevsimNative.devsim_close(device);
    }

    /** Adds up, as {@link #readFromC}. */
    @Benchmark
    @OperationsPerInvocation(TRAP_LOOP)
    public int read() {
        int sum = 0;
        for (int i = 0; i < TRAP_LOOP; i++) {
            sum += LIVENESS.read(bar);
        }
        return sum;
    }

    /** Writes the counter, as {@link #writeFromC}. */
    @Benchmark
    @OperationsPerInvocation(TRAP_LOOP)
    public void write() {
        for (int i = 0; i < TRAP_LOOP; i++) {
            LIVENESS.write(bar, i);
        }
    }

    /** Masks the counter, as {@link #modifyFromC}. */
    @Benchmark
    @OperationsPerInvocation(TRAP_LOOP)
    public void modify() {
        for (int i = 0; i < TRAP_LOOP; i++) {
            SPEED.set(bar, i & SPEED_MAX);
        }
    }

    /** The loop of twin_read on the same window. */
    @Benchmark
    @OperationsPerInvocation(TRAP_LOOP)
    public int readFromC() {
        return Twins.read(register, TRAP_LOOP);
    }

    /** The loop of twin_write on the same window. */
    @Benchmark
    @OperationsPerInvocation(TRAP_LOOP)
    public void writeFromC() {
        Twins.write(register, TRAP_LOOP);
    }

    /** The loop of twin_modify on the same window. */
    @Benchmark
    @OperationsPerInvocation(TRAP_LOOP)
    public void modifyFromC() {
        Twins.modify(register, TRAP_LOOP);
    }
}
