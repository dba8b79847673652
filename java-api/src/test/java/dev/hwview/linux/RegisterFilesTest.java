// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RegisterFilesTest {
    private final String user = System.getProperty("user.name");

    @Test
    void whatAModeForbidsRootCanAllow() {
        assertEquals("can't be opened: " + user + " may not use /dev/uio0; run as root, or as root: chown " + user
                + " /dev/uio0", RegisterFiles.refusal(Path.of("/dev/uio0"), -13));
    }

    /** Root is not told to become root. */
    @Test
    void whatTheKernelForbidsNoOwnerCanAllow() {
        assertEquals("can't be opened: the kernel keeps /dev/mem to itself: it is locked down, as with Secure Boot"
                + " (/sys/kernel/security/lockdown tells), or " + user + " lacks CAP_SYS_RAWIO,"
                + " or this is a container that was not given it",
                RegisterFiles.refusal(Path.of("/dev/mem"), -1));
        assertEquals("can't be mapped: mmap says errno 1, EPERM: the kernel is locked down, as with Secure Boot"
                + " (/sys/kernel/security/lockdown tells), or keeps these addresses to itself; a PCI device can be"
                + " opened as vfio: instead", DeviceMemory.refusal(-1));
        assertEquals("can't be mapped: mmap says errno 22, EINVAL", DeviceMemory.refusal(-22));
    }
}
