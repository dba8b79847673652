// SPDX-License-Identifier: Apache-2.0
/**
 * What can go wrong with hardware, one type for each kind. All are unchecked, all name the device, and those of a
 * register name it with its offset.
 */
package dev.hwview.fault;
