/* SPDX-License-Identifier: Apache-2.0 */
/* A device's life: it is opened, changes its state on the bus, is reset, is closed. */
#include "clock.h"
#include "devsim_net.h"
#include "engine.h"
#include "faults.h"
#include "iommu.h"
#include "irq.h"
#include "model.h"
#include "models/regs.h"
#include "net/port.h"
#include "open_error.h"
#include "trace.h"
#include "trap.h"
#include "windows.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

/** How long close() waits for a thread that is still inside an access. */
#define CLOSE_MILLISECONDS 2000

uint32_t devsim_abi(void)
{
    return DEVSIM_ABI;
}

int devsim_trap_supported(void)
{
    return trap_supported();
}

/* ---- open and close ----------------------------------------------------------------------------------------- */

static devsim_device *new_device(void)
{
    devsim_device *device = calloc(1, sizeof *device);
    if (device == NULL)
        return NULL;
    if (clock_create(&device->clock) != 0) {
        free(device);
        return NULL;
    }
    pthread_mutex_init(&device->lock, NULL);
    pthread_mutex_init(&device->state_lock, NULL);
    irq_create(&device->irq);
    for (uint32_t i = 0; i < DEVSIM_WINDOWS; i++) {
        device->windows[i].device = device;
        device->windows[i].index = i;
    }
    return device;
}

static void free_device(devsim_device *device)
{
    irq_destroy(&device->irq);
    iommu_destroy(&device->iommu);
    faults_destroy(&device->faults);
    trace_destroy(&device->trace);
    clock_destroy(&device->clock);
    port_destroy(device->port);
    pthread_mutex_destroy(&device->state_lock);
    pthread_mutex_destroy(&device->lock);
    model_unload(device->library);
    free(device);
}

/* Model state, interrupts and timers; under the lock. */
static void reset(devsim_device *device)
{
    clock_cancel_all(&device->clock);
    engine_reset(device);
    irq_reset(&device->irq);
    device->model->reset(device->state);
}

/* What is left once there is a device that can be closed. */
static int start(devsim_device *device, const char *options)
{
    const devsim_model *model = device->model;
    for (uint32_t i = 0; i < DEVSIM_WINDOWS; i++)
        device->windows[i].size = model->window_size[i];
    int error = trace_create(&device->trace);
    if (error == 0)
        error = faults_create(&device->faults);
    if (error != 0) {
        open_error("%s: out of memory", model->name);
        return error;
    }
    /* Callbacks run under the lock, create() too: a model may rely on it without exception. */
    device_lock(device);
    error = model->create(device, options == NULL ? "" : options, &device->state);
    if (error == 0 && device->access == DEVSIM_ACCESS_MEMORY
        && (device->engine.model == NULL || device->engine.model->look == NULL)) {
        open_error("%s: the model cannot look at plain memory; use DEVSIM_ACCESS_CALL", model->name);
        model->destroy(device->state);
        error = -EOPNOTSUPP;
    }
    if (error == 0)
        reset(device);
    if (error == 0 && device->access == DEVSIM_ACCESS_TRAP && !device->clock.running
        && clock_start(device) != 0) {
        open_error("%s: cannot start the clock's thread", model->name);
        model->destroy(device->state);
        error = -ENOMEM;
    }
    device_unlock(device);
    if (error != 0) {
        if (devsim_open_error()[0] == '\0')
            open_error("%s: the model's create() failed with error %d", model->name, -error);
        return error;
    }
    error = windows_map(device);
    if (error == 0 && device->access == DEVSIM_ACCESS_MEMORY)
        device->engine.model->show(device->state);
    if (error != 0) {
        clock_stop(device);
        windows_unmap(device);
        model->destroy(device->state);
    }
    return error;
}

static int open_device(const char *name, const char *options, uint32_t access, const struct register_map *registers,
                devsim_device **result)
{
    open_error(NULL);
    *result = NULL;
    if (access > DEVSIM_ACCESS_MEMORY) {
        open_error("access is %" PRIu32 ", none of DEVSIM_ACCESS_TRAP, _CALL and _MEMORY", access);
        return -EINVAL;
    }
    if (access == DEVSIM_ACCESS_TRAP && !trap_supported()) {
        open_error("accesses cannot be trapped on this platform; use DEVSIM_ACCESS_CALL");
        return -EOPNOTSUPP;
    }
    devsim_device *device = new_device();
    if (device == NULL) {
        open_error("out of memory");
        return -ENOMEM;
    }
    device->access = access;
    device->registers = registers;
    int error = model_load(name, &device->model, &device->library);
    if (error == 0)
        error = start(device, options);
    if (error != 0) {
        clock_stop(device); /* create() may have armed a timer before it failed */
        free_device(device);
        return error;
    }
    device->registers = NULL;
    *result = device;
    return 0;
}

int devsim_open(const char *model, const char *options, uint32_t access, devsim_device **device)
{
    return open_device(model, options, access, NULL, device);
}

int devsim_open_registers(const devsim_register *registers, size_t count, uint64_t size, uint32_t access,
                          devsim_device **device)
{
    struct register_map map = {registers, count, size};
    return open_device(regs_model.name, NULL, access, &map, device);
}

static bool wait_for_visitors(const devsim_device *device)
{
    for (int waited = 0; atomic_load(&device->visitors) != 0; waited++) {
        if (waited == CLOSE_MILLISECONDS)
            return false;
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    return true;
}

void devsim_close(devsim_device *device)
{
    if (device == NULL)
        return;
    atomic_store(&device->bus_state, DEVSIM_STATE_REMOVED); /* who comes late finds nothing: no DMA, no interrupt */
    engine_stop(device);
    port_close(device); /* from here on no other card knows it */
    clock_stop(device);
    bool left = windows_unmap(device);
    if (!wait_for_visitors(device) || !left)
        return; /* a thread is stuck inside: to leak the device is better than to pull it away under the thread */
    device->model->destroy(device->state);
    free_device(device);
}

void devsim_reset(devsim_device *device)
{
    device_lock(device);
    reset(device);
    device_unlock(device);
}

/* ---- the state on the bus ----------------------------------------------------------------------------------- */

int devsim_set_state(devsim_device *device, uint32_t state)
{
    if (state > DEVSIM_STATE_BUS_ERROR)
        return -EINVAL;
    pthread_mutex_lock(&device->state_lock);
    uint32_t before = atomic_load(&device->bus_state);
    int error = 0;
    /* Without `lock`: the trap may wait for a thread that is inside an access, and that one wants the lock. */
    if ((before == DEVSIM_STATE_BUS_ERROR) != (state == DEVSIM_STATE_BUS_ERROR))
        error = windows_bus_error(device, state == DEVSIM_STATE_BUS_ERROR);
    if (error == 0) {
        device_lock(device);
        atomic_store(&device->bus_state, state);
        if (before == DEVSIM_STATE_REMOVED && state == DEVSIM_STATE_NORMAL)
            reset(device); /* it was without power */
        irq_update_line(device); /* a level that rose meanwhile is still there */
        device_unlock(device);
    }
    pthread_mutex_unlock(&device->state_lock);
    return error;
}

uint32_t devsim_state(const devsim_device *device)
{
    return atomic_load(&device->bus_state);
}
