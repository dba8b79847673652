// SPDX-License-Identifier: Apache-2.0
/**
 * Random programs on views beside a model that is slow and obvious. It knows for each item where its bytes lie, and
 * nothing of strides, offsets or fast ways. {@code -Djqwik.tries.default=1000000} runs more programs than the usual few
 * thousand; a failing one is made small and printed with the seed that makes it again.
 */
package dev.hwview.view.property;
