/* SPDX-License-Identifier: Apache-2.0 */
#include "faults.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>

_Static_assert((DEVSIM_FAULT_CAPACITY & (DEVSIM_FAULT_CAPACITY - 1)) == 0, "the ring's size is a power of two");

int faults_create(struct fault_log *log)
{
    void *memory = mmap(NULL, sizeof(devsim_faults), PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return -ENOMEM;
    log->shared = memory;
    return 0;
}

void faults_destroy(struct fault_log *log)
{
    if (log->shared != NULL)
        munmap(log->shared, sizeof(devsim_faults));
    log->shared = NULL;
}

void devsim_report(devsim_device *device, uint32_t kind, uint32_t window, uint64_t address, uint64_t length,
                   const char *format, ...)
{
    devsim_faults *shared = device->faults.shared;
    uint64_t number = shared->next;
    devsim_fault *fault = &shared->ring[number & (DEVSIM_FAULT_CAPACITY - 1)];
    fault->sequence = number;
    fault->time = devsim_clock_now(device);
    fault->address = address;
    fault->length = length;
    fault->kind = kind;
    fault->window = window;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fault->detail, sizeof fault->detail, format, arguments);
    va_end(arguments);
    /* Release: the entry before the number that announces it. */
    __atomic_store_n(&shared->next, number + 1, __ATOMIC_RELEASE);
}

const devsim_faults *devsim_faults_of(const devsim_device *device)
{
    return device->faults.shared;
}

void devsim_faults_clear(devsim_device *device)
{
    device_lock(device);
    devsim_faults *shared = device->faults.shared;
    __atomic_store_n(&shared->first, shared->next, __ATOMIC_RELEASE);
    device_unlock(device);
}
