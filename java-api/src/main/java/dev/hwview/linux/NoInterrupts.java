// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.InterruptController;
import dev.hwview.device.InterruptMode;

/** A device whose interrupts are out of reach: without vectors, so that nobody gets as far as the other methods. */
final class NoInterrupts implements InterruptController {
    @Override
    public int vectors(InterruptMode mode) {
        return 0;
    }

    @Override
    public void mode(InterruptMode mode) {
        throw new IllegalStateException("no interrupts");
    }

    @Override
    public int eventfd(int vector) {
        throw new IllegalStateException("no interrupts");
    }

    @Override
    public void mask(int vector) {
        throw new IllegalStateException("no interrupts");
    }

    @Override
    public void unmask(int vector) {
        throw new IllegalStateException("no interrupts");
    }
}
