// SPDX-License-Identifier: Apache-2.0
/** JUnit 5: a fresh simulated device for each test. */
package dev.hwview.sim.junit;
