// SPDX-License-Identifier: Apache-2.0
/** The commands for devices as the machine has them: which there are, which driver they have, how large a BAR is. */
package dev.hwview.cli.device;
