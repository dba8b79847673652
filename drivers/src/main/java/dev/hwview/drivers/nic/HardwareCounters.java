// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static dev.hwview.drivers.nic.E1000eRegisters.BPRC;
import static dev.hwview.drivers.nic.E1000eRegisters.CRCERRS;
import static dev.hwview.drivers.nic.E1000eRegisters.GORCH;
import static dev.hwview.drivers.nic.E1000eRegisters.GORCL;
import static dev.hwview.drivers.nic.E1000eRegisters.GOTCH;
import static dev.hwview.drivers.nic.E1000eRegisters.GOTCL;
import static dev.hwview.drivers.nic.E1000eRegisters.GPRC;
import static dev.hwview.drivers.nic.E1000eRegisters.GPTC;
import static dev.hwview.drivers.nic.E1000eRegisters.MPC;
import static dev.hwview.drivers.nic.E1000eRegisters.MPRC;
import static dev.hwview.drivers.nic.E1000eRegisters.RNBC;
import static dev.hwview.drivers.nic.E1000eRegisters.ROC;

import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;
import java.util.List;

/** The card's counters, which begin again when they are read: what was read is added up here. */
final class HardwareCounters {
    private static final List<Register32> ALL =
            List.of(GPRC, GORCL, GORCH, GPTC, GOTCL, GOTCH, BPRC, MPRC, CRCERRS, MPC, RNBC, ROC);

    private final RegisterSpace bar;
    private long goodReceived;
    private long goodBytesReceived;
    private long goodTransmitted;
    private long goodBytesTransmitted;
    private long broadcasts;
    private long multicasts;
    private long crcErrors;
    private long missed;
    private long withoutDescriptor;
    private long oversized;

    HardwareCounters(RegisterSpace bar) {
        this.bar = bar;
    }

    /** Section 4.6.4: after a reset they hold anything until they have been read. */
    void forget() {
        ALL.forEach(register -> register.read(bar));
    }

    void read() {
        goodReceived += unsigned(GPRC);
        goodBytesReceived += unsigned(GORCL) | unsigned(GORCH) << 32; // in this order: the high half clears both
        goodTransmitted += unsigned(GPTC);
        goodBytesTransmitted += unsigned(GOTCL) | unsigned(GOTCH) << 32;
        broadcasts += unsigned(BPRC);
        multicasts += unsigned(MPRC);
        crcErrors += unsigned(CRCERRS);
        missed += unsigned(MPC);
        withoutDescriptor += unsigned(RNBC);
        oversized += unsigned(ROC);
    }

    private long unsigned(Register32 register) {
        return Integer.toUnsignedLong(register.read(bar));
    }

    NicStatistics with(Counters driver, long restarts) {
        return new NicStatistics(driver.received, driver.receivedBytes, driver.transmitted, driver.transmittedBytes,
                driver.abandoned, driver.malformed, driver.unreceived, driver.starved, driver.sleeps,
                driver.missedInterrupts, restarts, goodReceived, goodBytesReceived, goodTransmitted,
                goodBytesTransmitted, broadcasts, multicasts, crcErrors, missed, withoutDescriptor, oversized);
    }
}
