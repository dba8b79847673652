// SPDX-License-Identifier: Apache-2.0
/** The commands for registers by name or offset: listed, read, written, watched. */
package dev.hwview.cli.register;
