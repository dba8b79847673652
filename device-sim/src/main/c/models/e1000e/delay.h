/* SPDX-License-Identifier: Apache-2.0 */
/** Causes that are raised a while after their packet. */
#ifndef E1000E_DELAY_H
#define E1000E_DELAY_H

#include "state.h"

/** Raises causes at once, or when RDTR or RADV say. */
void delay_receive(struct card *card, uint32_t causes);
/** Raises causes at once, or when TIDV or TADV say. */
void delay_transmit(struct card *card, uint32_t causes);
/** Raises what is held back. */
void delay_flush(struct card *card);

#endif
