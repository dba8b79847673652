// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of drivers and of Linux's ways to devices, on devices of QEMU's. {@code scripts/guest} says which there are.
 */
package dev.hwview.guest;
