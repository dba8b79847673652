/* SPDX-License-Identifier: Apache-2.0 */
/** Sending. */
#ifndef E1000E_TRANSMIT_H
#define E1000E_TRANSMIT_H

#include "state.h"

/** Gives at most `packets` frames of each queue to the port. @return how many it took */
uint32_t transmit(struct card *card, uint32_t packets);
/** Whether the port has refused a frame: this turn sends no more. */
bool transmit_waits(const struct card *card);

#endif
