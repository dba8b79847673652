/* SPDX-License-Identifier: Apache-2.0 */
/**
 * One simulated device: a model, and around it a bus (windows, trace, faults), an IOMMU, interrupts and a clock.
 *
 * Here is what each of them keeps, and the lock. What they do stands above, in files of their own.
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

struct engine_model;
struct port;
struct register_map;

/** The trace, see trace.h. */
struct trace {
    devsim_trace *shared;
    uint64_t head; /* transactions begun; shared->next trails it while a read is open */
    bool reading;  /* a read is open: its value is not known yet */
};

/** The fault log, see faults.h. */
struct fault_log {
    devsim_faults *shared;
};

struct mapping {
    uint64_t iova;
    uint64_t last; /* inclusive, so that a mapping may end at the top of the address space */
    unsigned char *memory;
    uint32_t permission;
};

/** Mappings in ascending order of iova; they never overlap. */
struct iommu {
    struct mapping *table;
    size_t count;
    size_t capacity;
};

/** Interrupts, see irq.h. */
struct irq {
    uint32_t mode;
    bool asserted;    /* the INTx line, as the model drives it */
    uint32_t masked;  /* one bit a vector */
    uint32_t pending; /* messages held back, one bit a vector */
    int eventfd[DEVSIM_VECTORS]; /* -1 until first needed */
    uint64_t drop;    /* signals that get lost from now on */
    _Atomic uint64_t count;
};

struct device_timer {
    uint64_t due;
    uint64_t order; /* armed earlier fires earlier when both are due at once */
    void (*fire)(void *state); /* NULL while not armed */
};

/** The clock and its timers, see clock.h. */
struct device_clock {
    /* Atomic, so that time can be read with or without the device's lock. */
    atomic_uint mode;
    _Atomic uint64_t base; /* real: CLOCK_MONOTONIC at the device's time 0 */
    _Atomic uint64_t time; /* stepped: the device's time */

    uint64_t per_access;
    uint64_t orders;
    bool firing;
    struct device_timer timers[DEVSIM_TIMERS];

    pthread_cond_t wake;
    pthread_t thread;
    bool running;
    bool stopping;
};

/** What turns a model, see engine.h. */
struct engine {
    const struct engine_model *model; /* NULL: none */
    atomic_bool polled;               /* a thread turns it */
    bool running;                     /* under a turn now: a model's own doing starts no other */
    uint64_t stalled;                 /* until then it does no DMA; 0: it does */
    uint64_t armed;                   /* when the timer fires; UINT64_MAX: not */
    pthread_t thread;
    atomic_bool stopping;
};

/** What has to be done once a device's lock is free. Whoever leaves it there says how. */
struct errand {
    void (*run)(struct errand *errand);
};

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
    struct errand *errand;      /* to be run by who unlocks `lock`; NULL: none */
};

void device_lock(const devsim_device *device);
/** Unlocks, and runs the errand that was left meanwhile. */
void device_unlock(const devsim_device *device);
/** Unlocks, and leaves that to the caller. */
struct errand *device_unlock_quietly(devsim_device *device);

/** Whether a thread waits for the lock: who takes it in a loop has to let others have their turn. */
bool device_is_wanted(const devsim_device *device);

/** False while the device is removed or in a bus error: then it does no DMA and signals nothing. */
bool device_is_present(const devsim_device *device);

#endif
