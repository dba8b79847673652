/* SPDX-License-Identifier: Apache-2.0 */
#include "device.h"

/* Every device is made on the heap, none is const. */
static devsim_device *own(const devsim_device *device)
{
    return (devsim_device *)device;
}

void device_lock(const devsim_device *device)
{
    devsim_device *self = own(device);
    if (pthread_mutex_trylock(&self->lock) == 0)
        return;
    atomic_fetch_add_explicit(&self->waiting, 1, memory_order_relaxed);
    pthread_mutex_lock(&self->lock);
    atomic_fetch_sub_explicit(&self->waiting, 1, memory_order_relaxed);
}

struct errand *device_unlock_quietly(devsim_device *device)
{
    struct errand *errand = device->errand;
    device->errand = NULL;
    pthread_mutex_unlock(&device->lock);
    return errand;
}

void device_unlock(const devsim_device *device)
{
    struct errand *errand = device_unlock_quietly(own(device));
    if (errand != NULL)
        errand->run(errand);
}

bool device_is_wanted(const devsim_device *device)
{
    return atomic_load_explicit(&own(device)->waiting, memory_order_relaxed) != 0;
}

bool device_is_present(const devsim_device *device)
{
    return atomic_load(&device->bus_state) == DEVSIM_STATE_NORMAL;
}

const devsim_model *devsim_model_of(const devsim_device *device)
{
    return device->model;
}
