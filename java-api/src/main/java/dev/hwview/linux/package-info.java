// SPDX-License-Identifier: Apache-2.0
/**
 * Hardware by what Linux offers to programs: {@code vfio:} with DMA and all interrupts, behind an IOMMU; {@code uio:}
 * with registers and one interrupt; {@code pci:} with registers alone; {@code mem:} for physical addresses. And what
 * one has to know before: which devices the machine has, and which driver has them.
 */
package dev.hwview.linux;
