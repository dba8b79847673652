// SPDX-License-Identifier: Apache-2.0
/** A network card that a command drives, where its frames come from and where they go. */
package dev.hwview.cli.nic.card;
