/* SPDX-License-Identifier: Apache-2.0 */
/* Declared registers: every access policy against a table of values that was worked out by hand from its meaning. */
#include "bus.h"

#include <errno.h>
#include <string.h>

/*
 * A register of 8 bits holds 0x35 (0011 0101). What a read answers, what it holds after the read, what it holds after
 * a write of 0x53 (0101 0011) to 0x35, and after a second write of 0x0f to that.
 */
static const struct {
    const char *name;
    uint8_t policy, answer, after_read, after_write, after_second;
} table[] = {
    {"RO",    DEVSIM_RO,    0x35, 0x35, 0x35, 0x35},
    {"RW",    DEVSIM_RW,    0x35, 0x35, 0x53, 0x0f},
    {"RC",    DEVSIM_RC,    0x35, 0x00, 0x35, 0x35},
    {"RS",    DEVSIM_RS,    0x35, 0xff, 0x35, 0x35},
    {"WRC",   DEVSIM_WRC,   0x35, 0x00, 0x53, 0x0f},
    {"WRS",   DEVSIM_WRS,   0x35, 0xff, 0x53, 0x0f},
    {"WC",    DEVSIM_WC,    0x35, 0x35, 0x00, 0x00},
    {"WS",    DEVSIM_WS,    0x35, 0x35, 0xff, 0xff},
    {"WSRC",  DEVSIM_WSRC,  0x35, 0x00, 0xff, 0xff},
    {"WCRS",  DEVSIM_WCRS,  0x35, 0xff, 0x00, 0x00},
    {"W1C",   DEVSIM_W1C,   0x35, 0x35, 0x24, 0x20},
    {"W1S",   DEVSIM_W1S,   0x35, 0x35, 0x77, 0x7f},
    {"W1T",   DEVSIM_W1T,   0x35, 0x35, 0x66, 0x69},
    {"W0C",   DEVSIM_W0C,   0x35, 0x35, 0x11, 0x01},
    {"W0S",   DEVSIM_W0S,   0x35, 0x35, 0xbd, 0xfd},
    {"W0T",   DEVSIM_W0T,   0x35, 0x35, 0x99, 0x69},
    {"W1SRC", DEVSIM_W1SRC, 0x35, 0x00, 0x77, 0x7f},
    {"W1CRS", DEVSIM_W1CRS, 0x35, 0xff, 0x24, 0x20},
    {"W0SRC", DEVSIM_W0SRC, 0x35, 0x00, 0xbd, 0xfd},
    {"W0CRS", DEVSIM_W0CRS, 0x35, 0xff, 0x11, 0x01},
    {"WO",    DEVSIM_WO,    0x00, 0x35, 0x53, 0x0f},
    {"WOC",   DEVSIM_WOC,   0x00, 0x35, 0x00, 0x00},
    {"WOS",   DEVSIM_WOS,   0x00, 0x35, 0xff, 0xff},
    {"W1",    DEVSIM_W1,    0x35, 0x35, 0x53, 0x53},
    {"WO1",   DEVSIM_WO1,   0x00, 0x35, 0x53, 0x53},
};

static devsim_register declare(uint64_t offset, uint32_t width, uint64_t reset, uint8_t policy)
{
    devsim_register result = {.offset = offset, .reset = reset, .width = width};
    memset(result.policy, policy, sizeof result.policy);
    return result;
}

static devsim_device *open_registers(const devsim_register *registers, size_t count, uint64_t size)
{
    devsim_device *device = NULL;
    CHECK_EQ(0, devsim_open_registers(registers, count, size, bus_access, &device));
    if (device == NULL)
        exit(1);
    return device;
}

static uint64_t peek(devsim_device *device, uint64_t offset, uint32_t width)
{
    uint64_t value = 0;
    CHECK_EQ(0, devsim_peek(device, 0, offset, width, &value));
    return value;
}

static void one_policy(uint8_t policy, uint64_t answer, uint64_t after_read, uint64_t after_write,
                       uint64_t after_second)
{
    devsim_register r = declare(0, 1, 0x35, policy);
    devsim_device *device = open_registers(&r, 1, 16);
    uint64_t expected_faults = 0;

    CHECK_EQ(answer, bus_read(device, 0, 1));
    if (policy == DEVSIM_WO || policy == DEVSIM_WOC || policy == DEVSIM_WOS || policy == DEVSIM_WO1)
        expected_faults++;
    CHECK_EQ(expected_faults, faults(device));
    CHECK_EQ(after_read, peek(device, 0, 1));

    devsim_reset(device);
    CHECK_EQ(0x35, peek(device, 0, 1));
    bus_write(device, 0, 1, 0x53);
    if (policy == DEVSIM_RO)
        expected_faults++;
    CHECK_EQ(expected_faults, faults(device));
    CHECK_EQ(after_write, peek(device, 0, 1));
    bus_write(device, 0, 1, 0x0f);
    CHECK_EQ(after_second, peek(device, 0, 1));

    devsim_reset(device); /* and the first write counts again */
    bus_write(device, 0, 1, 0x53);
    CHECK_EQ(after_write, peek(device, 0, 1));
    if (faults(device) > 0)
        CHECK_EQ(DEVSIM_FAULT_ACCESS_POLICY, last_fault(device));
    devsim_close(device);
}

static void every_policy(void)
{
    CHECK_EQ(DEVSIM_POLICIES, sizeof table / sizeof table[0]);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        bool before = test_ok;
        test_ok = true;
        one_policy(table[i].policy, table[i].answer, table[i].after_read, table[i].after_write, table[i].after_second);
        if (!test_ok)
            fprintf(stderr, "  with policy %s\n", table[i].name);
        test_ok = before && test_ok;
    }
}

static void narrow_access_touches_its_bytes(void)
{
    devsim_register r[] = {declare(8, 4, 0x44332211, DEVSIM_RC), declare(16, 8, 0x8877665544332211, DEVSIM_RW),
                           declare(12, 2, 0xffff, DEVSIM_W1C)};
    devsim_device *device = open_registers(r, 3, 64);
    CHECK_EQ(0x22, bus_read(device, 9, 1));
    CHECK_EQ(0x44330011, peek(device, 8, 4));
    CHECK_EQ(0x4433, bus_read(device, 10, 2));
    CHECK_EQ(0x00000011, peek(device, 8, 4));
    bus_write(device, 20, 2, 0xabcd);
    CHECK_EQ(0x8877abcd44332211, bus_read(device, 16, 8));
    bus_write(device, 13, 1, 0x0f);
    CHECK_EQ(0xf0ff, bus_read(device, 12, 2));
    CHECK_EQ(0, devsim_poke(device, 0, 17, 1, 0xee));
    CHECK_EQ(0x4433ee11, peek(device, 16, 4));
    CHECK_EQ(0, faults(device));
    devsim_close(device);
}

static void mixed_policies(void)
{
    devsim_register r = declare(0, 2, 0x00ff, DEVSIM_RW);
    memset(r.policy + 8, DEVSIM_WO, 4);
    r.policy[0] = DEVSIM_RO;
    devsim_device *device = open_registers(&r, 1, 2);
    bus_write(device, 0, 2, 0xfff0);
    CHECK_EQ(0xf0f1, bus_read(device, 0, 2)); /* write-only bits read 0, without a fault: others can be read */
    CHECK_EQ(0xfff1, peek(device, 0, 2));
    CHECK_EQ(0, faults(device));
    devsim_close(device);
}

static void access_beside_registers(void)
{
    devsim_register r[] = {declare(4, 4, 0x11111111, DEVSIM_RW), declare(8, 4, 0x22222222, DEVSIM_RW)};
    devsim_device *device = open_registers(r, 2, 64);
    CHECK_EQ(UINT64_MAX, bus_read(device, 0, 8));   /* begins before */
    CHECK_EQ(UINT64_MAX, bus_read(device, 8, 8));   /* wider */
    CHECK_EQ(0xffffffff, bus_read(device, 12, 4));  /* behind */
    CHECK_EQ(0xff, bus_read(device, 0, 1));
    bus_write(device, 8, 8, 0);
    CHECK_EQ(5, faults(device));
    CHECK_EQ(DEVSIM_FAULT_ACCESS_WIDTH, last_fault(device));
    if (bus_access == DEVSIM_ACCESS_CALL) { /* in C an unaligned access through a pointer is undefined */
        CHECK_EQ(0xffff, devsim_read(device, 0, 5, 2));
        CHECK_EQ(7, faults(device)); /* not aligned, and therefore no answer */
    }
    CHECK_EQ(0x11111111, peek(device, 4, 4));
    CHECK_EQ(0x22222222, peek(device, 8, 4));
    uint64_t value;
    CHECK_EQ(-ERANGE, devsim_peek(device, 0, 0, 4, &value));
    CHECK_EQ(-ERANGE, devsim_poke(device, 0, 6, 4, 0));
    devsim_close(device);
}

static void demonstration(void)
{
    devsim_device *device = bus_open("regs", NULL);
    for (uint32_t i = 0; i < DEVSIM_POLICIES; i++)
        CHECK_EQ(0xa5a5a5a5, peek(device, 4 * i, 4));
    write32(device, 4 * DEVSIM_W1T, 0xff);
    CHECK_EQ(0xa5a5a55a, read32(device, 4 * DEVSIM_W1T));
    CHECK_EQ(0xa5a5a5a5, read32(device, 4 * DEVSIM_RC));
    CHECK_EQ(0, read32(device, 4 * DEVSIM_RC));
    devsim_close(device);
}

static void wrong_declarations(void)
{
    devsim_register overlap[] = {declare(4, 4, 0, DEVSIM_RW), declare(0, 8, 0, DEVSIM_RW)};
    devsim_register misaligned = declare(2, 4, 0, DEVSIM_RW), outside = declare(16, 4, 0, DEVSIM_RW);
    devsim_register odd = declare(0, 3, 0, DEVSIM_RW), lawless = declare(0, 4, 0, DEVSIM_POLICIES);
    devsim_register far = declare(UINT64_MAX - 7, 8, 0, DEVSIM_RW);
    devsim_device *device;
    CHECK_EQ(-EINVAL, devsim_open_registers(overlap, 2, 16, bus_access, &device));
    CHECK(strstr(devsim_open_error(), "overlap") != NULL);
    CHECK_EQ(-EINVAL, devsim_open_registers(&misaligned, 1, 16, bus_access, &device));
    CHECK_EQ(-EINVAL, devsim_open_registers(&outside, 1, 16, bus_access, &device));
    CHECK_EQ(-EINVAL, devsim_open_registers(&outside, 1, 18, bus_access, &device));
    CHECK_EQ(-EINVAL, devsim_open_registers(&far, 1, 16, bus_access, &device));
    CHECK_EQ(-EINVAL, devsim_open_registers(&odd, 1, 16, bus_access, &device));
    CHECK_EQ(-EINVAL, devsim_open_registers(&lawless, 1, 16, bus_access, &device));
    CHECK_EQ(-EINVAL, devsim_open_registers(&odd, 0, 0, bus_access, &device));
    CHECK_EQ(-EINVAL, devsim_open_registers(NULL, 1, 16, bus_access, &device));
    CHECK_EQ(-EINVAL, devsim_open_registers(&odd, 70000, 16, bus_access, &device));
    CHECK_EQ(-EINVAL, devsim_open_registers(NULL, 0, (uint64_t)1 << 50, bus_access, &device));
    CHECK_EQ(-EINVAL, devsim_open("regs", "size=3", bus_access, &device));
    CHECK(device == NULL);
}

int main(void)
{
    RUN_BOTH(every_policy);
    RUN_BOTH(narrow_access_touches_its_bytes);
    RUN_BOTH(mixed_policies);
    RUN_BOTH(access_beside_registers);
    RUN_BOTH(demonstration);
    RUN_BOTH(wrong_declarations);
    return test_summary();
}
