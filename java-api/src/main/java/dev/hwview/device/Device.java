// SPDX-License-Identifier: Apache-2.0
package dev.hwview.device;

import dev.hwview.dma.DmaSpace;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.DeviceAccessException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.InterruptModeException;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.fault.UnknownRegisterException;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * An open device: its registers, the memory it reaches, its interrupts. A driver is given one and does not know whether
 * it is hardware, an emulator or a simulation.
 *
 * {@snippet :
 * try (Device device = Device.open("sim:edu")) {
 *     int id = IDENTIFICATION.read(device.registers());
 * }
 * }
 *
 * <p>Any thread may use it. Closing it ends DMA first, then interrupts, then register access; who waits for an
 * interrupt, accesses a register or asks the device for something later gets a {@link ClosedException}.
 */
public final class Device implements AutoCloseable {
    private final String name;
    private final DeviceBackend backend;
    private final List<Interrupt> interrupts = new CopyOnWriteArrayList<>();
    private InterruptMode mode;
    /** Once the provider has said that it may be gone: who waits asks from then on, as it may come and go again. */
    private volatile boolean doubtful;
    private volatile boolean closed;

    private Device(String name, DeviceBackend backend) {
        this.name = name;
        this.backend = backend;
    }

    /**
     * Opens a device.
     *
     * @param address {@code SCHEME:NAME}, then options as {@code ,KEY=VALUE}: {@code sim:edu},
     *     {@code sim:edu,dma-ns=5000}
     * @return the device, to be closed
     * @throws UnknownDeviceException if no provider has the scheme, or the provider no such device or option
     * @throws DeviceAccessException if the system does not let this program have it as things are
     */
    public static Device open(String address) {
        int colon = address.indexOf(':');
        if (colon < 1) {
            throw new UnknownDeviceException("\"" + address + "\"",
                    "is no device address: write SCHEME:NAME, with one of the schemes " + schemes());
        }
        String scheme = address.substring(0, colon);
        for (DeviceProvider provider : providers()) {
            if (provider.scheme().equals(scheme)) {
                return open(provider, address.substring(colon + 1));
            }
        }
        throw new UnknownDeviceException(address, "is unknown: no provider for " + scheme + ":, there is " + schemes());
    }

    /**
     * Opens a device of a provider that the caller has.
     *
     * @param provider which
     * @param address what would follow the scheme's colon
     * @return the device, to be closed
     * @throws UnknownDeviceException if the provider has no such device or option
     * @throws DeviceAccessException if the system does not let this program have it as things are
     */
    public static Device open(DeviceProvider provider, String address) {
        String name = provider.scheme() + ":" + address.split(",", 2)[0];
        Device device = new Device(name, provider.open(name, address));
        device.backend.whenPresenceChanges(device::doubt);
        return device;
    }

    /** Nobody waits for the interrupt of what is gone. Takes no lock of the device's: others call out under it. */
    private void doubt() {
        doubtful = true;
        interrupts.forEach(Interrupt::wake);
    }

    /** Whether to ask for its presence before one waits for it. */
    boolean doubtful() {
        return doubtful;
    }

    /**
     * The devices that could be opened now, of all providers.
     *
     * @return in the order to show them in
     */
    public static List<DeviceInfo> list() {
        return providers().stream().flatMap(p -> p.devices().stream()).toList();
    }

    private static List<DeviceProvider> providers() {
        try {
            return ServiceLoader.load(DeviceProvider.class).stream().map(ServiceLoader.Provider::get).toList();
        } catch (ServiceConfigurationError e) {
            throw new UnknownDeviceException("device provider", "can't be loaded: " + e.getMessage(), e);
        }
    }

    private static String schemes() {
        return providers().stream().map(p -> p.scheme() + ":").sorted().collect(Collectors.joining(" "));
    }

    /**
     * The name.
     *
     * @return such as {@code sim:edu}
     */
    public String name() {
        return name;
    }

    /**
     * What the device says it is.
     *
     * @return the identity
     */
    public Identity identity() {
        requireOpen();
        return backend.identity();
    }

    /**
     * The device's first register region (PCI: BAR 0).
     *
     * @return the same each time
     */
    public RegisterSpace registers() {
        return registers(0);
    }

    /**
     * A register region (PCI: BAR).
     *
     * @param index from 0
     * @return the same each time
     * @throws UnknownRegisterException if the device has none of this index
     */
    public RegisterSpace registers(int index) {
        requireOpen();
        RegisterSpace region = index < 0 || index >= backend.regions() ? null : backend.region(index);
        if (region == null) {
            throw new UnknownRegisterException(name, "has no register region " + index);
        }
        return region;
    }

    /**
     * The memory that the device reaches.
     *
     * @return the same each time
     */
    public DmaSpace dma() {
        requireOpen();
        return backend.dma();
    }

    /**
     * The first interrupt, disabled.
     *
     * @param kind how the device is to interrupt
     * @return to be enabled, and closed if the device lives on
     * @throws InterruptModeException as for {@link #interrupt(InterruptMode, int)}
     */
    public Interrupt interrupt(InterruptMode kind) {
        return interrupt(kind, 0);
    }

    /**
     * An interrupt, disabled.
     *
     * @param kind how the device is to interrupt; the same for all that are open
     * @param vector from 0
     * @return to be enabled, and closed if the device lives on
     * @throws InterruptModeException if the device can't, has no such vector, interrupts in another mode, or somebody
     *     has the vector
     */
    public synchronized Interrupt interrupt(InterruptMode kind, int vector) {
        requireOpen();
        InterruptController controller = backend.interrupts();
        int vectors = controller.vectors(kind);
        if (vector < 0 || vector >= vectors) {
            throw new InterruptModeException(name, "has no interrupt vector " + vector + " with " + kind + ": it has "
                    + vectors);
        }
        if (interrupts.isEmpty()) {
            controller.mode(kind); // if it was the mode before, too: that forgets what nobody waited for
            mode = kind;
        } else if (mode != kind) {
            throw new InterruptModeException(name, "interrupts by " + mode + " already: close that before " + kind);
        }
        if (interrupts.stream().anyMatch(i -> i.vector() == vector)) {
            throw new InterruptModeException(name, "has somebody at vector " + vector + " already");
        }
        Interrupt interrupt = new Interrupt(this, controller, kind, vector);
        interrupts.add(interrupt);
        return interrupt;
    }

    /** An interrupt that was closed is forgotten. */
    synchronized void forget(Interrupt interrupt) {
        interrupts.remove(interrupt);
    }

    /**
     * Whether the device is on its bus, as far as its provider can tell. Costs an access or a system call.
     *
     * @return where it is
     */
    public Presence.State presence() {
        requireOpen();
        return backend.presence();
    }

    /**
     * Resets the device, as a PCI function-level reset does. It forgets what it was told: its registers have their
     * first values. What the bus does for it stays: DMA buffers are mapped, interrupts taken and enabled as before.
     * Returns when it is done, which may take seconds.
     *
     * @throws DeviceRemovedException if it is gone
     * @throws ResourceException if there is no way to reset it, or the system's fails
     * @throws DeviceAccessException if the way is one of the system's files, and that refuses
     */
    public void reset() {
        requireOpen();
        backend.reset();
    }

    /**
     * The provider's side of the device, for tools that know which provider it is.
     *
     * @param <T> the provider's type
     * @param type the provider's type
     * @return the backend, empty if the device comes from another provider
     */
    public <T extends DeviceBackend> Optional<T> backend(Class<T> type) {
        requireOpen();
        return type.isInstance(backend) ? Optional.of(type.cast(backend)) : Optional.empty();
    }

    /**
     * Whether it was closed.
     *
     * @return {@code true} from the beginning of {@link #close} on
     */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Ends DMA, then interrupts, then register access, and waits for those under way. A second call does nothing. Where
     * a part fails, the others are closed all the same, and then its exception is thrown.
     */
    @Override
    public void close() {
        List<Interrupt> open;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            open = List.copyOf(interrupts);
        }
        // no device writes into memory that is given back
        RuntimeException failure = attempt(null, backend.dma()::close);
        for (Interrupt interrupt : open) {
            failure = attempt(failure, interrupt::close); // wakes who waits
        }
        failure = attempt(failure, backend::close);
        if (failure != null) {
            throw failure;
        }
    }

    /** The others are closed even if one fails; what the first says is thrown in the end. */
    private static RuntimeException attempt(RuntimeException before, Runnable part) {
        try {
            part.run();
            return before;
        } catch (RuntimeException e) {
            if (before == null) {
                return e;
            }
            before.addSuppressed(e);
            return before;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ClosedException(name, "is closed");
        }
    }

    @Override
    public String toString() {
        return name + (closed ? " (closed)" : "");
    }
}
