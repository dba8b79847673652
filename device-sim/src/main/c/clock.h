/* SPDX-License-Identifier: Apache-2.0 */
/** The device's clock and its timers. */
#ifndef CLOCK_H
#define CLOCK_H

#include "device.h"

int clock_create(struct device_clock *clock);
void clock_destroy(struct device_clock *clock);

/**
 * Starts the clock's thread. The first timer that is armed starts it, except where accesses trap: there it runs from
 * the beginning, for that timer is likely armed in a signal handler, which must not allocate. Under the device's lock.
 */
int clock_start(devsim_device *device);

/** Ends the clock's thread; no timer fires afterwards. Without the device's lock. */
void clock_stop(devsim_device *device);

void clock_cancel_all(struct device_clock *clock);

/**
 * A time of a clock that has begun anew at 0, and was at `before`: what was left of it is left. 0 and UINT64_MAX, which
 * mean none, stay.
 */
static inline uint64_t clock_left(uint64_t time, uint64_t before)
{
    if (time == 0 || time == UINT64_MAX)
        return time;
    return time > before ? time - before : 1;
}

/**
 * Begins anew at 0 in another mode; what was left until a timer fires is left. Under the device's lock.
 * @param before  gets the time at which it ended: for times that others keep, by clock_left()
 * @return 0 or a negative errno, if the clock's thread can't be started
 */
int clock_restart(devsim_device *device, uint32_t mode, uint64_t per_access, uint64_t *before);

/** What an access does to a stepped clock. */
void clock_step(devsim_device *device);

#endif
