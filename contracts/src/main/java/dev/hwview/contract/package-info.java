// SPDX-License-Identifier: Apache-2.0
/**
 * What devices and their drivers do, whoever models the device and by whatever way it is reached: abstract JUnit
 * classes, to be extended once for each way. A way says how to open the device and what can't be had there.
 *
 * <p>Such a class has a display name that says what it is, as {@code @DisplayName("edu on sim:")}. The
 * test report makes its table of contracts and ways of these names.
 */
package dev.hwview.contract;
