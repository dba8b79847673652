// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.register.Access;
import dev.hwview.register.Flag;
import dev.hwview.register.Register32;
import dev.hwview.register.Register64;
import dev.hwview.register.RegisterSpace;

/** As much of sim:edu as these tests use; its driver lies above this module. */
final class EduBar {
    static final String ADDRESS = "sim:edu";
    static final long SIZE = 1024 * 1024;
    static final int IDENTITY = 0x0100_00ed;

    static final Register32 ID = Register32.at("ID", 0x00, Access.RO);
    static final Register32 LIVENESS = Register32.at("LIVENESS", 0x04);
    static final Register32 FACTORIAL = Register32.at("FACTORIAL", 0x08);
    static final Register32 STATUS = Register32.at("STATUS", 0x20);
    static final Flag COMPUTING = STATUS.flag("COMPUTING", 0, Access.RO);
    static final Register32 CAUSES = Register32.at("CAUSES", 0x24, Access.RO);
    static final Register32 RAISE = Register32.at("RAISE", 0x60, Access.WO);
    static final Register32 ACKNOWLEDGE = Register32.at("ACKNOWLEDGE", 0x64, Access.WO);
    static final Register64 DMA_SOURCE = Register64.at("DMA_SOURCE", 0x80);
    static final Register64 DMA_DESTINATION = Register64.at("DMA_DESTINATION", 0x88);
    static final Register64 DMA_COUNT = Register64.at("DMA_COUNT", 0x90);
    static final Register64 DMA_COMMAND = Register64.at("DMA_COMMAND", 0x98);
    static final Flag DMA_RUNS = DMA_COMMAND.flag("START", 0);

    /** Where the device sees its own buffer. */
    static final long BUFFER = 0x40000;
    static final long TO_BUFFER = 1;
    static final long FROM_BUFFER = 3;

    private EduBar() {}

    /** Starts a transfer; the device takes its time. */
    static void startDma(RegisterSpace bar, long source, long destination, long count, long command) {
        DMA_SOURCE.write(bar, source);
        DMA_DESTINATION.write(bar, destination);
        DMA_COUNT.write(bar, count);
        DMA_COMMAND.write(bar, command);
    }
}
