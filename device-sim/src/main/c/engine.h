/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What turns a model that moves packets: its driver's registers, arriving frames and timers by themselves, or
 * devsim_step() and devsim_poll_start() in their place. A model gets an engine by engine_create().
 */
#ifndef ENGINE_H
#define ENGINE_H

#include "device.h"

#include <stdbool.h>

/** The timer that the engine uses; a model that has an engine leaves it alone. */
#define ENGINE_TIMER (DEVSIM_TIMERS - 1)

/** A model's half. All run under the device's lock. */
struct engine_model {
    /** Moves at most `packets` in each direction. @return how many were moved */
    uint32_t (*run)(void *state, uint32_t packets);
    /** When it has to run again though nothing happens; UINT64_MAX: never. */
    uint64_t (*due)(void *state);
    /** The engine's timer: calls engine_run(). */
    void (*wake)(void *state);
    /** DEVSIM_ACCESS_MEMORY: carries out what the driver wrote into window 0; NULL if the model cannot. */
    void (*look)(void *state);
    /** DEVSIM_ACCESS_MEMORY: stores registers that changed into window 0. */
    void (*show)(void *state);
    /** The clock was at `before` and begins anew: times that the model keeps go by clock_left(). */
    void (*rebase)(void *state, uint64_t before);
    /** Chaos, see devsim_net_hang() and devsim_net_mangle(). */
    void (*hang)(void *state, bool on);
    void (*mangle)(void *state, uint32_t writebacks);
};

/** In create(). */
void engine_create(devsim_device *device, const struct engine_model *model);
/** In reset(): timers were cancelled. */
void engine_reset(devsim_device *device);

/** The clock was at `before` and has begun anew. */
void engine_rebase(devsim_device *device, uint64_t before);

/** Whether the engine turns only when it is told to. Takes no lock. */
bool engine_is_manual(const devsim_device *device);

/** Something happened: turns the engine until nothing moves, unless that is someone else's task. */
void engine_run(devsim_device *device);

/** Ends the thread, if there is one; without the device's lock. */
int engine_stop(devsim_device *device);

/** The window's memory with DEVSIM_ACCESS_MEMORY, else NULL. For look() and show(). */
uint32_t *engine_memory(const devsim_device *device);

#endif
