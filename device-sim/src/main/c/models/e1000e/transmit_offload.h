/* SPDX-License-Identifier: Apache-2.0 */
/** What the card adds to a frame before it is sent. */
#ifndef E1000E_TRANSMIT_OFFLOAD_H
#define E1000E_TRANSMIT_OFFLOAD_H

#include "state.h"

/** Takes over what a context descriptor says. */
void transmit_context(struct gather *gather, const struct descriptor *descriptor);
/** Inserts checksums, a tag and padding into a whole frame. False if it can't be sent; the fault is reported. */
bool transmit_finish(struct card *card, struct ring *ring, struct gather *gather, uint32_t lower, uint32_t upper);

#endif
