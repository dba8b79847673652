// SPDX-License-Identifier: Apache-2.0
/** Driver and device as two threads on one ring, and givers and taker of one pool: what must never be seen. */
package dev.hwview.ordering;
