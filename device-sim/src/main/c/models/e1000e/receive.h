/* SPDX-License-Identifier: Apache-2.0 */
/** Receiving. */
#ifndef E1000E_RECEIVE_H
#define E1000E_RECEIVE_H

#include "state.h"

/** Takes at most `packets` frames from the port. @return how many the driver got */
uint32_t receive(struct card *card, uint32_t packets);
/** A write of RCTL. */
void receive_control(struct card *card, uint32_t value);

#endif
