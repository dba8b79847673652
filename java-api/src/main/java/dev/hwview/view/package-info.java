// SPDX-License-Identifier: Apache-2.0
/**
 * Ordinary memory, looked at in place: {@link dev.hwview.view.MemoryView} is Python's memoryview, over heap, native and
 * mapped memory alike. What it does not do is told by the exceptions here, one type for each kind, with a
 * {@link dev.hwview.view.Why} for the cause.
 */
package dev.hwview.view;
