/* SPDX-License-Identifier: Apache-2.0 */
#include "windows.h"

#include "access.h"
#include "device.h"
#include "devsim_net.h"
#include "open_error.h"

#include <inttypes.h>
#include <sys/mman.h>
#include <unistd.h>

/** A window of more than this is a mistake, and rounding it up could overflow. */
#define WINDOW_MAX ((uint64_t)1 << 40)

static uint64_t round_to_pages(uint64_t size)
{
    uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    return (size + page - 1) / page * page;
}

void devsim_set_window_size(devsim_device *device, uint32_t window, uint64_t size)
{
    if (window < DEVSIM_WINDOWS)
        device->windows[window].size = size;
}

uint64_t devsim_window_size(const devsim_device *device, uint32_t window)
{
    return window < DEVSIM_WINDOWS ? device->windows[window].size : 0;
}

void *devsim_window_address(const devsim_device *device, uint32_t window)
{
    return window < DEVSIM_WINDOWS ? device->windows[window].address : NULL;
}

int windows_map(devsim_device *device)
{
    for (uint32_t i = 0; i < DEVSIM_WINDOWS; i++) {
        struct window *window = &device->windows[i];
        if (window->size > WINDOW_MAX)
            return devsim_refuse(device, "window %" PRIu32 " is larger than 1 TiB", i);
        window->size = round_to_pages(window->size);
        if (window->size == 0 || device->access == DEVSIM_ACCESS_CALL)
            continue;
        if (device->access == DEVSIM_ACCESS_MEMORY) {
            void *memory = mmap(NULL, window->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            if (memory == MAP_FAILED)
                return devsim_refuse(device, "no memory for window %" PRIu32, i);
            window->address = memory;
            continue;
        }
        int error = trap_map(window->size, &access_target, window, &window->address);
        if (error != 0) {
            window->address = NULL;
            open_error("%s: cannot trap window %" PRIu32 " of %" PRIu64 " bytes (error %d)", device->model->name, i,
                       window->size, -error);
            return error;
        }
    }
    return 0;
}

bool windows_unmap(devsim_device *device)
{
    bool left = true;
    for (uint32_t i = 0; i < DEVSIM_WINDOWS; i++) {
        struct window *window = &device->windows[i];
        if (device->access == DEVSIM_ACCESS_MEMORY && window->address != NULL)
            munmap(window->address, window->size);
        else if (window->address != NULL && trap_unmap(window->address) != 0)
            left = false;
        device->windows[i].address = NULL;
    }
    return left;
}

int windows_bus_error(devsim_device *device, bool on)
{
    int first = 0;
    for (uint32_t i = 0; i < DEVSIM_WINDOWS; i++) {
        if (device->windows[i].address == NULL || device->access != DEVSIM_ACCESS_TRAP)
            continue;
        int error = trap_bus_error(device->windows[i].address, on);
        if (first == 0)
            first = error;
    }
    return first;
}
