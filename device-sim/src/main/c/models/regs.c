/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A device that behaves as its registers are declared, and does nothing else. Without a declaration it demonstrates
 * the access policies: one 32-bit register for each, at 4 times the policy's number, with 0xA5A5A5A5 after reset.
 */
#include "models/regs.h"

#include "device.h"
#include "options.h"
#include "policy.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#define REGISTERS_MAX 65536
#define DEMONSTRATION_RESET 0xA5A5A5A5u

struct cell {
    uint64_t offset;
    uint64_t reset;
    uint64_t all; /* its bits */
    uint64_t stored;
    uint64_t written; /* bits that were written since reset */
    uint32_t width;
    struct policy policy;
};

struct regs {
    devsim_device *device;
    size_t count;
    struct cell cells[]; /* in ascending order of offset */
};

static uint64_t bits(uint32_t width)
{
    return UINT64_MAX >> (64 - 8 * width);
}

/* ---- declaration -------------------------------------------------------------------------------------------- */

static int declare(devsim_device *device, struct cell *cell, const devsim_register *declared, uint64_t size)
{
    uint32_t width = declared->width;
    uint64_t offset = declared->offset;
    if (width != 1 && width != 2 && width != 4 && width != 8)
        return devsim_refuse(device, "the register at 0x%" PRIx64 " is %" PRIu32 " bytes wide", offset, width);
    if (offset % width != 0)
        return devsim_refuse(device, "the register at 0x%" PRIx64 " is not aligned to its width", offset);
    if (offset >= size || size - offset < width)
        return devsim_refuse(device, "the register at 0x%" PRIx64 " lies outside the window", offset);
    *cell = (struct cell){.offset = offset, .width = width, .all = bits(width), .reset = declared->reset & bits(width)};
    for (uint32_t bit = 0; bit < 8 * width; bit++) {
        if (declared->policy[bit] >= DEVSIM_POLICIES)
            return devsim_refuse(device, "bit %" PRIu32 " of the register at 0x%" PRIx64 " has no policy", bit, offset);
        policy_add(&cell->policy, bit, declared->policy[bit]);
    }
    return 0;
}

static int by_offset(const void *a, const void *b)
{
    const struct cell *first = a, *second = b;
    return (first->offset > second->offset) - (first->offset < second->offset);
}

static int declare_all(struct regs *regs, const struct register_map *map)
{
    for (size_t i = 0; i < map->count; i++) {
        int error = declare(regs->device, &regs->cells[i], &map->registers[i], map->size);
        if (error != 0)
            return error;
    }
    qsort(regs->cells, regs->count, sizeof regs->cells[0], by_offset);
    for (size_t i = 1; i < regs->count; i++)
        if (regs->cells[i - 1].offset + regs->cells[i - 1].width > regs->cells[i].offset)
            return devsim_refuse(regs->device, "the registers at 0x%" PRIx64 " and 0x%" PRIx64 " overlap",
                                 regs->cells[i - 1].offset, regs->cells[i].offset);
    return 0;
}

static void demonstration(devsim_register registers[DEVSIM_POLICIES])
{
    for (uint32_t kind = 0; kind < DEVSIM_POLICIES; kind++) {
        registers[kind] = (devsim_register){.offset = 4 * kind, .reset = DEMONSTRATION_RESET, .width = 4};
        for (uint32_t bit = 0; bit < 32; bit++)
            registers[kind].policy[bit] = (uint8_t)kind;
    }
}

static int regs_create(devsim_device *device, const char *options, void **state)
{
    static const char *const keys[] = {NULL};
    int error = options_only(device, options, keys);
    if (error != 0)
        return error;
    devsim_register shown[DEVSIM_POLICIES];
    struct register_map map = {shown, DEVSIM_POLICIES, 4 * DEVSIM_POLICIES};
    if (device->registers != NULL)
        map = *device->registers;
    else
        demonstration(shown);
    if (map.size == 0 || map.count > REGISTERS_MAX || (map.registers == NULL && map.count > 0))
        return devsim_refuse(device, "%zu registers in a window of %" PRIu64 " bytes", map.count, map.size);
    struct regs *regs = malloc(sizeof *regs + map.count * sizeof regs->cells[0]);
    if (regs == NULL)
        return -ENOMEM;
    regs->device = device;
    regs->count = map.count;
    error = declare_all(regs, &map);
    if (error != 0) {
        free(regs);
        return error;
    }
    devsim_set_window_size(device, 0, map.size);
    *state = regs;
    return 0;
}

static void regs_destroy(void *state)
{
    free(state);
}

static void regs_reset(void *state)
{
    struct regs *regs = state;
    for (size_t i = 0; i < regs->count; i++) {
        regs->cells[i].stored = regs->cells[i].reset;
        regs->cells[i].written = 0;
    }
}

/* ---- access ------------------------------------------------------------------------------------------------- */

/* The part of a register that an access touches. */
struct part {
    struct cell *cell; /* NULL if there is none, or the access does not fit into one */
    uint32_t shift;
    uint64_t touched;
};

static struct part find(struct regs *regs, uint64_t offset, uint32_t width)
{
    size_t low = 0, high = regs->count; /* behind the last register that begins at or before offset */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (regs->cells[middle].offset <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || offset % width != 0)
        return (struct part){0};
    struct cell *cell = &regs->cells[low - 1];
    uint64_t within = offset - cell->offset;
    if (within >= cell->width || cell->width - within < width)
        return (struct part){0};
    uint32_t shift = (uint32_t)(8 * within);
    return (struct part){cell, shift, bits(width) << shift};
}

static void complain(struct regs *regs, uint32_t kind, uint64_t offset, uint32_t width, const char *what)
{
    devsim_report(regs->device, kind, 0, offset, width, "%" PRIu32 " bytes at 0x%" PRIx64 ": %s", width, offset, what);
}

static uint64_t regs_read(void *state, uint32_t window, uint64_t offset, uint32_t width)
{
    (void)window;
    struct regs *regs = state;
    struct part part = find(regs, offset, width);
    if (part.cell == NULL) {
        complain(regs, DEVSIM_FAULT_ACCESS_WIDTH, offset, width, "no register answers this read");
        return UINT64_MAX;
    }
    if (part.cell->policy.readable == 0)
        complain(regs, DEVSIM_FAULT_ACCESS_POLICY, offset, width, "read of a write-only register");
    return policy_read(&part.cell->policy, part.touched, &part.cell->stored) >> part.shift;
}

static void regs_write(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value)
{
    (void)window;
    struct regs *regs = state;
    struct part part = find(regs, offset, width);
    if (part.cell == NULL) {
        complain(regs, DEVSIM_FAULT_ACCESS_WIDTH, offset, width, "no register takes this write");
        return;
    }
    if (part.cell->policy.read_only == part.cell->all)
        complain(regs, DEVSIM_FAULT_ACCESS_POLICY, offset, width, "write of a read-only register");
    policy_write(&part.cell->policy, part.touched, value << part.shift, &part.cell->stored, &part.cell->written);
}

static int regs_peek(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t *value)
{
    (void)window;
    struct part part = find(state, offset, width);
    if (part.cell == NULL)
        return -ERANGE;
    *value = (part.cell->stored & part.touched) >> part.shift;
    return 0;
}

static int regs_poke(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value)
{
    (void)window;
    struct part part = find(state, offset, width);
    if (part.cell == NULL)
        return -ERANGE;
    part.cell->stored = (part.cell->stored & ~part.touched) | (value << part.shift & part.touched);
    return 0;
}

const devsim_model regs_model = {
    .abi = DEVSIM_ABI,
    .name = "regs",
    .summary = "registers declared as data, with the access policies of SystemRDL and UVM",
    .vendor = 0x1234,
    .device = 0x0001,
    .window_size = {4 * DEVSIM_POLICIES},
    .create = regs_create,
    .destroy = regs_destroy,
    .reset = regs_reset,
    .read = regs_read,
    .write = regs_write,
    .peek = regs_peek,
    .poke = regs_poke,
};
