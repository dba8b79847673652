/* SPDX-License-Identifier: Apache-2.0 */
#include "trace.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#define SLOT(n) ((n) & (DEVSIM_TRACE_CAPACITY - 1))

_Static_assert((DEVSIM_TRACE_CAPACITY & (DEVSIM_TRACE_CAPACITY - 1)) == 0, "the ring's size is a power of two");

int trace_create(struct trace *trace)
{
    /* mmap, not calloc: 3 MB of which a short test touches one page, and calloc clears what it takes from the heap. */
    void *memory = mmap(NULL, sizeof(devsim_trace), PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return -ENOMEM;
    trace->shared = memory;
    trace->shared->enabled = 1;
    return 0;
}

void trace_destroy(struct trace *trace)
{
    if (trace->shared != NULL)
        munmap(trace->shared, sizeof(devsim_trace));
    trace->shared = NULL;
}

/* Kept per thread, for a system call costs more than the rest of an access. Initial-exec: it is read in a handler. */
static uint32_t thread_id(void)
{
    static _Thread_local uint32_t id __attribute__((tls_model("initial-exec")));
    if (id == 0)
        id = (uint32_t)gettid();
    return id;
}

static uint64_t append(devsim_device *device, devsim_transaction what)
{
    struct trace *trace = &device->trace;
    uint64_t number = trace->head++;
    what.sequence = number;
    what.time = devsim_clock_now(device);
    what.thread = thread_id();
    trace->shared->ring[SLOT(number)] = what;
    return number;
}

/* Release: a reader that sees the new `next` sees the entries before it. */
static void publish(struct trace *trace)
{
    __atomic_store_n(&trace->shared->next, trace->head, __ATOMIC_RELEASE);
}

void trace_record(devsim_device *device, devsim_transaction what)
{
    struct trace *trace = &device->trace;
    if (!trace->shared->enabled)
        return;
    append(device, what);
    if (!trace->reading)
        publish(trace);
}

uint64_t trace_begin_read(devsim_device *device, devsim_transaction what)
{
    struct trace *trace = &device->trace;
    if (!trace->shared->enabled)
        return 0;
    trace->reading = true;
    return append(device, what);
}

void trace_end_read(devsim_device *device, uint64_t number, uint64_t value)
{
    struct trace *trace = &device->trace;
    if (!trace->reading)
        return;
    if (trace->head - number <= DEVSIM_TRACE_CAPACITY) /* else the model itself overran the ring meanwhile */
        trace->shared->ring[SLOT(number)].value = value;
    trace->reading = false;
    publish(trace);
}

const devsim_trace *devsim_trace_of(const devsim_device *device)
{
    return device->trace.shared;
}

void devsim_trace_clear(devsim_device *device)
{
    device_lock(device);
    __atomic_store_n(&device->trace.shared->first, device->trace.head, __ATOMIC_RELEASE);
    device_unlock(device);
}

void devsim_trace_enable(devsim_device *device, int enabled)
{
    device_lock(device);
    __atomic_store_n(&device->trace.shared->enabled, enabled != 0, __ATOMIC_RELEASE);
    device_unlock(device);
}
