// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.device.DeviceBackend;
import dev.hwview.device.DeviceInfo;
import dev.hwview.device.DeviceProvider;
import java.util.Arrays;
import java.util.List;

/**
 * Opens QEMU's device models: {@code qtest:edu}, {@code qtest:e1000e}. Each is a process of QEMU's with a machine that
 * has the one device and runs no guest; what a CPU would do with the device, this program does, by QEMU's test
 * protocol.
 *
 * <p>Options follow as {@code ,KEY=VALUE}: {@code qemu=PATH} is the program; of a network card {@code mac=} is the
 * address, {@code net=user} (as without) plugs it into QEMU's user network, which stays inside of QEMU, and
 * {@code net=cable} into a {@link QemuCable}.
 *
 * <p>What it can't do: registers are a message each way and take some 30 microseconds; a message-signalled interrupt is
 * found by looking, at most some 100 microseconds late, and two that follow each other closely count as one.
 */
public final class QemuProvider implements DeviceProvider {
    /** For the service loader. */
    public QemuProvider() {}

    @Override
    public String scheme() {
        return "qtest";
    }

    /** None where QEMU is not installed. */
    @Override
    public List<DeviceInfo> devices() {
        if (QemuOptions.installed().isEmpty()) {
            return List.of();
        }
        return Arrays.stream(QemuModel.values())
                .map(model -> new DeviceInfo(scheme() + ":" + model.address, model.identity, model.summary)).toList();
    }

    @Override
    public DeviceBackend open(String name, String address) {
        QemuOptions options = QemuOptions.parse(name, address);
        SystemCalls.requireAccess(name);
        return QemuBackend.open(options);
    }
}
