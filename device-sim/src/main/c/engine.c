/* SPDX-License-Identifier: Apache-2.0 */
#include "engine.h"

#include "clock.h"
#include "devsim_net.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>

/** Packets of one turn of the thread: few enough that nobody waits long for the lock. */
#define POLL_PACKETS 64
/** Turns without a packet after which the thread offers its processor to others. */
#define POLL_IDLE 64

void engine_create(devsim_device *device, const struct engine_model *model)
{
    device->engine.model = model;
    device->engine.armed = UINT64_MAX;
}

void engine_reset(devsim_device *device)
{
    device->engine.armed = UINT64_MAX;
}

void engine_rebase(devsim_device *device, uint64_t before)
{
    struct engine *engine = &device->engine;
    if (engine->model == NULL)
        return;
    engine->stalled = clock_left(engine->stalled, before);
    engine->armed = clock_left(engine->armed, before);
    engine->model->rebase(device->state, before);
}

bool engine_is_manual(const devsim_device *device)
{
    return device->access == DEVSIM_ACCESS_MEMORY || atomic_load_explicit(&device->engine.polled, memory_order_relaxed);
}

uint32_t *engine_memory(const devsim_device *device)
{
    return device->access == DEVSIM_ACCESS_MEMORY ? device->windows[0].address : NULL;
}

/* ---- turns -------------------------------------------------------------------------------------------------- */

static bool stalled(devsim_device *device)
{
    struct engine *engine = &device->engine;
    if (engine->stalled == 0)
        return false;
    if (devsim_clock_now(device) < engine->stalled)
        return true;
    engine->stalled = 0;
    return false;
}

/* Whoever turns the engine by hand looks often enough; else the timer does. */
static void schedule(devsim_device *device)
{
    struct engine *engine = &device->engine;
    uint64_t due = engine->stalled != 0 ? engine->stalled : engine->model->due(device->state);
    if (due == engine->armed || engine_is_manual(device))
        return;
    engine->armed = due;
    if (due == UINT64_MAX) {
        devsim_timer_cancel(device, ENGINE_TIMER);
        return;
    }
    uint64_t now = devsim_clock_now(device);
    devsim_timer_arm(device, ENGINE_TIMER, due > now ? due - now : 0, engine->model->wake);
}

void engine_run(devsim_device *device)
{
    struct engine *engine = &device->engine;
    if (engine->running || engine_is_manual(device))
        return;
    engine->running = true;
    if (engine->armed != UINT64_MAX && engine->armed <= devsim_clock_now(device))
        engine->armed = UINT64_MAX; /* it has fired, or is about to for what is being done here */
    if (!stalled(device))
        engine->model->run(device->state, UINT32_MAX);
    schedule(device);
    engine->running = false;
}

static uint32_t turn(devsim_device *device, uint32_t packets)
{
    const struct engine_model *model = device->engine.model;
    bool memory = engine_memory(device) != NULL;
    if (memory && !device_is_present(device))
        return 0;
    device->engine.running = true;
    if (memory)
        model->look(device->state);
    uint32_t moved = stalled(device) ? 0 : model->run(device->state, packets);
    if (memory)
        model->show(device->state);
    device->engine.running = false;
    return moved;
}

int64_t devsim_step(devsim_device *device, uint32_t packets)
{
    if (device->engine.model == NULL)
        return -ENOTSUP;
    device_lock(device);
    uint32_t moved = turn(device, packets);
    if (!engine_is_manual(device))
        schedule(device);
    device_unlock(device);
    return moved;
}

/* ---- the thread --------------------------------------------------------------------------------------------- */

static void *poll(void *argument)
{
    devsim_device *device = argument;
    for (uint32_t idle = 0; !atomic_load(&device->engine.stopping);) {
        device_lock(device);
        uint32_t moved = turn(device, POLL_PACKETS);
        device_unlock(device);
        idle = moved != 0 ? 0 : idle + 1;
        if (idle >= POLL_IDLE || device_is_wanted(device))
            sched_yield();
    }
    return NULL;
}

/* A thread of its own; the process's signals are for the process's threads. */
static int start(devsim_device *device, int cpu)
{
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return -EAGAIN;
    int error = 0;
    if (cpu >= 0) {
        cpu_set_t set;
        CPU_ZERO(&set);
        CPU_SET(cpu, &set);
        error = pthread_attr_setaffinity_np(&attributes, sizeof set, &set);
    }
    sigset_t all, before;
    sigfillset(&all);
    sigdelset(&all, SIGSEGV);
    sigdelset(&all, SIGBUS);
    sigdelset(&all, SIGABRT);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (error == 0)
        error = pthread_create(&device->engine.thread, &attributes, poll, device);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return -error;
}

int devsim_poll_start(devsim_device *device, int cpu)
{
    struct engine *engine = &device->engine;
    if (engine->model == NULL)
        return -ENOTSUP;
    if (cpu < -1 || cpu >= CPU_SETSIZE)
        return -EINVAL;
    pthread_mutex_lock(&device->state_lock);
    int error = atomic_load(&engine->polled) ? -EBUSY : 0;
    if (error == 0) {
        atomic_store(&engine->stopping, false);
        device_lock(device);
        atomic_store(&engine->polled, true);
        engine->armed = UINT64_MAX;
        devsim_timer_cancel(device, ENGINE_TIMER);
        device_unlock(device);
        error = start(device, cpu);
        if (error != 0)
            atomic_store(&engine->polled, false);
    }
    pthread_mutex_unlock(&device->state_lock);
    return error;
}

int engine_stop(devsim_device *device)
{
    struct engine *engine = &device->engine;
    pthread_mutex_lock(&device->state_lock);
    int error = atomic_load(&engine->polled) ? 0 : -ESRCH;
    if (error == 0) {
        atomic_store(&engine->stopping, true);
        pthread_join(engine->thread, NULL);
        atomic_store(&engine->polled, false);
    }
    pthread_mutex_unlock(&device->state_lock);
    return error;
}

int devsim_poll_stop(devsim_device *device)
{
    if (device->engine.model == NULL)
        return -ENOTSUP;
    int error = engine_stop(device);
    if (error == 0) { /* what came meanwhile and is still there */
        device_lock(device);
        engine_run(device);
        device_unlock(device);
    }
    return error;
}
