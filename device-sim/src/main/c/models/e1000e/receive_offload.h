/* SPDX-License-Identifier: Apache-2.0 */
/** Checksums of received frames. */
#ifndef E1000E_RECEIVE_OFFLOAD_H
#define E1000E_RECEIVE_OFFLOAD_H

#include "headers.h"
#include "state.h"
#include "verdict.h"

void receive_checksums(const struct card *card, const uint8_t *frame, uint32_t length, const struct headers *headers,
                       struct verdict *verdict);

#endif
