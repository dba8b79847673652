// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import dev.hwview.device.Device;
import dev.hwview.qemu.Installed;
import dev.hwview.qemu.QemuCable;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

/** On QEMU's model, by its test protocol, with the far side of QEMU's network here. */
@DisplayName("e1000e on qtest:")
class QtestE1000eTest extends E1000eContract {
    @BeforeAll
    static void withQemu() {
        Installed.require();
    }

    /** QEMU before 8.0 leaves the check sequence out, of what was sent alone. */
    @Override
    protected boolean countsSent(long counted, int frames, int bytes) {
        return counted == bytes || super.countsSent(counted, frames, bytes);
    }

    /** QEMU takes no notice of a legacy descriptor's IC. */
    @Override
    protected boolean insertsChecksums() {
        return false;
    }

    @Override
    protected Rig rig() {
        Device device = Device.open("qtest:e1000e,mac=02:00:00:00:00:01,net=cable");
        QemuCable cable = QemuCable.of(device);
        return new Rig() {
            @Override
            public Device device() {
                return device;
            }

            @Override
            public void inject(byte[] frame) {
                cable.inject(frame);
            }

            @Override
            public Optional<byte[]> take() {
                return cable.take();
            }

            @Override
            public void link(boolean up) {
                cable.link(up);
            }

            @Override
            public void close() {
                device.close();
            }
        };
    }
}
