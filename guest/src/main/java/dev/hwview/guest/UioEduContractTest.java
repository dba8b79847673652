// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import dev.hwview.contract.EduContract;
import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** On QEMU's model, by UIO: registers and the line. */
@DisplayName("edu on uio:")
@Timeout(60)
class UioEduContractTest extends EduContract {
    @Override
    protected Device open() {
        Guest.bind(Guest.EDU, "uio_pci_generic");
        return Device.open("uio:0");
    }

    @AfterAll
    static void unbind() {
        Guest.unbind(Guest.EDU);
    }

    @Override
    protected Set<InterruptMode> modes() {
        return EnumSet.of(InterruptMode.INTX);
    }

    @Override
    protected boolean transfers() {
        return false;
    }

    @Override
    protected boolean resets() {
        return false;
    }
}
