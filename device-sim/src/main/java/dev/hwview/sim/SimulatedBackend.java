// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.hwview.device.Identity;
import dev.hwview.device.InterruptController;
import dev.hwview.dma.DmaSpace;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.register.BusGuard;
import dev.hwview.register.Delay;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterMap;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.internal.Devsim;
import dev.hwview.sim.internal.Errno;
import dev.hwview.sim.internal.SimulatedDevice;
import dev.hwview.sim.internal.ffm.DevsimNative;
import dev.hwview.sim.internal.ffm.devsim_model;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A device of libdevsim. All that points into the device lives in one shared arena, so that after a close each use is
 * an exception and none is a crash.
 */
final class SimulatedBackend implements SimulatedDevice {
    private static final long CLOSE_PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final String name;
    private final Arena arena;
    private final MemorySegment handle;
    private final RegisterPath path;
    private final Identity identity;
    private final RegisterSpace[] regions = new RegisterSpace[DevsimNative.DEVSIM_WINDOWS()];
    private final List<BusGuard> guards = new ArrayList<>();
    private final DmaSpace dma;
    private final InterruptController interrupts;
    private volatile boolean closing;
    private volatile Runnable listener = () -> { };

    private SimulatedBackend(String name, Arena arena, MemorySegment handle, RegisterPath path) {
        this.name = name;
        this.arena = arena;
        this.handle = handle;
        this.path = path;
        MemorySegment model = DevsimNative.devsim_model_of(handle);
        this.identity = identity(model);
        for (int i = 0; i < regions.length; i++) {
            regions[i] = openRegion(i);
        }
        this.dma = new DmaSpace(name, new SimulatedIommu(name, handle), devsim_model.dma_mask(model));
        this.interrupts = new SimulatedInterrupts(name, handle, devsim_model.vectors(model));
    }

    /** What a model says that it is. */
    static Identity identity(MemorySegment model) {
        return new Identity(Short.toUnsignedInt(devsim_model.vendor(model)),
                Short.toUnsignedInt(devsim_model.device(model)), devsim_model.revision(model));
    }

    static SimulatedBackend open(String name, String model, String options, RegisterPath wanted) {
        Devsim.load();
        RegisterPath path = wanted.resolve(name);
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment out = scratch.allocate(ADDRESS);
            int status = DevsimNative.devsim_open(scratch.allocateFrom(model), scratch.allocateFrom(options),
                    path.code(), out);
            return opened(name, out, status, path);
        }
    }

    static SimulatedBackend open(RegisterMap map, long size, RegisterPath wanted) {
        Devsim.load();
        String name = "sim:" + map.name();
        RegisterPath path = wanted.resolve(name);
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment out = scratch.allocate(ADDRESS);
            MemorySegment declared = DeclaredRegisters.toNative(map, scratch);
            int status = DevsimNative.devsim_open_registers(declared, DeclaredRegisters.count(map), size, path.code(),
                    out);
            return opened(name, out, status, path);
        }
    }

    private static SimulatedBackend opened(String name, MemorySegment out, int status, RegisterPath path) {
        if (status != 0) {
            String reason = DevsimNative.devsim_open_error().getString(0);
            throw switch (-status) {
                case Errno.ENOSPC, Errno.ENOMEM -> new ResourceException(name, "can't be opened: " + reason);
                default -> new UnknownDeviceException(name, "can't be opened: " + reason);
            };
        }
        Arena arena = Arena.ofShared();
        MemorySegment device = out.get(ADDRESS, 0);
        try {
            return new SimulatedBackend(name, arena, device.reinterpret(arena, null), path);
        } catch (RuntimeException e) {
            arena.close();
            DevsimNative.devsim_close(device);
            throw e;
        }
    }

    private RegisterSpace openRegion(int window) {
        long size = DevsimNative.devsim_window_size(handle, window);
        if (size == 0) {
            return null;
        }
        String region = window == 0 ? name : name + " region " + window;
        if (path == RegisterPath.CALL) {
            return new SimulatedRegisterSpace(region, this, window, size);
        }
        MemorySegment memory = DevsimNative.devsim_window_address(handle, window).reinterpret(size, arena, null);
        BusGuard guard = BusGuard.over(region, memory, arena);
        guards.add(guard);
        return RegisterSpace.over(region, memory, guard, this::presence);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MemorySegment handle() {
        return handle;
    }

    @Override
    public boolean closing() {
        return closing;
    }

    /** The arena of all that points into the device. */
    Arena arena() {
        return arena;
    }

    RegisterPath path() {
        return path;
    }

    /** Changes where the device is on its bus. */
    void presence(Presence.State state) {
        DevsimNative.devsim_set_state(handle, switch (state) {
            case PRESENT -> DevsimNative.DEVSIM_STATE_NORMAL();
            case REMOVED -> DevsimNative.DEVSIM_STATE_REMOVED();
            case BUS_ERROR -> DevsimNative.DEVSIM_STATE_BUS_ERROR();
        });
        if (state != Presence.State.BUS_ERROR) {
            guards.forEach(BusGuard::reset);
        }
        listener.run();
    }

    @Override
    public void whenPresenceChanges(Runnable told) {
        listener = told;
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public int regions() {
        return regions.length;
    }

    @Override
    public RegisterSpace region(int index) {
        return regions[index];
    }

    @Override
    public DmaSpace dma() {
        return dma;
    }

    @Override
    public InterruptController interrupts() {
        return interrupts;
    }

    @Override
    public Presence.State presence() {
        if (closing) {
            throw new ClosedException(name, "is closed");
        }
        int state;
        try {
            state = DevsimNative.devsim_state(handle);
        } catch (IllegalStateException closedMeanwhile) {
            throw new ClosedException(name, HardwareException.NO_OFFSET, "is closed", closedMeanwhile);
        }
        if (state == DevsimNative.DEVSIM_STATE_NORMAL()) {
            return Presence.State.PRESENT;
        }
        return state == DevsimNative.DEVSIM_STATE_REMOVED() ? Presence.State.REMOVED : Presence.State.BUS_ERROR;
    }

    @Override
    public void reset() {
        DevsimNative.devsim_reset(handle);
    }

    /** The arena first: when it is closed, no Java thread is inside an access or a call, and none will come. */
    @Override
    public void close() {
        MemorySegment device = MemorySegment.ofAddress(handle.address());
        closing = true;
        guards.forEach(BusGuard::retire);
        closeArena();
        DevsimNative.devsim_close(device);
    }

    private void closeArena() {
        long start = System.nanoTime();
        while (true) {
            try {
                arena.close();
                return;
            } catch (IllegalStateException callUnderWay) {
                if (System.nanoTime() - start > CLOSE_PATIENCE) {
                    throw new ResourceException(name, "can't be closed: a call into it does not return", callUnderWay);
                }
                Delay.atLeastNanos(50_000);
            }
        }
    }
}
