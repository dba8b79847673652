/* SPDX-License-Identifier: Apache-2.0 */
/** Descriptor rings: what the card has been given, and what it has fetched of it. */
#ifndef E1000E_RING_H
#define E1000E_RING_H

#include "state.h"

/** @return 0 or -ENOMEM; rings_destroy() is for either case */
int rings_create(struct card *card);
void rings_destroy(struct card *card);
void rings_reset(struct card *card);
/** A write of one of a ring's registers. */
void ring_store(struct card *card, uint32_t offset, uint32_t value);
/** Fetches what was handed over, and checks it. */
void ring_fetch(struct card *card, struct ring *ring);
/** Descriptors that were fetched and are not used yet. */
uint32_t ring_ready(const struct ring *ring);
/** The n-th of these, checked again if the driver had time to change it. */
struct descriptor *ring_at(struct card *card, struct ring *ring, uint32_t n);
uint64_t ring_address(const struct ring *ring, uint32_t index);
void ring_advance(struct card *card, struct ring *ring, uint32_t count);
/** After a DMA fault: nothing that was fetched is used any more. */
void ring_stop(struct ring *ring);
/** Reports a broken rule of a descriptor, and stops the ring. */
void ring_break(struct card *card, struct ring *ring, uint32_t index, const char *rule);

#endif
