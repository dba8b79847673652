/* SPDX-License-Identifier: Apache-2.0 */
/** Causes, masks, and the signals that come of them. */
#ifndef E1000E_INTERRUPTS_H
#define E1000E_INTERRUPTS_H

#include "state.h"

void interrupts_reset(struct card *card);
/** Notes causes; interrupts_update() does the rest, once an entry into the model. */
void interrupts_raise(struct card *card, uint32_t causes);
void interrupts_update(struct card *card);
/** A read of ICR, and writes of ICR, IMS and IMC. */
uint32_t interrupts_read(struct card *card);
void interrupts_acknowledge(struct card *card, uint32_t value);
void interrupts_enable(struct card *card, uint32_t value);
void interrupts_disable(struct card *card, uint32_t value);

#endif
