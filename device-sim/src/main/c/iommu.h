/* SPDX-License-Identifier: Apache-2.0 */
/** The IOMMU: which memory the device reaches at which addresses, and the device's transfers through it. */
#ifndef IOMMU_H
#define IOMMU_H

#include "devsim.h"

struct mapping {
    uint64_t iova;
    uint64_t last; /* inclusive, so that a mapping may end at the top of the address space */
    unsigned char *memory;
    uint32_t permission;
};

/** Mappings in ascending order of iova; they never overlap. */
struct iommu {
    struct mapping *table;
    size_t count;
    size_t capacity;
};

void iommu_destroy(struct iommu *iommu);

#endif
