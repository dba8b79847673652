/* SPDX-License-Identifier: Apache-2.0 */
/** The device's clock and its timers. */
#ifndef CLOCK_H
#define CLOCK_H

#include "devsim.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct device_timer {
    uint64_t due;
    uint64_t order; /* armed earlier fires earlier when both are due at once */
    void (*fire)(void *state); /* NULL while not armed */
};

struct device_clock {
    /* Atomic, so that time can be read with or without the device's lock. */
    atomic_uint mode;
    _Atomic uint64_t base; /* real: CLOCK_MONOTONIC at the device's time 0 */
    _Atomic uint64_t time; /* stepped: the device's time */

    uint64_t per_access;
    uint64_t orders;
    bool firing;
    struct device_timer timers[DEVSIM_TIMERS];

    pthread_cond_t wake;
    pthread_t thread;
    bool running;
    bool stopping;
};

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

/** What an access does to a stepped clock. */
void clock_step(devsim_device *device);

#endif
