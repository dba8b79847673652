/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A device model of your own: a thermometer that samples by itself and keeps the samples in a FIFO.
 *
 *   make                                       builds thermometer.so
 *   devsim_open("./thermometer.so", "start=21000", ...)   opens one; a '/' in the name says that it is a file
 *
 * A model is a struct of callbacks. The simulator calls them one at a time, so nothing here needs a lock, and answers
 * no access itself: what the driver reads is what read() returns. No library is linked; devsim.h is all it takes.
 */
#include "devsim.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

/* First the data sheet, as names. All registers have 32 bits. */
enum {
    ID = 0x00,        /* RO */
    CONTROL = 0x04,   /* RW */
    STATUS = 0x08,    /* W1C: write a 1 to clear a bit */
    PERIOD_US = 0x0c, /* RW: microseconds from sample to sample */
    SAMPLE = 0x10,    /* RO: takes the oldest sample out of the FIFO; VALID is 0 if there is none */
    LIMIT = 0x14,     /* RW: a sample above it raises ALARM */
};
#define THERMOMETER 0x7e3a0001u
#define ENABLE 0x1u           /* CONTROL: sample */
#define INTERRUPT_ENABLE 0x2u /* CONTROL: interrupt while STATUS is not 0 */
#define READY 0x1u            /* STATUS: a sample came */
#define ALARM 0x2u            /* STATUS: it was above LIMIT */
#define VALID 0x80000000u     /* SAMPLE: the other bits are a temperature in 1/1000 degree Celsius */
#define FIFO 16
#define SAMPLING 0 /* the one timer that we use, of DEVSIM_TIMERS */

/* Then what one device remembers. Keep it in here, never in a global: a test opens many devices. */
struct thermometer {
    devsim_device *device;
    uint32_t start; /* from the options */
    uint32_t control, status, period_us, limit;
    uint32_t fifo[FIFO], head, count;
    uint32_t taken; /* samples since reset, which make the weather */
};

/* An interrupt is a line that follows a condition (INTx) or a message when it becomes true (MSI). The host chooses
 * one, the other call does nothing; so a model makes both. */
static void update_interrupt(struct thermometer *t, bool news)
{
    bool asserted = (t->control & INTERRUPT_ENABLE) && t->status != 0;
    devsim_irq_level(t->device, asserted);
    if (asserted && news)
        devsim_irq_message(t->device, 0);
}

/* A timer fires once; one that repeats arms itself again. */
static void sample(void *state)
{
    struct thermometer *t = state;
    uint32_t temperature = t->start + 250 * (t->taken++ % 32); /* rises by a quarter of a degree, then starts over */
    if (t->count < FIFO)                                       /* full: the new sample is lost */
        t->fifo[(t->head + t->count++) % FIFO] = temperature;
    t->status |= READY | (temperature > t->limit ? ALARM : 0);
    update_interrupt(t, true);
    devsim_timer_arm(t->device, SAMPLING, 1000ull * t->period_us, sample);
}

static uint32_t take_sample(struct thermometer *t)
{
    if (t->count == 0)
        return 0;
    uint32_t oldest = t->fifo[t->head];
    t->head = (t->head + 1) % FIFO;
    t->count--;
    return VALID | oldest;
}

static void set_control(struct thermometer *t, uint32_t value)
{
    bool was_disabled = !(t->control & ENABLE);
    t->control = value & (ENABLE | INTERRUPT_ENABLE);
    if (!(value & ENABLE))
        devsim_timer_cancel(t->device, SAMPLING);
    else if (was_disabled)
        devsim_timer_arm(t->device, SAMPLING, 1000ull * t->period_us, sample);
    update_interrupt(t, true);
}

/* The two callbacks that matter. A read may have a side effect, here SAMPLE's has. */
static uint64_t thermometer_read(void *state, uint32_t window, uint64_t offset, uint32_t width)
{
    struct thermometer *t = state;
    if (width != 4) { /* tell the test what its driver did wrong, then answer what hardware would */
        devsim_report(t->device, DEVSIM_FAULT_ACCESS_WIDTH, window, offset, width, "registers have 32 bits");
        return UINT64_MAX;
    }
    switch (offset) {
    case ID: return THERMOMETER;
    case CONTROL: return t->control;
    case STATUS: return t->status;
    case PERIOD_US: return t->period_us;
    case SAMPLE: return take_sample(t);
    case LIMIT: return t->limit;
    default: return UINT64_MAX;
    }
}

static void thermometer_write(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value)
{
    struct thermometer *t = state;
    if (width != 4)
        devsim_report(t->device, DEVSIM_FAULT_ACCESS_WIDTH, window, offset, width, "registers have 32 bits");
    else switch (offset) {
    case CONTROL: set_control(t, (uint32_t)value); break;
    case STATUS: t->status &= ~(uint32_t)value; update_interrupt(t, false); break;
    case PERIOD_US: t->period_us = value == 0 ? 1 : (uint32_t)value; break;
    case LIMIT: t->limit = (uint32_t)value; break;
    default: break;
    }
}

/* A device's life. reset() is called after create() too, so it alone knows the state after power-on. */
static void thermometer_reset(void *state)
{
    struct thermometer *t = state;
    *t = (struct thermometer){.device = t->device, .start = t->start, .period_us = 1000, .limit = UINT32_MAX};
}

static int thermometer_create(devsim_device *device, const char *options, void **state)
{
    uint64_t start;
    if (devsim_option(options, "start", 20000, &start) != 0 || start > 100000)
        return devsim_refuse(device, "start is a temperature in 1/1000 degree, at most 100000");
    struct thermometer *t = calloc(1, sizeof *t);
    if (t == NULL)
        return -ENOMEM;
    t->device = device;
    t->start = (uint32_t)start;
    *state = t;
    return 0;
}

/* Last, the model, and the one function by which it is found. No DMA, so dma_mask stays 0; no back door either. */
static const devsim_model thermometer = {
    .abi = DEVSIM_ABI, .vectors = 1, .name = "thermometer", .summary = "samples temperatures into a FIFO",
    .vendor = 0x1234, .device = 0x7e3a, .revision = 1, .window_size = {4096},
    .create = thermometer_create, .destroy = free, .reset = thermometer_reset,
    .read = thermometer_read, .write = thermometer_write,
};

const devsim_model *devsim_model_entry(void);
const devsim_model *devsim_model_entry(void) { return &thermometer; }
