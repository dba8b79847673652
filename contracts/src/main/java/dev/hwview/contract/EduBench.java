// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.drivers.edu.Edu;
import dev.hwview.register.RegisterSpace;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An edu device with its driver, and what is to be had of it in some way. */
abstract class EduBench {
    static final Duration SOON = Duration.ofSeconds(10);
    static final Duration A_LITTLE = Duration.ofMillis(20);
    static final long PAGE = 4096;

    Device device;
    Edu edu;
    RegisterSpace bar;

    /** Opens the device. */
    protected abstract Device open();

    /** How the device can interrupt, reached in this way. */
    protected abstract Set<InterruptMode> modes();

    /** Whether the device can be reset, reached in this way. */
    protected boolean resets() {
        return true;
    }

    /** Whether the device can reach memory, reached in this way. */
    protected boolean transfers() {
        return true;
    }

    @BeforeEach
    void take() {
        device = open();
        edu = new Edu(device);
        bar = device.registers();
    }

    @AfterEach
    void giveBack() {
        if (device != null) {
            edu.close();
            device.close();
        }
    }

    void enable(InterruptMode mode) {
        assumeTrue(modes().contains(mode), mode + " is not to be had here");
        edu.enableInterrupt(mode);
    }

    DmaBuffer buffer(long size) {
        assumeTrue(transfers(), "it reaches no memory here");
        return device.dma().allocate(size);
    }
}
