// SPDX-License-Identifier: Apache-2.0
/** {@code hwview nic}: what a network card can do, a class for each command. */
package dev.hwview.cli.nic;
