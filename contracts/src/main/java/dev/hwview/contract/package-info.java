// SPDX-License-Identifier: Apache-2.0
/**
 * What devices and their drivers do, whoever models the device and by whatever way it is reached: abstract JUnit
 * classes, to be extended once for each way. A way says how to open the device and what can't be had there.
 */
package dev.hwview.contract;
