// SPDX-License-Identifier: Apache-2.0
/**
 * Views and streams. {@link dev.hwview.stream.Cursor} reads and writes a view in sequence,
 * {@link dev.hwview.stream.Streams} joins views with {@code java.io} and {@code java.nio}, and
 * {@link dev.hwview.stream.StreamWindow} shows what comes out of a channel where it has arrived. No byte is copied that
 * need not be.
 */
package dev.hwview.stream;
