// SPDX-License-Identifier: Apache-2.0
/** The net that simulated network cards hang on: what is plugged into a card's port, and what goes wrong there. */
package dev.hwview.sim.net;
