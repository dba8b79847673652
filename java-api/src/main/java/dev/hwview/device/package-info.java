// SPDX-License-Identifier: Apache-2.0
/**
 * Devices: {@link dev.hwview.device.Device#open} opens one by its address, {@link dev.hwview.device.Interrupt} waits
 * for it. Who provides devices implements {@link dev.hwview.device.DeviceProvider},
 * {@link dev.hwview.device.DeviceBackend} and {@link dev.hwview.device.InterruptController}; no driver sees them.
 */
package dev.hwview.device;
