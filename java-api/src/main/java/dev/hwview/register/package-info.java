// SPDX-License-Identifier: Apache-2.0
/**
 * Device registers: what they are ({@link dev.hwview.register.Register32} and its like, their fields and access
 * policies) and where they are ({@link dev.hwview.register.RegisterSpace}). One call is one access on the bus.
 */
package dev.hwview.register;
