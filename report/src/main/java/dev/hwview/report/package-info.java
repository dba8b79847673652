// SPDX-License-Identifier: Apache-2.0
/**
 * One report of all test results: how many of each module passed, what failed and why, what was skipped and why, and
 * how each driver's contract went on each way to its device.
 */
package dev.hwview.report;
