// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hwview.device.Device;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.fault.UnknownRegisterException;
import dev.hwview.register.Presence;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterMap;
import dev.hwview.sim.internal.Errno;
import dev.hwview.sim.internal.ffm.DevsimNative;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The far side of a simulated device: what a test sees and does there, while the driver holds the {@link Device}.
 *
 * {@snippet :
 * try (Device device = Device.open("sim:edu")) {
 *     Simulation simulation = Simulation.of(device);
 *     simulation.presence(Presence.State.REMOVED);   // pull the card
 *     ...
 * }
 * }
 */
public final class Simulation {
    private static final long PAGE = 4096;

    private final SimulatedBackend backend;
    private final BusTrace trace;
    private final FaultLog faults;
    private final SimulatedClock clock;

    private Simulation(SimulatedBackend backend) {
        this.backend = backend;
        this.trace = new BusTrace(backend);
        this.faults = new FaultLog(backend);
        this.clock = new SimulatedClock(backend);
    }

    /**
     * The simulation behind a device.
     *
     * @param device opened by a {@code sim:} address or by {@link #open}
     * @return its far side
     * @throws UnknownDeviceException if the device is not simulated
     */
    public static Simulation of(Device device) {
        return behind(device).orElseThrow(() -> new UnknownDeviceException(device.name(), "is not simulated"));
    }

    /**
     * The simulation behind a device, if it is simulated.
     *
     * @param device from any provider
     * @return its far side
     */
    public static Optional<Simulation> behind(Device device) {
        return device.backend(SimulatedBackend.class).map(Simulation::new);
    }

    /**
     * Opens a device that behaves as its registers are declared: each bit by its access policy, from its reset value.
     *
     * @param map the registers; their policies and reset values count
     * @return the device, named {@code sim:} and the map's name
     */
    public static Device open(RegisterMap map) {
        return open(map, RegisterPath.BEST);
    }

    /**
     * Opens a device that behaves as its registers are declared.
     *
     * @param map the registers
     * @param path how they are reached
     * @return the device, named {@code sim:} and the map's name
     */
    public static Device open(RegisterMap map, RegisterPath path) {
        long end = map.registers().stream().mapToLong(r -> r.offset() + r.width() / Byte.SIZE).max().orElse(1);
        long size = (end + PAGE - 1) / PAGE * PAGE;
        return Device.open(new DeclaredDeviceProvider(map, size, path), map.name());
    }

    /**
     * What crossed the bus.
     *
     * @return the trace
     */
    public BusTrace trace() {
        return trace;
    }

    /**
     * What the driver got wrong.
     *
     * @return the log
     */
    public FaultLog faults() {
        return faults;
    }

    /**
     * The device's time.
     *
     * @return the clock
     */
    public SimulatedClock clock() {
        return clock;
    }

    /**
     * How the registers are reached.
     *
     * @return any but {@link RegisterPath#BEST}
     */
    public RegisterPath path() {
        return backend.path();
    }

    /**
     * Takes the device off its bus, breaks the bus, or brings the device back.
     *
     * @param state from now on
     */
    public void presence(Presence.State state) {
        backend.presence(state);
    }

    /**
     * Looks at a register by the back door: no bus access, no side effect.
     *
     * @param register of region 0
     * @return what it holds, zero-extended
     */
    public long peek(Register register) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment value = scratch.allocate(JAVA_LONG);
            check(register, DevsimNative.devsim_peek(backend.handle(), 0, register.offset(),
                    register.width() / Byte.SIZE, value));
            return value.get(JAVA_LONG, 0);
        }
    }

    /**
     * Changes a register by the back door, as the hardware itself would.
     *
     * @param register of region 0
     * @param value zero-extended
     */
    public void poke(Register register, long value) {
        check(register, DevsimNative.devsim_poke(backend.handle(), 0, register.offset(), register.width() / Byte.SIZE,
                value));
    }

    private void check(Register register, int status) {
        if (status != 0) {
            throw (UnknownRegisterException) new UnknownRegisterException(backend.name(),
                    "has no back door there (errno " + -status + ")").in(register.name());
        }
    }

    /**
     * How many interrupts the device signalled since it was opened.
     *
     * @return the number that reached an eventfd
     */
    public long interrupts() {
        return DevsimNative.devsim_irq_count(backend.handle());
    }

    /**
     * Which interrupts are held back by a mask.
     *
     * @return one bit for each vector
     */
    public int pending() {
        return DevsimNative.devsim_irq_pending(backend.handle());
    }

    /**
     * How many DMA mappings the IOMMU has.
     *
     * @return the number
     */
    public long mappings() {
        return DevsimNative.devsim_iommu_count(backend.handle());
    }

    /**
     * Lets a device that moves packets do so once, in this thread. It does so by itself when its driver writes to it,
     * when a frame arrives and when a timer fires, but for one of {@link RegisterPath#MEMORY}. Allocates nothing.
     *
     * @param packets how many at most, in each direction
     * @return how many were moved
     * @throws UnsupportedOperationException if the device moves no packets
     */
    public long step(int packets) {
        if (packets < 0) {
            throw new IllegalArgumentException(packets + " is no count of packets");
        }
        long moved = DevsimNative.devsim_step(backend.handle(), packets);
        if (moved < 0) {
            throw noEngine((int) -moved);
        }
        return moved;
    }

    /**
     * Starts a thread that does what {@link #step} does without a pause, so that the device runs beside its driver as
     * hardware does. Until {@link #pollStop} or the device's end.
     *
     * @param cpu the processor that the thread stays on, -1 for any
     * @throws UnsupportedOperationException if the device moves no packets
     * @throws IllegalStateException if it runs already
     */
    public void pollStart(int cpu) {
        int status = DevsimNative.devsim_poll_start(backend.handle(), cpu);
        switch (-status) {
            case 0 -> { }
            case Errno.EBUSY -> throw new IllegalStateException(backend.name() + " is polled already");
            case Errno.EINVAL -> throw new IllegalArgumentException("there is no processor " + cpu);
            case Errno.EAGAIN -> throw new ResourceException(backend.name(), "can't have a thread of its own");
            default -> throw noEngine(-status);
        }
    }

    /**
     * Ends the thread of {@link #pollStart}, and returns when it has ended.
     *
     * @throws IllegalStateException if there is none
     */
    public void pollStop() {
        int status = DevsimNative.devsim_poll_stop(backend.handle());
        if (status != 0) {
            throw new IllegalStateException(backend.name() + " is not polled");
        }
    }

    private RuntimeException noEngine(int errno) {
        return new UnsupportedOperationException(backend.name() + " moves no packets (errno " + errno + ")");
    }
}
