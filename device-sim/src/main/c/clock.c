/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"

#include "faults.h"
#include "now.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <time.h>

#define SECOND 1000000000u

/** Timers that one advance fires; a model that arms itself again without end must not hold an access for ever. */
#define FIRES_MAX 1000000

static uint64_t plus(uint64_t time, uint64_t delay)
{
    return time + delay < time ? UINT64_MAX : time + delay;
}

int clock_create(struct device_clock *clock)
{
    atomic_store(&clock->base, now_monotonic());
    pthread_condattr_t attributes;
    if (pthread_condattr_init(&attributes) != 0)
        return -ENOMEM;
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    int error = pthread_cond_init(&clock->wake, &attributes);
    pthread_condattr_destroy(&attributes);
    return -error;
}

void clock_destroy(struct device_clock *clock)
{
    pthread_cond_destroy(&clock->wake);
}

/* ---- firing ------------------------------------------------------------------------------------------------- */

/* The timer to fire next, NULL if none is armed. */
static struct device_timer *earliest(struct device_clock *clock)
{
    struct device_timer *best = NULL;
    for (uint32_t i = 0; i < DEVSIM_TIMERS; i++) {
        struct device_timer *timer = &clock->timers[i];
        if (timer->fire == NULL)
            continue;
        if (best == NULL || timer->due < best->due || (timer->due == best->due && timer->order < best->order))
            best = timer;
    }
    return best;
}

static void fire(devsim_device *device, struct device_timer *timer)
{
    void (*callback)(void *) = timer->fire;
    timer->fire = NULL; /* before the call, which may arm it again */
    device->clock.firing = true;
    callback(device->state);
    device->clock.firing = false;
}

static void advance(devsim_device *device, uint64_t nanoseconds)
{
    struct device_clock *clock = &device->clock;
    uint64_t until = plus(atomic_load(&clock->time), nanoseconds);
    struct device_timer *timer;
    for (int fires = 0; (timer = earliest(clock)) != NULL && timer->due <= until; fires++) {
        if (fires == FIRES_MAX) {
            devsim_report(device, DEVSIM_FAULT_MODEL, 0, 0, 0, "the model's timers fire without end");
            break;
        }
        if (timer->due > atomic_load(&clock->time)) /* one left over by FIRES_MAX is late: time never goes back */
            atomic_store(&clock->time, timer->due);
        fire(device, timer);
    }
    atomic_store(&clock->time, until);
}

void clock_step(devsim_device *device)
{
    if (atomic_load(&device->clock.mode) == DEVSIM_CLOCK_STEPPED)
        advance(device, device->clock.per_access);
}

/* ---- the real clock's thread -------------------------------------------------------------------------------- */

static void wait_until(devsim_device *device, const struct device_timer *timer)
{
    struct device_clock *clock = &device->clock;
    uint64_t at = timer == NULL ? UINT64_MAX : plus(atomic_load(&clock->base), timer->due);
    if (at == UINT64_MAX) {
        pthread_cond_wait(&clock->wake, &device->lock);
        return;
    }
    struct timespec deadline = {.tv_sec = (time_t)(at / SECOND), .tv_nsec = (long)(at % SECOND)};
    pthread_cond_timedwait(&clock->wake, &device->lock, &deadline);
}

static void *run(void *argument)
{
    devsim_device *device = argument;
    struct device_clock *clock = &device->clock;
    device_lock(device);
    while (!clock->stopping) {
        bool real = atomic_load(&clock->mode) == DEVSIM_CLOCK_REAL;
        struct device_timer *timer = real ? earliest(clock) : NULL;
        if (timer == NULL || timer->due > devsim_clock_now(device)) {
            wait_until(device, timer);
            continue;
        }
        fire(device, timer);
        /* Between two timers the bus gets its turn, however fast the model arms them. */
        device_unlock(device);
        sched_yield();
        device_lock(device);
    }
    device_unlock(device);
    return NULL;
}

int clock_start(devsim_device *device)
{
    struct device_clock *clock = &device->clock;
    /* The process's signals are for its own threads; those that a fault in a model raises must stay deliverable. */
    sigset_t all, before;
    sigfillset(&all);
    sigdelset(&all, SIGSEGV);
    sigdelset(&all, SIGBUS);
    sigdelset(&all, SIGILL);
    sigdelset(&all, SIGFPE);
    sigdelset(&all, SIGTRAP);
    sigdelset(&all, SIGABRT);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&clock->thread, NULL, run, device);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    clock->running = error == 0;
    return -error;
}

/* Wakes the thread because the earliest timer may be another one; starts it when there is a first one. */
static int nudge(devsim_device *device)
{
    struct device_clock *clock = &device->clock;
    if (atomic_load(&clock->mode) != DEVSIM_CLOCK_REAL)
        return 0;
    if (!clock->running)
        return clock_start(device);
    pthread_cond_signal(&clock->wake);
    return 0;
}

void clock_stop(devsim_device *device)
{
    struct device_clock *clock = &device->clock;
    device_lock(device);
    clock->stopping = true;
    clock_cancel_all(clock);
    bool running = clock->running;
    clock->running = false;
    if (running)
        pthread_cond_signal(&clock->wake);
    device_unlock(device);
    if (running)
        pthread_join(clock->thread, NULL);
}

/* ---- the model's side --------------------------------------------------------------------------------------- */

int devsim_timer_arm(devsim_device *device, uint32_t timer, uint64_t delay, void (*fire)(void *state))
{
    struct device_clock *clock = &device->clock;
    if (timer >= DEVSIM_TIMERS || fire == NULL)
        return -EINVAL;
    if (clock->stopping)
        return 0; /* the device is being closed: no timer fires any more */
    /* A timer that arms itself for "now" would never let time go on. */
    if (clock->firing && delay == 0)
        delay = 1;
    clock->timers[timer] = (struct device_timer){plus(devsim_clock_now(device), delay), clock->orders++, fire};
    int error = nudge(device);
    if (error != 0)
        clock->timers[timer].fire = NULL;
    return error;
}

void devsim_timer_cancel(devsim_device *device, uint32_t timer)
{
    if (timer < DEVSIM_TIMERS)
        device->clock.timers[timer].fire = NULL;
}

void clock_cancel_all(struct device_clock *clock)
{
    for (uint32_t i = 0; i < DEVSIM_TIMERS; i++)
        clock->timers[i].fire = NULL;
}

/* ---- the host's side ---------------------------------------------------------------------------------------- */

int clock_restart(devsim_device *device, uint32_t mode, uint64_t per_access, uint64_t *before)
{
    struct device_clock *clock = &device->clock;
    uint64_t now = devsim_clock_now(device);
    bool armed = false;
    for (uint32_t i = 0; i < DEVSIM_TIMERS; i++) {
        struct device_timer *timer = &clock->timers[i];
        timer->due = timer->due > now ? timer->due - now : 0;
        armed |= timer->fire != NULL;
    }
    clock->per_access = per_access;
    atomic_store(&clock->time, 0);
    atomic_store(&clock->base, now_monotonic());
    atomic_store(&clock->mode, mode);
    *before = now;
    return armed ? nudge(device) : 0;
}

int devsim_clock_advance(devsim_device *device, uint64_t nanoseconds)
{
    int error = -EPERM;
    device_lock(device);
    if (atomic_load(&device->clock.mode) == DEVSIM_CLOCK_STEPPED) {
        advance(device, nanoseconds);
        error = 0;
    }
    device_unlock(device);
    return error;
}
