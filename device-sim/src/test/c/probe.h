/* SPDX-License-Identifier: Apache-2.0 */
/** Drives probe.so, and finds it. */
#ifndef PROBE_H
#define PROBE_H

#include "bus.h"
#include "panel.h"

/* The path of something that the build made for tests. */
static inline const char *built(const char *name)
{
    static char path[4096];
    const char *folder = getenv("DEVSIM_BUILD");
    snprintf(path, sizeof path, "%s/%s", folder == NULL ? "." : folder, name);
    return path;
}

static inline devsim_device *probe_open(void)
{
    return bus_open(built("probe.so"), "");
}

static inline int probe_start(devsim_device *device, uint64_t how, uint64_t timer, uint64_t delay)
{
    write64(device, PROBE_DELAY, delay);
    write64(device, how, timer);
    return (int)bus_read(device, PROBE_ARM, 8);
}

static inline int probe_arm(devsim_device *device, uint64_t timer, uint64_t delay)
{
    return probe_start(device, PROBE_ARM, timer, delay);
}

static inline int probe_repeat(devsim_device *device, uint64_t timer, uint64_t delay)
{
    return probe_start(device, PROBE_REPEAT, timer, delay);
}

static inline void probe_cancel(devsim_device *device, uint64_t timer)
{
    write64(device, PROBE_CANCEL, timer);
}

static inline uint64_t probe_count(devsim_device *device)
{
    return bus_read(device, PROBE_COUNT, 8);
}

static inline struct probe_fire probe_fired(devsim_device *device, uint32_t index)
{
    uint64_t at = PROBE_FIRES + 16 * (uint64_t)index;
    return (struct probe_fire){bus_read(device, at, 8), bus_read(device, at + 8, 8)};
}

#endif
