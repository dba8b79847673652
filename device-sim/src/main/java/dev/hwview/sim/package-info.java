// SPDX-License-Identifier: Apache-2.0
/** Simulated devices: opening them, and what a test sees and does on their far side. */
package dev.hwview.sim;
