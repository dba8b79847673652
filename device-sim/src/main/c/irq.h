/* SPDX-License-Identifier: Apache-2.0 */
/** Interrupts: one INTx line or up to 32 messages, delivered to eventfds as VFIO delivers them. */
#ifndef IRQ_H
#define IRQ_H

#include "device.h"

void irq_create(struct irq *irq);
void irq_destroy(struct irq *irq);

/** After a reset of the device: the line falls, held back messages are lost. Masks are the host's and stay. */
void irq_reset(struct irq *irq);

/** Signals the INTx line if it is asserted and not masked: after either may have changed. */
void irq_update_line(devsim_device *device);

#endif
