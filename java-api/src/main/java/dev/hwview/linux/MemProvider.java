// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.DeviceBackend;
import dev.hwview.device.DeviceInfo;
import dev.hwview.device.DeviceProvider;
import dev.hwview.device.Identity;
import dev.hwview.fault.DeviceAccessException;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens physical addresses, for the peripherals of a system on a chip: {@code mem:0xfe200000,size=0x1000,unsafe=yes},
 * address and size in bytes, decimal or hexadecimal behind {@code 0x}.
 * Nobody checks what is there, or who else uses it, so without the last option it refuses. No DMA, no interrupts, and
 * a device that is gone can't be told.
 */
public final class MemProvider implements DeviceProvider {
    private static final Path MEMORY = Path.of("/dev/mem");

    /** For the service loader. */
    public MemProvider() {}

    @Override
    public String scheme() {
        return "mem";
    }

    /** None: physical memory does not say what it is. */
    @Override
    public List<DeviceInfo> devices() {
        return List.of();
    }

    @Override
    public DeviceBackend open(String name, String address) {
        String[] words = address.split(",");
        Map<String, String> options = options(name, words);
        long base = number(name, words[0]);
        if (!options.containsKey("size")) {
            throw new UnknownDeviceException(name, "has no size: write mem:ADDRESS,size=BYTES,unsafe=yes");
        }
        long size = number(name, options.get("size"));
        if (size < 1 || base < 0 || size > Long.MAX_VALUE - base) {
            throw new UnknownDeviceException(name, "can't be of size " + options.get("size"));
        }
        if (!"yes".equals(options.get("unsafe"))) {
            throw new DeviceAccessException(name, "is refused: nothing checks what lies at a physical address, and an"
                    + " access can stop the machine; who knows what is there adds unsafe=yes");
        }
        RegisterFiles files = new RegisterFiles(name);
        try {
            // Synchronous, so that the kernel maps it as device memory wherever it has a choice.
            FileHandle file = files.open(MEMORY, LinuxNative.O_SYNC());
            RegisterSpace[] regions = {files.map(0, file, base, size, Presence.ALWAYS)};
            return new PlainBackend(name, new Identity(0, 0, 0), regions, new NoInterrupts(), Presence.ALWAYS, () -> {
                throw new ResourceException(name, "can't be reset: memory has no way to");
            }, files);
        } catch (RuntimeException | Error e) {
            Closing.after(e, files::close);
            throw e;
        }
    }

    private static Map<String, String> options(String name, String[] words) {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            if (pair.length != 2 || !List.of("size", "unsafe").contains(pair[0])) {
                throw new UnknownDeviceException(name, "has no option \"" + words[i]
                        + "\": there are size=BYTES and unsafe=yes");
            }
            options.put(pair[0], pair[1]);
        }
        return options;
    }

    private static long number(String name, String text) {
        try {
            return Long.decode(text);
        } catch (NumberFormatException e) {
            throw new UnknownDeviceException(name, "has no number in \"" + text + "\"", e);
        }
    }
}
