/* SPDX-License-Identifier: Apache-2.0 */
#include "now.h"

#include "device.h"

#include <time.h>

#define SECOND 1000000000u

uint64_t now_monotonic(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * SECOND + (uint64_t)now.tv_nsec;
}

uint64_t devsim_clock_now(const devsim_device *device)
{
    const struct device_clock *clock = &device->clock;
    if (atomic_load(&clock->mode) == DEVSIM_CLOCK_STEPPED)
        return atomic_load(&clock->time);
    return now_monotonic() - atomic_load(&clock->base);
}
