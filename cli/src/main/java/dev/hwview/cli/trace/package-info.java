// SPDX-License-Identifier: Apache-2.0
/** {@code hwview trace}, and how what crossed a bus is told: all of it, or how often each thing did. */
package dev.hwview.cli.trace;
