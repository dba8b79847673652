/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The educational device, after its specification: "EDU device" in QEMU's documentation (docs/specs/edu.rst). Section
 * names in the comments below are that document's. Beyond it, what a driver gets wrong is recorded as a fault.
 */
#include "devsim.h"

#include "options.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* "MMIO area spec" */
enum {
    IDENTIFICATION = 0x00,   /* RO */
    LIVENESS = 0x04,         /* RW: reads the inverse of what was written */
    FACTORIAL = 0x08,        /* RW: takes n, becomes n! */
    STATUS = 0x20,           /* RW */
    INTERRUPT_STATUS = 0x24, /* RO: what raised the interrupt */
    INTERRUPT_RAISE = 0x60,  /* WO */
    INTERRUPT_ACK = 0x64,    /* WO */
    DMA_SOURCE = 0x80,       /* RW, as all below */
    DMA_DESTINATION = 0x88,
    DMA_COUNT = 0x90,
    DMA_COMMAND = 0x98,
};

#define IDENTITY 0x010000edu /* version 1.0, and "edu" */
#define STATUS_COMPUTING 0x01u           /* RO */
#define STATUS_INTERRUPT_WHEN_DONE 0x80u /* RW */
#define FACTORIAL_INTERRUPT 0x001u
#define DMA_INTERRUPT 0x100u

/* "DMA controller" */
#define DMA_START 0x1u
#define DMA_TO_RAM 0x2u /* else from RAM to the device */
#define DMA_INTERRUPT_WHEN_DONE 0x4u
#define BUFFER 0x40000u /* the device's address of its buffer */
#define BUFFER_SIZE 4096u

enum { FACTORIAL_TIMER, DMA_TIMER };

struct edu {
    devsim_device *device;
    uint64_t factorial_ns, dma_ns;
    uint32_t liveness;
    uint32_t factorial;
    uint32_t status;
    uint32_t interrupt_status;
    struct {
        uint64_t source, destination, count, command;
    } dma;
    uint8_t buffer[BUFFER_SIZE];
};

/* ---- "IRQ controller" --------------------------------------------------------------------------------------- */

/* Each of the two services does nothing unless the host chose its kind of interrupt. */
static void raise_interrupt(struct edu *edu, uint32_t reason)
{
    edu->interrupt_status |= reason;
    if (edu->interrupt_status == 0)
        return;
    devsim_irq_level(edu->device, 1);
    devsim_irq_message(edu->device, 0);
}

static void acknowledge_interrupt(struct edu *edu, uint32_t reason)
{
    edu->interrupt_status &= ~reason;
    if (edu->interrupt_status == 0)
        devsim_irq_level(edu->device, 0);
}

/* ---- "factorial computation" -------------------------------------------------------------------------------- */

static void factorial_done(void *state)
{
    struct edu *edu = state;
    uint32_t result = 1;
    for (uint32_t n = edu->factorial; n > 1 && result != 0; n--) /* 34! is a multiple of 2^32: it stays 0 from there */
        result *= n;
    edu->factorial = result;
    edu->status &= ~STATUS_COMPUTING;
    if (edu->status & STATUS_INTERRUPT_WHEN_DONE)
        raise_interrupt(edu, FACTORIAL_INTERRUPT);
}

static void start_factorial(struct edu *edu, uint32_t n)
{
    if (edu->status & STATUS_COMPUTING)
        return;
    edu->factorial = n;
    edu->status |= STATUS_COMPUTING;
    devsim_timer_arm(edu->device, FACTORIAL_TIMER, edu->factorial_ns, factorial_done);
}

/* ---- "DMA controller" --------------------------------------------------------------------------------------- */

/* The place in the buffer that a transfer means; NULL, and a fault, if it is not all inside. */
static uint8_t *in_buffer(struct edu *edu, uint64_t address, uint64_t count)
{
    if (address >= BUFFER && count <= BUFFER_SIZE && address - BUFFER <= BUFFER_SIZE - count)
        return edu->buffer + (address - BUFFER);
    devsim_report(edu->device, DEVSIM_FAULT_MODEL, 0, address, count,
                  "DMA of %" PRIu64 " bytes at device address 0x%" PRIx64 " is not in the buffer", count, address);
    return NULL;
}

/* The device has no way to say that a transfer failed: it ends, and interrupts, as one that succeeded. */
static void dma_done(void *state)
{
    struct edu *edu = state;
    bool to_ram = (edu->dma.command & DMA_TO_RAM) != 0;
    uint8_t *inside = in_buffer(edu, to_ram ? edu->dma.source : edu->dma.destination, edu->dma.count);
    if (inside != NULL && to_ram)
        devsim_dma_write(edu->device, edu->dma.destination, inside, edu->dma.count);
    else if (inside != NULL)
        devsim_dma_read(edu->device, edu->dma.source, inside, edu->dma.count);
    edu->dma.command &= ~(uint64_t)DMA_START;
    if (edu->dma.command & DMA_INTERRUPT_WHEN_DONE)
        raise_interrupt(edu, DMA_INTERRUPT);
}

static void write_dma(struct edu *edu, uint64_t offset, uint64_t value)
{
    if (edu->dma.command & DMA_START) /* a transfer runs: its registers are in use */
        return;
    switch (offset) {
    case DMA_SOURCE: edu->dma.source = value; break;
    case DMA_DESTINATION: edu->dma.destination = value; break;
    case DMA_COUNT: edu->dma.count = value; break;
    case DMA_COMMAND:
        if ((value & DMA_START) == 0)
            return;
        edu->dma.command = value;
        devsim_timer_arm(edu->device, DMA_TIMER, edu->dma_ns, dma_done);
        break;
    default: break;
    }
}

/* ---- register access ---------------------------------------------------------------------------------------- */

/* "MMIO area spec": 4 bytes everywhere, and from 0x80 on 8 bytes too. */
static bool width_allowed(uint64_t offset, uint32_t width)
{
    return width == 4 || (width == 8 && offset >= DMA_SOURCE);
}

static bool check_width(struct edu *edu, uint64_t offset, uint32_t width)
{
    if (width_allowed(offset, width))
        return true;
    devsim_report(edu->device, DEVSIM_FAULT_ACCESS_WIDTH, 0, offset, width,
                  "the register at 0x%" PRIx64 " does not answer %" PRIu32 " bytes", offset, width);
    return false;
}

/* What a register holds, all-ones where there is none: a read has no side effect on this device. */
static uint64_t look(const struct edu *edu, uint64_t offset)
{
    switch (offset) {
    case IDENTIFICATION: return IDENTITY;
    case LIVENESS: return edu->liveness;
    case FACTORIAL: return edu->factorial;
    case STATUS: return edu->status;
    case INTERRUPT_STATUS: return edu->interrupt_status;
    case DMA_SOURCE: return edu->dma.source;
    case DMA_DESTINATION: return edu->dma.destination;
    case DMA_COUNT: return edu->dma.count;
    case DMA_COMMAND: return edu->dma.command;
    default: return UINT64_MAX;
    }
}

static uint64_t edu_read(void *state, uint32_t window, uint64_t offset, uint32_t width)
{
    struct edu *edu = state;
    if (!check_width(edu, offset, width))
        return UINT64_MAX;
    if (offset == INTERRUPT_RAISE || offset == INTERRUPT_ACK)
        devsim_report(edu->device, DEVSIM_FAULT_ACCESS_POLICY, window, offset, width, "read of a write-only register");
    return look(edu, offset);
}

static void edu_write(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value)
{
    struct edu *edu = state;
    if (!check_width(edu, offset, width))
        return;
    switch (offset) {
    case IDENTIFICATION:
    case INTERRUPT_STATUS:
        devsim_report(edu->device, DEVSIM_FAULT_ACCESS_POLICY, window, offset, width, "write of a read-only register");
        break;
    case LIVENESS: edu->liveness = ~(uint32_t)value; break;
    case FACTORIAL: start_factorial(edu, (uint32_t)value); break;
    case STATUS:
        edu->status = (edu->status & STATUS_COMPUTING) | ((uint32_t)value & STATUS_INTERRUPT_WHEN_DONE);
        break;
    case INTERRUPT_RAISE: raise_interrupt(edu, (uint32_t)value); break;
    case INTERRUPT_ACK: acknowledge_interrupt(edu, (uint32_t)value); break;
    default: write_dma(edu, offset, value); break;
    }
}

/* ---- the back door: registers, and the DMA buffer at its device address ------------------------------------- */

static bool buffer_has(uint64_t offset, uint32_t width)
{
    return offset >= BUFFER && offset - BUFFER <= BUFFER_SIZE - width;
}

static int edu_peek(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t *value)
{
    (void)window;
    const struct edu *edu = state;
    if (buffer_has(offset, width)) {
        *value = 0;
        memcpy(value, edu->buffer + (offset - BUFFER), width);
        return 0;
    }
    if (!width_allowed(offset, width))
        return -ERANGE;
    *value = look(edu, offset);
    return 0;
}

static int edu_poke(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value)
{
    (void)window;
    struct edu *edu = state;
    if (buffer_has(offset, width)) {
        memcpy(edu->buffer + (offset - BUFFER), &value, width);
        return 0;
    }
    if (offset == INTERRUPT_STATUS && width == 4) {
        edu->interrupt_status = (uint32_t)value;
        return 0;
    }
    return -ERANGE;
}

/* ---- life --------------------------------------------------------------------------------------------------- */

static int edu_create(devsim_device *device, const char *options, void **state)
{
    static const char *const keys[] = {"factorial-ns", "dma-ns", NULL};
    int error = options_only(device, options, keys);
    if (error != 0)
        return error;
    struct edu *edu = calloc(1, sizeof *edu);
    if (edu == NULL)
        return -ENOMEM;
    edu->device = device;
    if (devsim_option(options, "factorial-ns", 2000, &edu->factorial_ns) != 0
        || devsim_option(options, "dma-ns", 1000, &edu->dma_ns) != 0) {
        free(edu);
        return devsim_refuse(device, "an option is not a number: %s", options);
    }
    *state = edu;
    return 0;
}

static void edu_destroy(void *state)
{
    free(state);
}

static void edu_reset(void *state)
{
    struct edu *edu = state;
    *edu = (struct edu){.device = edu->device, .factorial_ns = edu->factorial_ns, .dma_ns = edu->dma_ns};
}

const devsim_model edu_model = {
    .abi = DEVSIM_ABI,
    .vectors = 1,
    .name = "edu",
    .summary = "QEMU's educational device: liveness, factorial, interrupts and DMA",
    .vendor = 0x1234,
    .device = 0x11e8,
    .revision = 0x10,
    .dma_mask = 0x0fffffff, /* 28 bits, as in QEMU by default */
    .window_size = {1024 * 1024},
    .create = edu_create,
    .destroy = edu_destroy,
    .reset = edu_reset,
    .read = edu_read,
    .write = edu_write,
    .peek = edu_peek,
    .poke = edu_poke,
};
