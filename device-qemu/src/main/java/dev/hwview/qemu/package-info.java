// SPDX-License-Identifier: Apache-2.0
/**
 * Devices modelled by QEMU. {@link dev.hwview.qemu.QemuProvider} opens them by the addresses {@code qtest:edu} and
 * {@code qtest:e1000e}; {@link dev.hwview.qemu.QemuCable} is the far side of a network card.
 */
package dev.hwview.qemu;
