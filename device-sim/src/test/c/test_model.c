/* SPDX-License-Identifier: Apache-2.0 */
/* Models in shared objects: the thermometer of examples/your-own-device, and those that cannot be loaded. */
#include "probe.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { ID = 0x00, CONTROL = 0x04, STATUS = 0x08, PERIOD_US = 0x0c, SAMPLE = 0x10, LIMIT = 0x14 };

static devsim_device *open_thermometer(const char *options)
{
    devsim_device *device = bus_open(built("thermometer.so"), options);
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0);
    return device;
}

static void thermometer_samples(void)
{
    devsim_device *device = open_thermometer("start=21000");
    CHECK(strcmp("thermometer", devsim_model_of(device)->name) == 0);
    CHECK_EQ(0x7e3a0001, read32(device, ID));
    CHECK_EQ(0, read32(device, SAMPLE));
    write32(device, PERIOD_US, 10);
    write32(device, LIMIT, 21250);
    write32(device, CONTROL, 1);
    devsim_clock_advance(device, 25000);
    CHECK_EQ(1, read32(device, STATUS));
    CHECK_EQ(0x80000000 | 21000, read32(device, SAMPLE));
    CHECK_EQ(0x80000000 | 21250, read32(device, SAMPLE));
    CHECK_EQ(0, read32(device, SAMPLE));
    devsim_clock_advance(device, 5000);
    CHECK_EQ(3, read32(device, STATUS)); /* above the limit */
    write32(device, STATUS, 2);
    CHECK_EQ(1, read32(device, STATUS));
    devsim_clock_advance(device, 1000000);
    int count = 0;
    while (read32(device, SAMPLE) != 0)
        count++;
    CHECK_EQ(16, count); /* what the FIFO holds */
    write32(device, CONTROL, 0);
    write32(device, STATUS, 3);
    devsim_clock_advance(device, 1000000);
    CHECK_EQ(0, read32(device, STATUS));
    CHECK_EQ(0, faults(device));
    CHECK_EQ(0xff, bus_read(device, ID, 1));
    bus_write(device, LIMIT, 2, 0);
    CHECK_EQ(2, faults(device));
    CHECK_EQ(21250, read32(device, LIMIT));
    devsim_close(device);
}

static void thermometer_interrupts(void)
{
    devsim_device *device = open_thermometer("");
    CHECK_EQ(0, devsim_irq_mode(device, DEVSIM_IRQ_INTX));
    write32(device, CONTROL, 3);
    devsim_clock_advance(device, 3000000);
    CHECK_EQ(1, devsim_irq_count(device));
    write32(device, STATUS, 3);
    devsim_irq_unmask(device, 0);
    CHECK_EQ(1, devsim_irq_count(device));
    CHECK_EQ(0, devsim_irq_mode(device, DEVSIM_IRQ_MSI));
    devsim_clock_advance(device, 3000000);
    CHECK_EQ(4, devsim_irq_count(device));
    devsim_close(device);
}

static void no_back_door(void)
{
    devsim_device *device = open_thermometer("");
    uint64_t value;
    CHECK_EQ(-EOPNOTSUPP, devsim_peek(device, 0, 0, 4, &value));
    CHECK_EQ(-EOPNOTSUPP, devsim_poke(device, 0, 0, 4, 0));
    devsim_close(device);
}

static void windows_from_options(void)
{
    devsim_device *device = bus_open(built("probe.so"), "window=5000");
    uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    CHECK_EQ((5000 + page - 1) / page * page, devsim_window_size(device, 2));
    CHECK_EQ(UINT64_MAX, devsim_read(device, 2, 0, 8));
    char *address = devsim_window_address(device, 2);
    if (bus_access == DEVSIM_ACCESS_TRAP)
        CHECK_EQ(0, (uintptr_t)address % page);
    else
        CHECK(address == NULL);
    devsim_close(device);
    CHECK_EQ(-EINVAL, devsim_open(built("probe.so"), "window=0xffffffffffffffff", bus_access, &device));
    CHECK_EQ(-ENFILE, devsim_open(built("probe.so"), "fail=23", bus_access, &device));
    CHECK(strstr(devsim_open_error(), "create() failed") != NULL);
    CHECK_EQ(-EINVAL, devsim_open(built("thermometer.so"), "start=100001", bus_access, &device));
    CHECK(strstr(devsim_open_error(), "thermometer: start is") != NULL);
}

static void not_a_model(void)
{
    devsim_device *device;
    CHECK_EQ(-ENOENT, devsim_open("/there/is/no.so", "", DEVSIM_ACCESS_CALL, &device));
    CHECK(strstr(devsim_open_error(), "/there/is/no.so") != NULL);
    CHECK_EQ(-ENOEXEC, devsim_open("/dev/null", "", DEVSIM_ACCESS_CALL, &device));
    CHECK_EQ(-ENOEXEC, devsim_open(built("no_entry.so"), "", DEVSIM_ACCESS_CALL, &device));
    CHECK(strstr(devsim_open_error(), "devsim_model_entry") != NULL);
    CHECK_EQ(-ENOEXEC, devsim_open(built("not_whole.so"), "", DEVSIM_ACCESS_CALL, &device));
    CHECK_EQ(-ENOEXEC, devsim_open(built("null_model.so"), "", DEVSIM_ACCESS_CALL, &device));
    CHECK_EQ(-EPROTO, devsim_open(built("wrong_abi.so"), "", DEVSIM_ACCESS_CALL, &device));
    CHECK(strstr(devsim_open_error(), "DEVSIM_ABI 2") != NULL);
    CHECK(device == NULL);
}

int main(void)
{
    RUN_BOTH(thermometer_samples);
    RUN_BOTH(thermometer_interrupts);
    RUN(no_back_door);
    RUN_BOTH(windows_from_options);
    RUN(not_a_model);
    return test_summary();
}
