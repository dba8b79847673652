/* SPDX-License-Identifier: Apache-2.0 */
/** The IOMMU: which memory the device reaches at which addresses, and the device's transfers through it. */
#ifndef IOMMU_H
#define IOMMU_H

#include "device.h"

void iommu_destroy(struct iommu *iommu);

#endif
