/* SPDX-License-Identifier: Apache-2.0 */
/* A model for tests: panel.h says what it does. Two messages, no back door. */
#include "panel.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

struct probe {
    devsim_device *device;
    uint64_t delay, answer, count;
    uint64_t repeat[DEVSIM_TIMERS]; /* delay + 1; 0: once */
    struct probe_fire fires[PROBE_FIRES_MAX];
};

static void (*const fire[DEVSIM_TIMERS])(void *);

static void fired(struct probe *probe, uint32_t timer)
{
    if (probe->count < PROBE_FIRES_MAX)
        probe->fires[probe->count] = (struct probe_fire){timer, devsim_clock_now(probe->device)};
    probe->count++;
    if (probe->repeat[timer] != 0)
        devsim_timer_arm(probe->device, timer, probe->repeat[timer] - 1, fire[timer]);
}

#define FIRE(n) static void fire##n(void *state) { fired(state, n); }
FIRE(0) FIRE(1) FIRE(2) FIRE(3) FIRE(4) FIRE(5) FIRE(6) FIRE(7)
FIRE(8) FIRE(9) FIRE(10) FIRE(11) FIRE(12) FIRE(13) FIRE(14) FIRE(15)
static void (*const fire[DEVSIM_TIMERS])(void *) = {
    fire0, fire1, fire2, fire3, fire4, fire5, fire6, fire7,
    fire8, fire9, fire10, fire11, fire12, fire13, fire14, fire15,
};

static uint64_t probe_read(void *state, uint32_t window, uint64_t offset, uint32_t width)
{
    (void)window, (void)width;
    const struct probe *probe = state;
    if (offset == PROBE_ARM)
        return probe->answer;
    if (offset == PROBE_COUNT)
        return probe->count;
    uint64_t index = (offset - PROBE_FIRES) / 16;
    if (offset < PROBE_FIRES || index >= PROBE_FIRES_MAX)
        return UINT64_MAX;
    return offset % 16 == 0 ? probe->fires[index].timer : probe->fires[index].time;
}

static void probe_write(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value)
{
    (void)window, (void)width;
    struct probe *probe = state;
    bool exists = value < DEVSIM_TIMERS;
    if (offset == PROBE_DELAY) {
        probe->delay = value;
    } else if (offset == PROBE_CANCEL) {
        devsim_timer_cancel(probe->device, (uint32_t)value);
    } else if (offset == PROBE_ARM || offset == PROBE_REPEAT) {
        if (exists)
            probe->repeat[value] = offset == PROBE_REPEAT ? probe->delay + 1 : 0;
        probe->answer = (uint64_t)devsim_timer_arm(probe->device, (uint32_t)value, probe->delay,
                                                   fire[exists ? value : 0]);
    }
}

static void probe_reset(void *state)
{
    struct probe *probe = state;
    *probe = (struct probe){.device = probe->device};
}

static int probe_create(devsim_device *device, const char *options, void **state)
{
    uint64_t window = 0, fail = 0;
    devsim_option(options, "window", 0, &window);
    devsim_option(options, "fail", 0, &fail);
    struct probe *probe = calloc(1, sizeof *probe);
    if (probe == NULL)
        return -ENOMEM;
    probe->device = device;
    if (fail != 0) { /* with a timer armed, and no word about why */
        devsim_timer_arm(device, 0, 1000000000, fire0);
        free(probe);
        return -(int)fail;
    }
    if (window != 0)
        devsim_set_window_size(device, 2, window);
    *state = probe;
    return 0;
}

static const devsim_model probe_model = {
    .abi = DEVSIM_ABI, .vectors = 2, .name = "probe", .summary = "for tests", .dma_mask = UINT64_MAX,
    .window_size = {4096}, .create = probe_create, .destroy = free, .reset = probe_reset,
    .read = probe_read, .write = probe_write,
};

const devsim_model *devsim_model_entry(void);
const devsim_model *devsim_model_entry(void) { return &probe_model; }
