/* SPDX-License-Identifier: Apache-2.0 */
/** What the card counts. */
#ifndef E1000E_STATISTICS_H
#define E1000E_STATISTICS_H

#include "state.h"

/** Adds to a counter, which sticks at its maximum. */
void statistics_count(struct card *card, uint32_t offset, uint32_t amount);
/** A read, which clears it. */
uint32_t statistics_read(struct card *card, uint32_t offset);
void statistics_received(struct card *card, const uint8_t *frame, uint32_t length);
void statistics_sent(struct card *card, const uint8_t *frame, uint32_t length);

#endif
