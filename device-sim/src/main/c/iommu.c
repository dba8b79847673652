/* SPDX-License-Identifier: Apache-2.0 */
#include "iommu.h"

#include "trace.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/** Bounds the table at 32 MB; a driver that gets here leaks mappings. */
#define MAPPINGS_MAX ((size_t)1 << 20)

void iommu_destroy(struct iommu *iommu)
{
    free(iommu->table);
    *iommu = (struct iommu){0};
}

/* The index of the first mapping that begins after iova. */
static size_t after(const struct iommu *iommu, uint64_t iova)
{
    size_t low = 0, high = iommu->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (iommu->table[middle].iova <= iova)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct mapping *find(const struct iommu *iommu, uint64_t iova)
{
    size_t index = after(iommu, iova);
    if (index == 0 || iommu->table[index - 1].last < iova)
        return NULL;
    return &iommu->table[index - 1];
}

static int grow(struct iommu *iommu)
{
    if (iommu->count < iommu->capacity)
        return 0;
    if (iommu->capacity >= MAPPINGS_MAX)
        return -ENOMEM;
    size_t capacity = iommu->capacity == 0 ? 16 : iommu->capacity * 2;
    struct mapping *table = realloc(iommu->table, capacity * sizeof *table);
    if (table == NULL)
        return -ENOMEM;
    iommu->table = table;
    iommu->capacity = capacity;
    return 0;
}

static int insert(struct iommu *iommu, struct mapping mapping)
{
    size_t index = after(iommu, mapping.iova);
    if (index > 0 && iommu->table[index - 1].last >= mapping.iova)
        return -EEXIST;
    if (index < iommu->count && iommu->table[index].iova <= mapping.last)
        return -EEXIST;
    int error = grow(iommu);
    if (error != 0)
        return error;
    memmove(&iommu->table[index + 1], &iommu->table[index], (iommu->count - index) * sizeof mapping);
    iommu->table[index] = mapping;
    iommu->count++;
    return 0;
}

int devsim_iommu_map(devsim_device *device, uint64_t iova, void *memory, uint64_t size, uint32_t permission)
{
    const uint32_t both = DEVSIM_DMA_TO_DEVICE | DEVSIM_DMA_FROM_DEVICE;
    if (size == 0 || memory == NULL || iova + (size - 1) < iova || (uintptr_t)memory + (size - 1) < (uintptr_t)memory
        || permission == 0 || (permission & ~both) != 0)
        return -EINVAL;
    device_lock(device);
    int error = insert(&device->iommu, (struct mapping){iova, iova + (size - 1), memory, permission});
    device_unlock(device);
    return error;
}

int devsim_iommu_unmap(devsim_device *device, uint64_t iova)
{
    struct iommu *iommu = &device->iommu;
    int error = -ENOENT;
    device_lock(device);
    size_t index = after(iommu, iova);
    if (index > 0 && iommu->table[index - 1].iova == iova) {
        memmove(&iommu->table[index - 1], &iommu->table[index], (iommu->count - index) * sizeof *iommu->table);
        iommu->count--;
        error = 0;
    }
    device_unlock(device);
    return error;
}

uint64_t devsim_iommu_count(const devsim_device *device)
{
    device_lock(device);
    uint64_t count = device->iommu.count;
    device_unlock(device);
    return count;
}

/* ---- transfers ---------------------------------------------------------------------------------------------- */

typedef uint64_t word __attribute__((may_alias));

/*
 * Copies in ascending order, and each aligned word of the bus side whole, as a device's writes arrive. A driver that
 * polls a flag behind a record then finds the record complete: memcpy promises neither.
 */
static void copy_to_bus(unsigned char *bus, const unsigned char *from, uint64_t size)
{
    while (size > 0) {
        if (size >= sizeof(word) && (uintptr_t)bus % sizeof(word) == 0) {
            word value;
            memcpy(&value, from, sizeof value);
            __atomic_store_n((word *)bus, value, __ATOMIC_RELEASE);
            bus += sizeof value, from += sizeof value, size -= sizeof value;
        } else {
            __atomic_store_n(bus++, *from++, __ATOMIC_RELEASE);
            size--;
        }
    }
}

static void copy_from_bus(unsigned char *to, const unsigned char *bus, uint64_t size)
{
    while (size > 0) {
        if (size >= sizeof(word) && (uintptr_t)bus % sizeof(word) == 0) {
            word value = __atomic_load_n((const word *)bus, __ATOMIC_ACQUIRE);
            memcpy(to, &value, sizeof value);
            to += sizeof value, bus += sizeof value, size -= sizeof value;
        } else {
            *to++ = __atomic_load_n(bus++, __ATOMIC_ACQUIRE);
            size--;
        }
    }
}

/* The part of [iova, iova + size) that `mapping` holds, which begins at iova. */
static uint64_t part(const struct mapping *mapping, uint64_t iova, uint64_t size)
{
    uint64_t behind = mapping->last - iova; /* bytes after the first one */
    return size - 1 <= behind ? size : behind + 1;
}

/* 0 if every byte is mapped for `permission`; otherwise the fault is recorded. */
static int check(devsim_device *device, uint64_t iova, uint64_t size, uint32_t permission)
{
    const char *what = permission == DEVSIM_DMA_TO_DEVICE ? "read" : "write";
    uint64_t mask = device->model->dma_mask;
    if (iova + (size - 1) < iova || iova + (size - 1) > mask) {
        devsim_report(device, DEVSIM_FAULT_DMA_MASK, 0, iova, size,
                      "DMA %s at 0x%" PRIx64 " is beyond the device's mask 0x%" PRIx64, what, iova, mask);
        return -EFAULT;
    }
    for (uint64_t at = iova, left = size; left > 0;) {
        const struct mapping *mapping = find(&device->iommu, at);
        if (mapping == NULL) {
            devsim_report(device, DEVSIM_FAULT_IOMMU_UNMAPPED, 0, iova, size,
                          "DMA %s at 0x%" PRIx64 ": nothing is mapped there", what, at);
            return -EFAULT;
        }
        if ((mapping->permission & permission) == 0) {
            devsim_report(device, DEVSIM_FAULT_IOMMU_PERMISSION, 0, iova, size,
                          "DMA %s at 0x%" PRIx64 ": mapped for the other direction", what, at);
            return -EFAULT;
        }
        uint64_t length = part(mapping, at, left);
        at += length;
        left -= length;
    }
    return 0;
}

/* The mapping that holds all of a transfer and allows it, as nearly always; NULL if several may, or none does. */
static const struct mapping *whole(const devsim_device *device, uint64_t iova, uint64_t size, uint32_t permission)
{
    const struct mapping *mapping = find(&device->iommu, iova);
    bool fits = mapping != NULL && size - 1 <= mapping->last - iova && (mapping->permission & permission) != 0
                && iova + (size - 1) <= device->model->dma_mask;
    return fits ? mapping : NULL;
}

static void note(devsim_device *device, uint8_t kind, uint64_t iova, uint64_t size)
{
    trace_record(device, (devsim_transaction){.kind = kind, .offset = iova, .value = size});
}

int devsim_dma_read(devsim_device *device, uint64_t iova, void *to, uint64_t size)
{
    unsigned char *bytes = to;
    if (size == 0)
        return 0;
    if (!device_is_present(device))
        return -ENODEV;
    const struct mapping *mapping = whole(device, iova, size, DEVSIM_DMA_TO_DEVICE);
    int error = mapping != NULL ? 0 : check(device, iova, size, DEVSIM_DMA_TO_DEVICE);
    if (error != 0)
        return error;
    note(device, DEVSIM_DMA_READ, iova, size);
    while (size > 0) {
        mapping = mapping != NULL ? mapping : find(&device->iommu, iova);
        uint64_t length = part(mapping, iova, size);
        copy_from_bus(bytes, mapping->memory + (iova - mapping->iova), length);
        iova += length, bytes += length, size -= length;
        mapping = NULL;
    }
    return 0;
}

int devsim_dma_write(devsim_device *device, uint64_t iova, const void *from, uint64_t size)
{
    const unsigned char *bytes = from;
    if (size == 0)
        return 0;
    if (!device_is_present(device))
        return -ENODEV;
    const struct mapping *mapping = whole(device, iova, size, DEVSIM_DMA_FROM_DEVICE);
    int error = mapping != NULL ? 0 : check(device, iova, size, DEVSIM_DMA_FROM_DEVICE);
    if (error != 0)
        return error;
    note(device, DEVSIM_DMA_WRITE, iova, size);
    while (size > 0) {
        mapping = mapping != NULL ? mapping : find(&device->iommu, iova);
        uint64_t length = part(mapping, iova, size);
        copy_to_bus(mapping->memory + (iova - mapping->iova), bytes, length);
        iova += length, bytes += length, size -= length;
        mapping = NULL;
    }
    return 0;
}
