/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One access, always in this order: is the device there, then the trace, then the model, then the clock's step.
 */
#include "access.h"

#include "clock.h"
#include "devsim_net.h"
#include "trace.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

static uint64_t ones(uint32_t width)
{
    return width >= 8 ? UINT64_MAX : (UINT64_C(1) << (8 * width)) - 1;
}

/* The register width that a part of an access has: wider ones reach the model in words of 8. */
static uint32_t piece(uint32_t width)
{
    return width < 8 ? width : 8;
}

/* Little-endian, as PCI is: the low `width` bytes. */
static uint64_t load(const void *bytes, uint32_t width)
{
    uint64_t value = 0;
    for (uint32_t i = 0; i < width; i++)
        value |= (uint64_t)((const uint8_t *)bytes)[i] << (8 * i);
    return value;
}

static void store(void *bytes, uint32_t width, uint64_t value)
{
    for (uint32_t i = 0; i < width; i++)
        ((uint8_t *)bytes)[i] = (uint8_t)(value >> (8 * i));
}

static bool inside(const struct window *window, uint64_t offset, uint32_t width)
{
    return width <= window->size && offset <= window->size - width;
}

/* ---- one instruction ---------------------------------------------------------------------------------------- */

static void begin(void *context)
{
    struct window *window = context;
    atomic_fetch_add(&window->device->visitors, 1);
    device_lock(window->device);
    window->told = 0;
}

static void end(void *context)
{
    devsim_device *device = ((struct window *)context)->device;
    device_unlock(device);
    atomic_fetch_sub(&device->visitors, 1); /* last: close() frees the device when nobody is left */
}

/* Reports what no register should see; once an instruction, though a locked one reads and writes. */
static void tell(struct window *window, uint64_t offset, uint32_t width, uint32_t flags)
{
    static const struct {
        uint32_t flag, kind;
        const char *name;
    } rules[] = {
        {DEVSIM_FLAG_LOCKED, DEVSIM_FAULT_ACCESS_LOCKED, "a locked read-modify-write"},
        {DEVSIM_FLAG_VECTOR, DEVSIM_FAULT_ACCESS_VECTOR, "a vector access"},
        {DEVSIM_FLAG_STRADDLE, DEVSIM_FAULT_ACCESS_STRADDLE, "an access that is not aligned"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if ((flags & rules[i].flag) == 0 || (window->told & rules[i].flag) != 0)
            continue;
        window->told |= rules[i].flag;
        devsim_report(window->device, rules[i].kind, window->index, offset, width,
                      "%s of %" PRIu32 " bytes at 0x%" PRIx64, rules[i].name, width, offset);
    }
}

static devsim_transaction describe(const struct window *window, uint8_t kind, uint64_t offset, uint32_t width,
                                   uint32_t flags)
{
    return (devsim_transaction){.offset = offset, .width = (uint16_t)width, .kind = kind,
                                .window = (uint8_t)window->index, .flags = flags};
}

static void read(void *context, uint64_t offset, uint32_t width, void *value, uint32_t flags)
{
    struct window *window = context;
    devsim_device *device = window->device;
    uint8_t *bytes = value;
    memset(bytes, 0xff, width); /* what a bus answers when nobody does */
    if (offset % width != 0)
        flags |= DEVSIM_FLAG_STRADDLE;
    if (device_is_present(device)) {
        uint64_t number = trace_begin_read(device, describe(window, DEVSIM_READ, offset, width, flags));
        tell(window, offset, width, flags);
        uint32_t step = piece(width);
        for (uint32_t done = 0; done + step <= width; done += step)
            if (inside(window, offset + done, step))
                store(bytes + done, step, device->model->read(device->state, window->index, offset + done, step));
        trace_end_read(device, number, load(bytes, step));
    } else {
        devsim_transaction what = describe(window, DEVSIM_READ, offset, width, flags | DEVSIM_FLAG_REMOVED);
        what.value = load(bytes, piece(width));
        trace_record(device, what);
    }
    clock_step(device);
}

static void write(void *context, uint64_t offset, uint32_t width, const void *value, uint32_t flags)
{
    struct window *window = context;
    devsim_device *device = window->device;
    const uint8_t *bytes = value;
    uint32_t step = piece(width);
    if (offset % width != 0)
        flags |= DEVSIM_FLAG_STRADDLE;
    bool present = device_is_present(device);
    devsim_transaction what = describe(window, DEVSIM_WRITE, offset, width,
                                       flags | (present ? 0 : DEVSIM_FLAG_REMOVED));
    what.value = load(bytes, step);
    trace_record(device, what);
    if (present) {
        tell(window, offset, width, flags);
        for (uint32_t done = 0; done + step <= width; done += step)
            if (inside(window, offset + done, step))
                device->model->write(device->state, window->index, offset + done, step, load(bytes + done, step));
    }
    clock_step(device);
}

const trap_target access_target = {.begin = begin, .read = read, .write = write, .end = end};

/* ---- without a trap ----------------------------------------------------------------------------------------- */

/* The window, if the access fits into it; otherwise no bus could carry it, and it is only reported. */
static struct window *target(devsim_device *device, uint32_t window, uint64_t offset, uint32_t width)
{
    bool valid = width == 1 || width == 2 || width == 4 || width == 8;
    if (valid && window < DEVSIM_WINDOWS && inside(&device->windows[window], offset, width))
        return &device->windows[window];
    device_lock(device);
    devsim_report(device, DEVSIM_FAULT_ACCESS_WIDTH, window, offset, width,
                  "%" PRIu32 " bytes at 0x%" PRIx64 " are not in window %" PRIu32, width, offset, window);
    device_unlock(device);
    return NULL;
}

/* DEVSIM_ACCESS_MEMORY: the model looks when it is its turn. Other than aligned accesses may tear, as the CPU's do. */
static void *plain(const struct window *place, uint64_t offset)
{
    return place->device->access == DEVSIM_ACCESS_MEMORY ? (char *)place->address + offset : NULL;
}

uint64_t devsim_read(devsim_device *device, uint32_t window, uint64_t offset, uint32_t width)
{
    struct window *place = target(device, window, offset, width);
    if (place == NULL)
        return ones(width);
    uint8_t bytes[8];
    const void *memory = plain(place, offset);
    if (memory != NULL && width == 4 && offset % 4 == 0)
        return __atomic_load_n((const uint32_t *)memory, __ATOMIC_ACQUIRE);
    if (memory != NULL)
        return load(memory, width);
    begin(place);
    read(place, offset, width, bytes, DEVSIM_FLAG_CALL);
    end(place);
    return load(bytes, width);
}

void devsim_write(devsim_device *device, uint32_t window, uint64_t offset, uint32_t width, uint64_t value)
{
    struct window *place = target(device, window, offset, width);
    if (place == NULL)
        return;
    uint8_t bytes[8];
    void *memory = plain(place, offset);
    if (memory != NULL) {
        if (width == 4 && offset % 4 == 0)
            __atomic_store_n((uint32_t *)memory, (uint32_t)value, __ATOMIC_RELEASE);
        else
            store(memory, width, value);
        return;
    }
    store(bytes, width, value);
    begin(place);
    write(place, offset, width, bytes, DEVSIM_FLAG_CALL);
    end(place);
}

/* ---- the back door ------------------------------------------------------------------------------------------ */

/* 0 if the model may be asked. */
static int reachable(const devsim_device *device, uint32_t window, uint64_t offset, uint32_t width, bool door)
{
    if (!door)
        return -EOPNOTSUPP;
    bool valid = width == 1 || width == 2 || width == 4 || width == 8;
    if (!valid || window >= DEVSIM_WINDOWS || !inside(&device->windows[window], offset, width))
        return -ERANGE;
    return 0;
}

int devsim_peek(devsim_device *device, uint32_t window, uint64_t offset, uint32_t width, uint64_t *value)
{
    int error = reachable(device, window, offset, width, device->model->peek != NULL);
    if (error != 0)
        return error;
    device_lock(device);
    error = device->model->peek(device->state, window, offset, width, value);
    device_unlock(device);
    if (error == 0)
        *value &= ones(width);
    return error;
}

int devsim_poke(devsim_device *device, uint32_t window, uint64_t offset, uint32_t width, uint64_t value)
{
    int error = reachable(device, window, offset, width, device->model->poke != NULL);
    if (error != 0)
        return error;
    device_lock(device);
    error = device->model->poke(device->state, window, offset, width, value & ones(width));
    device_unlock(device);
    return error;
}
