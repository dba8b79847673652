/* SPDX-License-Identifier: Apache-2.0 */
/** One test, both kinds of access: through devsim_read() and devsim_write(), and through addresses that trap. */
#ifndef BUS_H
#define BUS_H

#include "devsim.h"
#include "test.h"

#include <stddef.h>
#include <stdlib.h>

/* How the test that runs reaches its device. */
static uint32_t bus_access = DEVSIM_ACCESS_CALL;

/* Runs a test with every kind of access that there is here. */
#define RUN_BOTH(test) \
    do { \
        bus_access = DEVSIM_ACCESS_CALL; \
        RUN(test); \
        if (devsim_trap_supported()) { \
            bus_access = DEVSIM_ACCESS_TRAP; \
            RUN(test); \
        } \
        bus_access = DEVSIM_ACCESS_CALL; \
    } while (0)

/* Opens or ends the program: no test makes sense without its device. */
static inline devsim_device *bus_open(const char *model, const char *options)
{
    devsim_device *device = NULL;
    int error = devsim_open(model, options, bus_access, &device);
    if (error != 0) {
        fprintf(stderr, "cannot open %s: %d %s\n", model, error, devsim_open_error());
        exit(1);
    }
    return device;
}

/* Two threads at one register are no data race: the device puts them in order, which ThreadSanitizer cannot see. */
#define REGISTER_ACCESS __attribute__((no_sanitize("thread")))

/* Where registers are addresses that trap; plain memory is reached by calls, whose order ThreadSanitizer does see. */
static inline char *bus_base(devsim_device *device)
{
    return bus_access == DEVSIM_ACCESS_TRAP ? devsim_window_address(device, 0) : NULL;
}

REGISTER_ACCESS static inline uint64_t bus_read(devsim_device *device, uint64_t offset, uint32_t width)
{
    char *base = bus_base(device);
    if (base == NULL)
        return devsim_read(device, 0, offset, width);
    switch (width) {
    case 1: return *(volatile uint8_t *)(base + offset);
    case 2: return *(volatile uint16_t *)(base + offset);
    case 4: return *(volatile uint32_t *)(base + offset);
    default: return *(volatile uint64_t *)(base + offset);
    }
}

REGISTER_ACCESS static inline void bus_write(devsim_device *device, uint64_t offset, uint32_t width, uint64_t value)
{
    char *base = bus_base(device);
    if (base == NULL) {
        devsim_write(device, 0, offset, width, value);
        return;
    }
    switch (width) {
    case 1: *(volatile uint8_t *)(base + offset) = (uint8_t)value; break;
    case 2: *(volatile uint16_t *)(base + offset) = (uint16_t)value; break;
    case 4: *(volatile uint32_t *)(base + offset) = (uint32_t)value; break;
    default: *(volatile uint64_t *)(base + offset) = value; break;
    }
}

static inline uint32_t read32(devsim_device *device, uint64_t offset) { return (uint32_t)bus_read(device, offset, 4); }
static inline void write32(devsim_device *device, uint64_t offset, uint32_t value)
{
    bus_write(device, offset, 4, value);
}
static inline void write64(devsim_device *device, uint64_t offset, uint64_t value)
{
    bus_write(device, offset, 8, value);
}

/* ---- looking at what happened ------------------------------------------------------------------------------- */

static inline uint64_t traced(const devsim_device *device)
{
    return __atomic_load_n(&devsim_trace_of(device)->next, __ATOMIC_ACQUIRE);
}

static inline const devsim_transaction *transaction(const devsim_device *device, uint64_t number)
{
    return &devsim_trace_of(device)->ring[number & (DEVSIM_TRACE_CAPACITY - 1)];
}

static inline uint64_t faults(const devsim_device *device)
{
    return __atomic_load_n(&devsim_faults_of(device)->next, __ATOMIC_ACQUIRE);
}

/* The kind of the last fault; -1 if there was none. */
static inline int64_t last_fault(const devsim_device *device)
{
    uint64_t next = faults(device);
    return next == 0 ? -1 : (int64_t)devsim_faults_of(device)->ring[(next - 1) & (DEVSIM_FAULT_CAPACITY - 1)].kind;
}

#endif
