// SPDX-License-Identifier: Apache-2.0
/** What tells how it went: heap bytes, percentiles of times, digests of bytes. */
package dev.hwview.cli.measure;
