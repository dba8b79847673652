/* SPDX-License-Identifier: Apache-2.0 */
/** What a wire does to one frame. */
#ifndef CHANCE_H
#define CHANCE_H

#include "devsim_net.h"

#include <stdbool.h>

struct chance {
    bool lost, twice, later;
    int32_t wrong; /* the place of a wrong byte, -1 for none */
};

/** Draws all chances of a frame of `length` bytes; `random` is the direction's state, which the seed began. */
struct chance chance_draw(uint64_t *random, const devsim_net_wire_options *options, uint32_t length);

#endif
