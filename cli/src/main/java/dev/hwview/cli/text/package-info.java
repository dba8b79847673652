// SPDX-License-Identifier: Apache-2.0
/** What people and programs read and write: numbers, tables, reports, JSON, and the line that a failure is. */
package dev.hwview.cli.text;
