/* SPDX-License-Identifier: Apache-2.0 */
/** Which frames the driver wants. */
#ifndef E1000E_FILTER_H
#define E1000E_FILTER_H

#include "state.h"

/** Whether a frame's address and VLAN are wanted; *inexact if the driver has to look again. */
bool filter_accepts(const struct card *card, const uint8_t *frame, uint32_t length, bool *inexact);

#endif
