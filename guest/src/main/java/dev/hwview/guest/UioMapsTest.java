// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.DeviceInfo;
import dev.hwview.drivers.edu.Edu;
import dev.hwview.fault.UnknownRegisterException;
import dev.hwview.linux.PciBackend;
import dev.hwview.linux.UioProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * UIO with a driver of the kernel's that declares maps: uio_cif, which is called hilscher, is made for other cards, but
 * declares the first BAR of whatever it is given. Its interrupt handler asks a register that edu does not have, by a
 * byte, and so takes no interrupt of edu's: this is about registers.
 */
@Timeout(60)
class UioMapsTest {
    @AfterEach
    void giveBack() {
        Guest.unbind(Guest.EDU);
    }

    @Test
    void regionsAreWhatTheDriverDeclares() throws Exception {
        Guest.bind(Guest.EDU, "hilscher");
        DeviceInfo info = new UioProvider().devices().getFirst();
        assertEquals("1234:11e8 rev 10 CIF_???", info.identity() + " " + info.summary());
        Path maps = Path.of("/sys/class/uio", info.address().replace(":", ""), "maps");
        assertTrue(Files.isDirectory(maps.resolve("map0")));
        try (Device device = Device.open(info.address()); Edu edu = new Edu(device)) {
            assertEquals(Long.decode(Files.readString(maps.resolve("map0/size")).strip()), device.registers().size());
            assertThrows(UnknownRegisterException.class, () -> device.registers(1));
            assertEquals("1.0", edu.identify());
            assertTrue(edu.liveness(0x1234_5678));
            assertEquals(3_628_800, edu.factorial(10));
            assertEquals(0x11e8_1234, device.backend(PciBackend.class).orElseThrow().config().read32(0));
        }
    }
}
