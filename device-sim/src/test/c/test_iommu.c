/* SPDX-License-Identifier: Apache-2.0 */
/* The IOMMU's table, and transfers through it; edu is the device that makes them. */
#include "bus.h"

#include <errno.h>
#include <string.h>

#define BOTH (DEVSIM_DMA_TO_DEVICE | DEVSIM_DMA_FROM_DEVICE)

static unsigned char memory[65536];

/* One transfer of edu's; the number of faults that it made. */
static uint64_t transfer(devsim_device *device, uint64_t source, uint64_t destination, uint64_t count, bool to_memory)
{
    uint64_t before = faults(device);
    write64(device, 0x80, source);
    write64(device, 0x88, destination);
    write64(device, 0x90, count);
    write64(device, 0x98, 1 | (to_memory ? 2 : 0));
    devsim_clock_advance(device, 1000);
    return faults(device) - before;
}

static devsim_device *open_edu(void)
{
    devsim_device *device = bus_open("edu", "");
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0);
    return device;
}

static void mappings_are_checked(void)
{
    devsim_device *device = open_edu();
    CHECK_EQ(-EINVAL, devsim_iommu_map(device, 0, memory, 0, BOTH));
    CHECK_EQ(-EINVAL, devsim_iommu_map(device, 0, memory, 16, 0));
    CHECK_EQ(-EINVAL, devsim_iommu_map(device, 0, memory, 16, 4));
    CHECK_EQ(-EINVAL, devsim_iommu_map(device, 0, NULL, 16, BOTH));
    CHECK_EQ(-EINVAL, devsim_iommu_map(device, UINT64_MAX - 7, memory, 9, BOTH));
    CHECK_EQ(-EINVAL, devsim_iommu_map(device, 0, memory, UINT64_MAX, BOTH));
    CHECK_EQ(0, devsim_iommu_map(device, UINT64_MAX - 7, memory, 8, BOTH)); /* up to the very top */
    CHECK_EQ(0, devsim_iommu_map(device, 0x1000, memory, 0x1000, BOTH));
    CHECK_EQ(-EEXIST, devsim_iommu_map(device, 0x1000, memory, 1, BOTH));
    CHECK_EQ(-EEXIST, devsim_iommu_map(device, 0x1fff, memory, 1, BOTH));
    CHECK_EQ(-EEXIST, devsim_iommu_map(device, 0xfff, memory, 2, BOTH));
    CHECK_EQ(-EEXIST, devsim_iommu_map(device, 0, memory, 0x8000, BOTH));
    CHECK_EQ(-EEXIST, devsim_iommu_map(device, UINT64_MAX, memory, 1, BOTH));
    CHECK_EQ(0, devsim_iommu_map(device, 0xfff, memory, 1, BOTH));
    CHECK_EQ(0, devsim_iommu_map(device, 0x2000, memory, 1, BOTH));
    CHECK_EQ(4, devsim_iommu_count(device));
    CHECK_EQ(-ENOENT, devsim_iommu_unmap(device, 0x1001));
    CHECK_EQ(-ENOENT, devsim_iommu_unmap(device, 0));
    CHECK_EQ(0, devsim_iommu_unmap(device, 0x1000));
    CHECK_EQ(-ENOENT, devsim_iommu_unmap(device, 0x1000));
    CHECK_EQ(0, devsim_iommu_unmap(device, UINT64_MAX - 7));
    CHECK_EQ(2, devsim_iommu_count(device));
    devsim_reset(device); /* maps stay */
    CHECK_EQ(2, devsim_iommu_count(device));
    devsim_close(device);
}

static void many_mappings_in_any_order(void)
{
    devsim_device *device = open_edu();
    enum { COUNT = 4096 };
    for (uint32_t i = 0; i < COUNT; i++) { /* 1237 is coprime to 4096, so every place comes once */
        uint32_t place = i * 1237 % COUNT;
        CHECK_EQ(0, devsim_iommu_map(device, 0x10000 + 16 * (uint64_t)place, memory + 8 * place, 8, BOTH));
    }
    CHECK_EQ(COUNT, devsim_iommu_count(device));
    for (uint32_t i = 0; i < COUNT; i += 97) {
        uint64_t value = 0x1111111111111111u * (i % 15 + 1), found = 0;
        memcpy(memory + 8 * i, &value, 8);
        CHECK_EQ(0, transfer(device, 0x10000 + 16 * (uint64_t)i, 0x40000, 8, false));
        CHECK_EQ(0, devsim_peek(device, 0, 0x40000, 8, &found));
        CHECK_EQ(value, found);
        CHECK_EQ(1, transfer(device, 0x10008 + 16 * (uint64_t)i, 0x40000, 8, false)); /* the gap */
    }
    for (uint32_t i = 0; i < COUNT; i++)
        CHECK_EQ(0, devsim_iommu_unmap(device, 0x10000 + 16 * (uint64_t)(i * 2011 % COUNT)));
    CHECK_EQ(0, devsim_iommu_count(device));
    devsim_close(device);
}

static void a_transfer_spans_adjacent_mappings(void)
{
    devsim_device *device = open_edu();
    memset(memory, 0, sizeof memory);
    for (int i = 0; i < 30; i++)
        memory[100 + i] = (unsigned char)(i + 1);
    /* Three mappings side by side for the device, elsewhere and unaligned in memory. */
    CHECK_EQ(0, devsim_iommu_map(device, 0x1000, memory + 100, 7, BOTH));
    CHECK_EQ(0, devsim_iommu_map(device, 0x1007, memory + 107, 13, BOTH));
    CHECK_EQ(0, devsim_iommu_map(device, 0x1014, memory + 120, 10, DEVSIM_DMA_TO_DEVICE));
    CHECK_EQ(0, devsim_iommu_map(device, 0x2000, memory + 1000, 30, BOTH));
    CHECK_EQ(0, transfer(device, 0x1000, 0x40000, 30, false));
    CHECK_EQ(0, transfer(device, 0x40000, 0x2000, 30, true));
    CHECK(memcmp(memory + 100, memory + 1000, 30) == 0);
    /* The last one is not for writing: then nothing at all is written. */
    memset(memory + 100, 0xee, 30);
    CHECK_EQ(1, transfer(device, 0x40000, 0x1000, 30, true));
    CHECK_EQ(DEVSIM_FAULT_IOMMU_PERMISSION, last_fault(device));
    for (int i = 0; i < 30; i++)
        CHECK_EQ(0xee, memory[100 + i]);
    CHECK_EQ(1, transfer(device, 0x1000, 0x40000, 31, false)); /* one byte too far */
    CHECK_EQ(DEVSIM_FAULT_IOMMU_UNMAPPED, last_fault(device));
    const devsim_fault *fault = &devsim_faults_of(device)->ring[1];
    CHECK_EQ(0x1000, fault->address);
    CHECK_EQ(31, fault->length);
    CHECK(strstr(fault->detail, "0x101e") != NULL); /* where it failed */
    CHECK_EQ(0, transfer(device, 0x5000, 0x40000, 0, false)); /* of nothing: nothing */
    devsim_close(device);
}

static void after_unmap_nothing_is_reached(void)
{
    devsim_device *device = open_edu();
    CHECK_EQ(0, devsim_iommu_map(device, 0x1000, memory, 64, BOTH));
    CHECK_EQ(0, transfer(device, 0x40000, 0x1000, 64, true));
    CHECK_EQ(0, devsim_iommu_unmap(device, 0x1000));
    memset(memory, 0xaa, 64);
    CHECK_EQ(1, transfer(device, 0x40000, 0x1000, 64, true));
    CHECK_EQ(0xaa, memory[0]);
    devsim_close(device);
}

int main(void)
{
    RUN(mappings_are_checked);
    RUN_BOTH(many_mappings_in_any_order);
    RUN_BOTH(a_transfer_spans_adjacent_mappings);
    RUN_BOTH(after_unmap_nothing_is_reached);
    return test_summary();
}
