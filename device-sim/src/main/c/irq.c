/* SPDX-License-Identifier: Apache-2.0 */
#include "irq.h"

#include "trace.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define BIT(vector) ((uint32_t)1 << (vector))

void irq_create(struct irq *irq)
{
    for (uint32_t vector = 0; vector < DEVSIM_VECTORS; vector++)
        irq->eventfd[vector] = -1;
}

void irq_destroy(struct irq *irq)
{
    for (uint32_t vector = 0; vector < DEVSIM_VECTORS; vector++) {
        if (irq->eventfd[vector] >= 0)
            close(irq->eventfd[vector]);
        irq->eventfd[vector] = -1;
    }
}

void irq_reset(struct irq *irq)
{
    irq->asserted = false;
    irq->pending = 0;
}

/* ---- delivery ----------------------------------------------------------------------------------------------- */

/* Made when first needed, by whoever comes first: a signal before the host asked for the eventfd must count. */
static int eventfd_of(struct irq *irq, uint32_t vector)
{
    if (irq->eventfd[vector] < 0) {
        int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
        if (fd < 0)
            return -errno;
        irq->eventfd[vector] = fd;
    }
    return irq->eventfd[vector];
}

static void signal_vector(devsim_device *device, uint32_t vector)
{
    struct irq *irq = &device->irq;
    if (irq->drop > 0) {
        irq->drop--;
        return;
    }
    int fd = eventfd_of(irq, vector);
    if (fd < 0)
        return; /* out of file descriptors: as an interrupt that nobody has a handler for */
    /* Traced and counted before it is delivered: the thread that it wakes finds it there. */
    trace_record(device, (devsim_transaction){.kind = DEVSIM_INTERRUPT, .value = vector});
    atomic_fetch_add(&irq->count, 1);
    uint64_t one = 1;
    if (write(fd, &one, sizeof one) < 0) {
        /* EAGAIN: the counter is at its maximum, so the reader wakes anyway. */
    }
}

void irq_update_line(devsim_device *device)
{
    struct irq *irq = &device->irq;
    if (irq->mode != DEVSIM_IRQ_INTX || !irq->asserted || (irq->masked & BIT(0)) || !device_is_present(device))
        return;
    /*
     * A level would interrupt without end until the driver is heard, so VFIO masks the line before it tells. A signal
     * that gets lost masks nothing: the next change of the line tells again.
     */
    if (irq->drop == 0)
        irq->masked |= BIT(0);
    signal_vector(device, 0);
}

void devsim_irq_level(devsim_device *device, int asserted)
{
    if (device->irq.mode != DEVSIM_IRQ_INTX)
        return;
    device->irq.asserted = asserted != 0;
    irq_update_line(device);
}

void devsim_irq_message(devsim_device *device, uint32_t vector)
{
    struct irq *irq = &device->irq;
    if (irq->mode != DEVSIM_IRQ_MSI || vector >= device->model->vectors || !device_is_present(device))
        return;
    if (irq->masked & BIT(vector))
        irq->pending |= BIT(vector);
    else
        signal_vector(device, vector);
}

/* ---- the host's side ---------------------------------------------------------------------------------------- */

/* Vectors that exist in a mode. */
static uint32_t vectors(const devsim_device *device, uint32_t mode)
{
    switch (mode) {
    case DEVSIM_IRQ_INTX: return 1;
    case DEVSIM_IRQ_MSI: return device->model->vectors;
    default: return 0;
    }
}

/* Signals of the mode that ends must not look like some of the mode that begins. */
static void drain(const struct irq *irq)
{
    for (uint32_t vector = 0; vector < DEVSIM_VECTORS; vector++) {
        uint64_t count;
        if (irq->eventfd[vector] >= 0 && read(irq->eventfd[vector], &count, sizeof count) < 0) {
            /* EAGAIN: nothing was left. */
        }
    }
}

int devsim_irq_mode(devsim_device *device, uint32_t mode)
{
    if (mode > DEVSIM_IRQ_MSI || (mode != DEVSIM_IRQ_NONE && vectors(device, mode) == 0))
        return -EINVAL;
    device_lock(device);
    irq_reset(&device->irq);
    drain(&device->irq);
    device->irq.masked = 0;
    device->irq.mode = mode;
    device_unlock(device);
    return 0;
}

int devsim_irq_eventfd(devsim_device *device, uint32_t vector)
{
    if (vector >= vectors(device, DEVSIM_IRQ_INTX) && vector >= vectors(device, DEVSIM_IRQ_MSI))
        return -EINVAL;
    device_lock(device);
    int fd = eventfd_of(&device->irq, vector);
    device_unlock(device);
    return fd;
}

int devsim_irq_mask(devsim_device *device, uint32_t vector)
{
    int error = -EINVAL;
    device_lock(device);
    if (vector < vectors(device, device->irq.mode)) {
        device->irq.masked |= BIT(vector);
        error = 0;
    }
    device_unlock(device);
    return error;
}

int devsim_irq_unmask(devsim_device *device, uint32_t vector)
{
    struct irq *irq = &device->irq;
    int error = -EINVAL;
    device_lock(device);
    if (vector < vectors(device, irq->mode)) {
        irq->masked &= ~BIT(vector);
        irq_update_line(device);
        if (irq->pending & BIT(vector)) {
            irq->pending &= ~BIT(vector);
            if (device_is_present(device))
                signal_vector(device, vector);
        }
        error = 0;
    }
    device_unlock(device);
    return error;
}

int devsim_irq_drop(devsim_device *device, uint64_t signals)
{
    device_lock(device);
    device->irq.drop = signals;
    device_unlock(device);
    return 0;
}

uint32_t devsim_irq_pending(const devsim_device *device)
{
    const struct irq *irq = &device->irq;
    device_lock(device);
    uint32_t pending = irq->pending;
    if (irq->mode == DEVSIM_IRQ_INTX && irq->asserted && (irq->masked & BIT(0)))
        pending |= BIT(0);
    device_unlock(device);
    return pending;
}

uint64_t devsim_irq_count(const devsim_device *device)
{
    return atomic_load(&device->irq.count);
}
