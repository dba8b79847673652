/* SPDX-License-Identifier: Apache-2.0 */
/* The edu model against its specification, by numbers: no name is taken from the model's source. */
#include "bus.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A device whose time stands still until the test moves it. */
static devsim_device *open_edu(void)
{
    devsim_device *device = bus_open("edu", "");
    CHECK_EQ(0, devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0));
    return device;
}

static void identification_and_liveness(void)
{
    devsim_device *device = open_edu();
    CHECK_EQ(0x010000ed, read32(device, 0x00));
    write32(device, 0x04, 0x12345678);
    CHECK_EQ(0xedcba987, read32(device, 0x04));
    CHECK_EQ(0x100000, devsim_window_size(device, 0));
    CHECK_EQ(0, devsim_window_size(device, 1));
    CHECK_EQ(0x1234, devsim_model_of(device)->vendor);
    CHECK_EQ(0x11e8, devsim_model_of(device)->device);
    CHECK_EQ(0x10, devsim_model_of(device)->revision);
    CHECK_EQ(0xffffffff, read32(device, 0x30)); /* no register */
    write32(device, 0x30, 1);
    CHECK_EQ(0, faults(device));
    devsim_close(device);
}

static void factorial(void)
{
    static const struct { uint32_t n, result; } table[] = {
        {0, 1}, {1, 1}, {5, 120}, {12, 479001600}, {13, 1932053504}, {33, 0x80000000}, {34, 0}, {0xffffffff, 0},
    };
    devsim_device *device = open_edu();
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        write32(device, 0x08, table[i].n);
        CHECK_EQ(1, read32(device, 0x20));
        write32(device, 0x08, 7); /* ignored: it computes */
        CHECK_EQ(0, devsim_clock_advance(device, 1999));
        CHECK_EQ(1, read32(device, 0x20));
        CHECK_EQ(0, devsim_clock_advance(device, 1));
        CHECK_EQ(0, read32(device, 0x20));
        CHECK_EQ(table[i].result, read32(device, 0x08));
    }
    devsim_close(device);
}

static void factorial_interrupt(void)
{
    devsim_device *device = open_edu();
    CHECK_EQ(0, devsim_irq_mode(device, DEVSIM_IRQ_MSI));
    write32(device, 0x20, 0xffffffff); /* only bit 7 can be written */
    CHECK_EQ(0x80, read32(device, 0x20));
    write32(device, 0x08, 4);
    write32(device, 0x20, 0x80); /* leaves COMPUTING alone */
    CHECK_EQ(0x81, read32(device, 0x20));
    devsim_clock_advance(device, 2000);
    CHECK_EQ(24, read32(device, 0x08));
    CHECK_EQ(1, read32(device, 0x24));
    CHECK_EQ(1, devsim_irq_count(device));
    devsim_close(device);
}

static void interrupt_raise_and_acknowledge(void)
{
    devsim_device *device = open_edu();
    CHECK_EQ(0, devsim_irq_mode(device, DEVSIM_IRQ_INTX));
    write32(device, 0x60, 0x6);
    write32(device, 0x60, 0x9);
    CHECK_EQ(0xf, read32(device, 0x24));
    CHECK_EQ(1, devsim_irq_count(device)); /* masked itself */
    write32(device, 0x64, 0x3);
    CHECK_EQ(0xc, read32(device, 0x24));
    CHECK_EQ(0, devsim_irq_unmask(device, 0)); /* still asserted: again */
    CHECK_EQ(2, devsim_irq_count(device));
    write32(device, 0x64, 0xc);
    CHECK_EQ(0, devsim_irq_unmask(device, 0)); /* the line fell */
    CHECK_EQ(2, devsim_irq_count(device));
    CHECK_EQ(0, faults(device));
    write32(device, 0x60, 0); /* raises nothing */
    CHECK_EQ(2, devsim_irq_count(device));
    devsim_close(device);
}

static void start_dma(devsim_device *device, uint64_t source, uint64_t destination, uint64_t count, uint64_t command)
{
    write64(device, 0x80, source);
    write64(device, 0x88, destination);
    write64(device, 0x90, count);
    write64(device, 0x98, command);
}

static void dma_there_and_back(void)
{
    static unsigned char out[4096], back[4096];
    for (size_t i = 0; i < sizeof out; i++)
        out[i] = (unsigned char)(i * 7 + i / 256);
    memset(back, 0, sizeof back);
    devsim_device *device = open_edu();
    CHECK_EQ(0, devsim_irq_mode(device, DEVSIM_IRQ_MSI));
    CHECK_EQ(0, devsim_iommu_map(device, 0x1000, out, sizeof out, DEVSIM_DMA_TO_DEVICE));
    CHECK_EQ(0, devsim_iommu_map(device, 0x8000, back, sizeof back, DEVSIM_DMA_FROM_DEVICE));

    start_dma(device, 0x1000, 0x40000, 4096, 1);
    CHECK_EQ(1, bus_read(device, 0x98, 8));
    write64(device, 0x80, 0x666); /* ignored: it runs */
    CHECK_EQ(0x1000, bus_read(device, 0x80, 8));
    devsim_clock_advance(device, 999);
    CHECK_EQ(1, read32(device, 0x98));
    devsim_clock_advance(device, 1);
    CHECK_EQ(0, read32(device, 0x98));
    CHECK_EQ(0, devsim_irq_count(device)); /* not asked for */
    uint64_t inside = 0, expected;
    memcpy(&expected, out + 8, 8);
    CHECK_EQ(0, devsim_peek(device, 0, 0x40008, 8, &inside));
    CHECK_EQ(expected, inside);

    start_dma(device, 0x40000, 0x8000, 4096, 1 | 2 | 4);
    devsim_clock_advance(device, 1000);
    CHECK(memcmp(out, back, sizeof out) == 0);
    CHECK_EQ(0x100, read32(device, 0x24));
    CHECK_EQ(6, read32(device, 0x98));
    CHECK_EQ(1, devsim_irq_count(device));
    CHECK_EQ(0, faults(device));
    write32(device, 0x98, 2); /* no start bit: nothing */
    CHECK_EQ(6, read32(device, 0x98));
    devsim_close(device);
}

/* A transfer that must not happen ends with run cleared, one fault, and untouched memory. */
static void refused(uint64_t source, uint64_t destination, uint64_t count, uint64_t command, uint32_t fault)
{
    static unsigned char memory[64];
    memset(memory, 0x55, sizeof memory);
    devsim_device *device = open_edu();
    CHECK_EQ(0, devsim_iommu_map(device, 0x1000, memory, sizeof memory, DEVSIM_DMA_TO_DEVICE));
    CHECK_EQ(0, devsim_iommu_map(device, 0x10000000, memory, sizeof memory, DEVSIM_DMA_FROM_DEVICE));
    start_dma(device, source, destination, count, command | 1);
    devsim_clock_advance(device, 1000);
    CHECK_EQ(command, read32(device, 0x98));
    CHECK_EQ(1, faults(device));
    CHECK_EQ(fault, last_fault(device));
    for (size_t i = 0; i < sizeof memory; i++)
        CHECK_EQ(0x55, memory[i]);
    uint64_t inside = 1;
    CHECK_EQ(0, devsim_peek(device, 0, 0x40000, 8, &inside));
    CHECK_EQ(0, inside);
    devsim_close(device);
}

static void dma_that_must_not_happen(void)
{
    refused(0x1000, 0x3ffff, 8, 0, DEVSIM_FAULT_MODEL);
    refused(0x1000, 0x40ffc, 8, 0, DEVSIM_FAULT_MODEL);
    refused(0x1000, 0x40000, 4097, 0, DEVSIM_FAULT_MODEL);
    refused(0x1000, 0x40000, UINT64_MAX, 0, DEVSIM_FAULT_MODEL);
    refused(0x41000, 0x1000, 1, 2, DEVSIM_FAULT_MODEL);
    refused(0x2000, 0x40000, 8, 0, DEVSIM_FAULT_IOMMU_UNMAPPED);
    refused(0x1000, 0x40000, 65, 0, DEVSIM_FAULT_IOMMU_UNMAPPED);
    refused(0x40000, 0x1000, 8, 2, DEVSIM_FAULT_IOMMU_PERMISSION);
    refused(0x40000, 0x10000000, 8, 2, DEVSIM_FAULT_DMA_MASK);
    refused(0x40000, 0x0ffffffc, 8, 2, DEVSIM_FAULT_DMA_MASK);
}

static void access_widths(void)
{
    devsim_device *device = open_edu();
    static const struct { uint64_t offset; uint32_t width; } wrong[] = {
        {0x00, 1}, {0x00, 2}, {0x00, 8}, {0x04, 1}, {0x80, 1}, {0x80, 2}, {0x98, 2},
    };
    uint64_t count = 0;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        uint64_t ones = wrong[i].width == 8 ? UINT64_MAX : (1ull << 8 * wrong[i].width) - 1;
        CHECK_EQ(ones, bus_read(device, wrong[i].offset, wrong[i].width));
        bus_write(device, wrong[i].offset, wrong[i].width, 0);
        count += 2;
        CHECK_EQ(count, faults(device));
        CHECK_EQ(DEVSIM_FAULT_ACCESS_WIDTH, last_fault(device));
    }
    CHECK_EQ(0, read32(device, 0x04));
    write32(device, 0x88, 0xabcd); /* the 64-bit registers take 32 bits, as in QEMU the whole register */
    CHECK_EQ(0xabcd, bus_read(device, 0x88, 8));
    CHECK_EQ(0xabcd, read32(device, 0x88));
    CHECK_EQ(count, faults(device));
    read32(device, 0x60);
    write32(device, 0x00, 1);
    CHECK_EQ(count + 2, faults(device));
    CHECK_EQ(DEVSIM_FAULT_ACCESS_POLICY, last_fault(device));
    devsim_close(device);
}

static void back_door(void)
{
    devsim_device *device = open_edu();
    uint64_t value = 0;
    write32(device, 0x04, 0);
    uint64_t before = traced(device);
    CHECK_EQ(0, devsim_peek(device, 0, 0x04, 4, &value));
    CHECK_EQ(0xffffffff, value);
    CHECK_EQ(0, devsim_poke(device, 0, 0x24, 4, 0x30));
    CHECK_EQ(0, devsim_poke(device, 0, 0x40010, 2, 0xbeef));
    CHECK_EQ(0, devsim_peek(device, 0, 0x40010, 8, &value));
    CHECK_EQ(0xbeef, value);
    CHECK_EQ(-ERANGE, devsim_poke(device, 0, 0x00, 4, 1));
    CHECK_EQ(-ERANGE, devsim_peek(device, 0, 0x00, 8, &value));
    CHECK_EQ(-ERANGE, devsim_peek(device, 1, 0x00, 4, &value));
    CHECK_EQ(-ERANGE, devsim_peek(device, 0, 0x00, 3, &value));
    CHECK_EQ(-ERANGE, devsim_peek(device, 0, 0xffffe, 4, &value));
    CHECK_EQ(before, traced(device)); /* not one transaction */
    CHECK_EQ(0x30, read32(device, 0x24));
    devsim_close(device);
}

static void options(void)
{
    devsim_device *device = bus_open("edu", "dma-ns=0x10,factorial-ns=5");
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 1);
    write32(device, 0x08, 3); /* its step is the first nanosecond */
    for (int i = 0; i < 4; i++)
        CHECK_EQ(1, read32(device, 0x20));
    CHECK_EQ(0, read32(device, 0x20));
    CHECK_EQ(6, read32(device, 0x08));
    devsim_close(device);
    static const char *const wrong[] = {"dma-ns=", "dma-ns=fast", "dma-ns=-1", "dma-ns", "dma-ns=0x", "dma-ms=1",
                                        "dma-ns=99999999999999999999", "factorial-ns=1x", "=",
                                        "dma-ns=1234567890123456789012345"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        CHECK_EQ(-EINVAL, devsim_open("edu", wrong[i], bus_access, &device));
        CHECK(device == NULL);
        CHECK(strncmp(devsim_open_error(), "edu: ", 5) == 0);
    }
}

int main(void)
{
    RUN_BOTH(identification_and_liveness);
    RUN_BOTH(factorial);
    RUN_BOTH(factorial_interrupt);
    RUN_BOTH(interrupt_raise_and_acknowledge);
    RUN_BOTH(dma_there_and_back);
    RUN_BOTH(dma_that_must_not_happen);
    RUN_BOTH(access_widths);
    RUN_BOTH(back_door);
    RUN_BOTH(options);
    return test_summary();
}
