/* SPDX-License-Identifier: Apache-2.0 */
/** Receive side scaling: which queue a frame goes to. */
#ifndef E1000E_RSS_H
#define E1000E_RSS_H

#include "headers.h"
#include "state.h"
#include "verdict.h"

void rss_choose(const struct card *card, const uint8_t *frame, const struct headers *headers, struct verdict *verdict);

#endif
