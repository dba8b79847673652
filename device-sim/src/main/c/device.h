/* SPDX-License-Identifier: Apache-2.0 */
/**
 * One simulated device: a model, and around it a bus (windows, trace, faults), an IOMMU, interrupts and a clock.
 *
 * Locking: `lock` guards everything below that is not atomic. It is held around every model callback, so whatever a
 * model may call (devsim_dma_*, devsim_irq_level, devsim_timer_*, devsim_report ...) must not take it; whatever a
 * host may call must. It is taken inside a SIGSEGV handler too, which is sound because that fault is synchronous: the
 * faulting instruction belongs to code that does not hold the lock.
 */
#ifndef DEVICE_H
#define DEVICE_H

#include "devsim.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "clock.h"
#include "engine.h"
#include "faults.h"
#include "iommu.h"
#include "irq.h"
#include "trace.h"

struct register_map;
struct port;
struct wire;

/** A register window; what a trapped access gets as its context. */
struct window {
    devsim_device *device;
    uint64_t size;
    void *address; /* NULL unless trapped or plain memory */
    uint32_t index;
    uint32_t told; /* access faults that were reported for the instruction under way */
};

struct devsim_device {
    const devsim_model *model;
    void *state;   /* the model's */
    void *library; /* dlopen's handle, NULL for a built-in model */
    const struct register_map *registers; /* while create() runs, for model "regs" */
    uint32_t access;
    atomic_uint bus_state;
    atomic_uint visitors;       /* threads that are in an access or wait to be */
    atomic_uint waiting;        /* threads that wait for `lock` */
    pthread_mutex_t lock;
    pthread_mutex_t state_lock; /* one change of the bus state at a time; taken before `lock` */
    struct window windows[DEVSIM_WINDOWS];
    struct trace trace;
    struct fault_log faults;
    struct iommu iommu;
    struct irq irq;
    struct device_clock clock;
    struct engine engine;
    struct port *port;          /* of a network card, NULL without one */
    struct wire *kick;          /* who is at its other end has to run once `lock` is free */
};

void device_lock(const devsim_device *device);
/** Unlocks, and lets a card at the other end of a wire run if this one did something that concerns it. */
void device_unlock(const devsim_device *device);
/** Unlocks, and leaves that to the caller. */
struct wire *device_unlock_quietly(devsim_device *device);

/** Whether a thread waits for the lock: who takes it in a loop has to let others have their turn. */
bool device_is_wanted(const devsim_device *device);

/** False while the device is removed or in a bus error: then it does no DMA and signals nothing. */
bool device_is_present(const devsim_device *device);

#endif
