/* SPDX-License-Identifier: Apache-2.0 */
/* A change of the clock's mode: its time begins anew at 0, and with it all times that are counted by it. */
#include "clock.h"
#include "engine.h"

#include <errno.h>

int devsim_clock_mode(devsim_device *device, uint32_t mode, uint64_t per_access)
{
    if (mode > DEVSIM_CLOCK_STEPPED)
        return -EINVAL;
    device_lock(device);
    uint64_t before;
    int error = clock_restart(device, mode, per_access, &before);
    engine_rebase(device, before);
    device_unlock(device);
    return error;
}
