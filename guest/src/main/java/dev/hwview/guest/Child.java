// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.fault.HardwareException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM: opens a device, says so, and holds it with all that can be held; or says why it can't. */
public final class Child {
    private Child() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Device device = Device.open(arguments[0]);
                DmaBuffer buffer = device.dma().allocate(1 << 20);
                Interrupt interrupt = device.interrupt(InterruptMode.MSI)) {
            interrupt.enable();
            System.out.println("holds " + buffer.size() + " bytes of " + device.name());
            TimeUnit.MINUTES.sleep(1); // its end comes before
        } catch (HardwareException e) {
            System.out.println(e.getMessage());
        }
    }

    /** Starts one; {@code before} are words in front of the command. */
    static Process start(String address, String... before) throws IOException {
        return Jvm.start(List.of(before), Child.class, address);
    }
}
