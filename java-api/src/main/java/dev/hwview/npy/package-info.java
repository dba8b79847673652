// SPDX-License-Identifier: Apache-2.0
/** NumPy's files: arrays that are opened by mapping them, not by reading them in. */
package dev.hwview.npy;
