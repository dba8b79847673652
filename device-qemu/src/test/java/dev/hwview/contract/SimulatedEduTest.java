// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

/** On the project's own model. */
@DisplayName("edu on sim:")
class SimulatedEduTest extends EduContract {
    @Override
    protected Device open() {
        return Device.open("sim:edu");
    }

    @Override
    protected Set<InterruptMode> modes() {
        return EnumSet.allOf(InterruptMode.class);
    }
}
