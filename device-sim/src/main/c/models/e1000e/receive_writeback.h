/* SPDX-License-Identifier: Apache-2.0 */
/** What a received frame's descriptors become. */
#ifndef E1000E_RECEIVE_WRITEBACK_H
#define E1000E_RECEIVE_WRITEBACK_H

#include "state.h"
#include "verdict.h"

/** Writes the descriptor at `index` back. False if that failed, by a fault of which the ring stops or without one. */
bool receive_write_back(struct card *card, struct ring *ring, uint32_t index, const struct verdict *verdict,
                        uint32_t length, bool last);

#endif
