// SPDX-License-Identifier: Apache-2.0
/**
 * What devices and their drivers do, whoever models the device and by whatever way it is reached: abstract JUnit
 * classes, to be extended once for each way. A way says how to open the device and what can't be had there.
 *
 * <p>Such a class has a display name that says what it is, as {@code @DisplayName("edu on sim:")}. It
 * stands in the results, so that they can be laid side by side.
 */
package dev.hwview.contract;
