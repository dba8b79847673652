// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.qemu.Installed;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

/** On QEMU's model, by its test protocol. */
@DisplayName("edu on qtest:")
class QtestEduTest extends EduContract {
    @BeforeAll
    static void withQemu() {
        Installed.require();
    }

    @Override
    protected Device open() {
        return Device.open("qtest:edu");
    }

    @Override
    protected Set<InterruptMode> modes() {
        return EnumSet.of(InterruptMode.INTX, InterruptMode.MSI);
    }
}
