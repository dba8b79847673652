// SPDX-License-Identifier: Apache-2.0
/** The {@code hwview} command: looks at devices, drives them, and shows what crossed their bus. */
package dev.hwview.cli;
