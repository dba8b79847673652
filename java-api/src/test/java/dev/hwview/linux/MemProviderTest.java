// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.device.Device;
import dev.hwview.fault.DeviceAccessException;
import dev.hwview.fault.UnknownDeviceException;
import org.junit.jupiter.api.Test;

class MemProviderTest {
    @Test
    void isRefusedUnlessAskedForExplicitly() {
        for (String option : new String[] {"", ",unsafe=no", ",unsafe=YES"}) {
            assertEquals(
                    "mem:0xfe000000 is refused: nothing checks what lies at a physical address, and an access can stop"
                    + " the machine; who knows what is there adds unsafe=yes", assertThrows(DeviceAccessException.class,
                    () -> Device.open("mem:0xfe000000,size=0x1000" + option)).getMessage());
        }
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertEquals("mem:0xfe000000 has no size: write mem:ADDRESS,size=BYTES,unsafe=yes",
                unknown("mem:0xfe000000,unsafe=yes"));
        assertEquals("mem:fe has no number in \"fe\"", unknown("mem:fe,size=1"));
        assertEquals("mem:1 can't be of size 0", unknown("mem:1,size=0"));
        assertEquals("mem:1 has no option \"force\": there are size=BYTES and unsafe=yes", unknown("mem:1,force"));
    }

    private static String unknown(String address) {
        return assertThrows(UnknownDeviceException.class, () -> Device.open(address)).getMessage();
    }
}
