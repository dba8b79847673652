// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import dev.hwview.contract.EduContract;
import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** On QEMU's model, by VFIO. */
@DisplayName("edu on vfio:")
@Timeout(60)
class VfioEduContractTest extends EduContract {
    @Override
    protected Device open() {
        return Device.open(Guest.vfio(Guest.EDU));
    }

    @Override
    protected Set<InterruptMode> modes() {
        return EnumSet.of(InterruptMode.INTX, InterruptMode.MSI);
    }

    /** The device has no reset of a function, and it shares its bus. */
    @Override
    protected boolean resets() {
        return false;
    }
}
