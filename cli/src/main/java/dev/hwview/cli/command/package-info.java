// SPDX-License-Identifier: Apache-2.0
/** What all commands stand on: where they print, the options that they share, and when they end. */
package dev.hwview.cli.command;
