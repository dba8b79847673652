// SPDX-License-Identifier: Apache-2.0
/**
 * QEMU's educational device: the registers as its specification names them, and a driver of 200 lines to learn from.
 */
package dev.hwview.drivers.edu;
