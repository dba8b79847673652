// SPDX-License-Identifier: Apache-2.0
/**
 * QEMU's educational device: the registers as its specification names them, and a short driver to learn from.
 */
package dev.hwview.drivers.edu;
