// SPDX-License-Identifier: Apache-2.0
/**
 * What work on views costs beside the same work by other means. In each class, the methods are the sides: ours, a raw
 * MemorySegment, a ByteBuffer, Agrona's UnsafeBuffer, C. All do the same work on the same bytes, in native memory of a
 * shared arena, and give back the same sum, which {@link dev.hwview.bench.view.Agreement} holds them to.
 */
package dev.hwview.bench.view;
