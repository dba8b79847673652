// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import dev.hwview.contract.E1000eContract;
import dev.hwview.contract.Rig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** On QEMU's model, by VFIO, with a second card at the far end of the cable. */
@DisplayName("e1000e on vfio:")
@Timeout(120)
class VfioE1000eContractTest extends E1000eContract {
    @Override
    protected Rig rig() {
        return new CabledRig();
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
}
