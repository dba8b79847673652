// SPDX-License-Identifier: Apache-2.0
/** Devices: opening one, its interrupts, and what a provider of devices implements. */
package dev.hwview.device;
