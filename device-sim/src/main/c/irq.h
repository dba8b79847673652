/* SPDX-License-Identifier: Apache-2.0 */
/** Interrupts: one INTx line or up to 32 messages, delivered to eventfds as VFIO delivers them. */
#ifndef IRQ_H
#define IRQ_H

#include "devsim.h"

#include <stdatomic.h>
#include <stdbool.h>

struct irq {
    uint32_t mode;
    bool asserted;    /* the INTx line, as the model drives it */
    uint32_t masked;  /* one bit a vector */
    uint32_t pending; /* messages held back, one bit a vector */
    int eventfd[DEVSIM_VECTORS]; /* -1 until first needed */
    uint64_t drop;    /* signals that get lost from now on */
    _Atomic uint64_t count;
};

void irq_create(struct irq *irq);
void irq_destroy(struct irq *irq);

/** After a reset of the device: the line falls, held back messages are lost. Masks are the host's and stay. */
void irq_reset(struct irq *irq);

/** Signals the INTx line if it is asserted and not masked: after either may have changed. */
void irq_update_line(devsim_device *device);

#endif
