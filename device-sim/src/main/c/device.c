/* SPDX-License-Identifier: Apache-2.0 */
#include "device.h"

void device_lock(const devsim_device *device)
{
    pthread_mutex_lock(&((devsim_device *)device)->lock); /* every device is made on the heap, none is const */
}

void device_unlock(const devsim_device *device)
{
    pthread_mutex_unlock(&((devsim_device *)device)->lock);
}

bool device_is_present(const devsim_device *device)
{
    return atomic_load(&device->bus_state) == DEVSIM_STATE_NORMAL;
}

const devsim_model *devsim_model_of(const devsim_device *device)
{
    return device->model;
}
