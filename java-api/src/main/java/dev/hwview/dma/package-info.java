// SPDX-License-Identifier: Apache-2.0
/** Memory that a device reaches too: who may reach what, at which address, and in which order. */
package dev.hwview.dma;
