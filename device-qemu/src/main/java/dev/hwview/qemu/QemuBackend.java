// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.device.DeviceBackend;
import dev.hwview.device.Identity;
import dev.hwview.device.InterruptController;
import dev.hwview.dma.DmaSpace;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.util.Optional;

/** A device of a machine of QEMU's. */
final class QemuBackend implements DeviceBackend {
    private final QemuOptions options;
    private final QemuMachine machine;
    private final PciFunction function;
    private final RegisterSpace[] regions = new RegisterSpace[PciFunction.BARS];
    private final Identity identity;
    private final DmaSpace dma;
    private volatile boolean closed;

    private QemuBackend(QemuOptions options, QemuMachine machine) {
        this.options = options;
        this.machine = machine;
        function = PciFunction.find(options.name(), machine.qtest(), options.model().identity);
        function.enable();
        identity = function.identity();
        for (int i = 0; i < regions.length; i++) {
            if (function.size(i) != 0) {
                regions[i] = new QemuRegisterSpace(i == 0 ? options.name() : options.name() + " region " + i,
                        machine.qtest(), function.address(i), function.size(i), this::presence);
            }
        }
        dma = new DmaSpace(options.name(), machine.memory(), options.model().dmaMask);
        machine.interrupts().over(machine.qtest(), function);
        machine.qtest().interceptInterrupts();
    }

    static QemuBackend open(QemuOptions options) {
        QemuMachine machine = QemuMachine.start(options);
        try {
            return new QemuBackend(options, machine);
        } catch (RuntimeException e) {
            machine.close();
            throw e;
        }
    }

    /** What the card is plugged into, if that is here. */
    QemuCable cable() {
        Optional<QemuCable> cable = machine.cable();
        return cable.orElseThrow(() -> new UnknownDeviceException(options.name(),
                "has no cable here: open it with the option net=cable"));
    }

    QemuMachine machine() {
        return machine;
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
        return machine.interrupts();
    }

    @Override
    public Presence.State presence() {
        if (closed) {
            throw new ClosedException(options.name(), "is closed");
        }
        return function.isPresent() ? Presence.State.PRESENT : Presence.State.REMOVED;
    }

    /** Of its end, or that it has not answered: then nobody asks it any more. */
    @Override
    public void whenPresenceChanges(Runnable listener) {
        machine.process().ended().thenRunAsync(listener);
        machine.qtest().loss().thenRunAsync(listener);
    }

    /** The models have no reset of a function of their own, so it is the machine's; what it forgets is given back. */
    @Override
    public void reset() {
        machine.reset();
        function.enable();
        machine.interrupts().reprogram();
    }

    @Override
    public void close() {
        closed = true;
        machine.close();
    }
}
