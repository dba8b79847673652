/* SPDX-License-Identifier: Apache-2.0 */
/** Two cards and a wire between them. */
#ifndef PAIR_H
#define PAIR_H

#include "nic.h"

#define A_MAC "02:00:00:00:00:0a"
#define B_MAC "02:00:00:00:00:0b"

struct pair {
    struct nic a, b;
};

static inline struct pair wired(const devsim_net_wire_options *options)
{
    struct pair pair = {nic_started("mac=" A_MAC), nic_started("mac=" B_MAC)};
    CHECK_EQ(0, devsim_net_wire(pair.a.device, pair.b.device, options));
    return pair;
}

static inline void close_pair(struct pair *pair)
{
    CHECK_NO_FAULT(&pair->a);
    CHECK_NO_FAULT(&pair->b);
    nic_close(&pair->a);
    nic_close(&pair->b);
}

#endif
