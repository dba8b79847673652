/* SPDX-License-Identifier: Apache-2.0 */
#include "policy.h"

#include "devsim.h"

#include <stdbool.h>

/** What happens to a bit. */
enum change { KEEP, CLEAR, SET, TOGGLE };

/** When a bit changes, and whether it can be seen. */
enum { NORMAL = 0, HIDDEN = 1, ONCE = 2 };

struct rule {
    uint8_t read;    /* change by a read */
    uint8_t write_0; /* change by a written 0 */
    uint8_t write_1; /* change by a written 1 */
    uint8_t special;
};

/* A write "as-is" clears with a 0 and sets with a 1. */
static const struct rule rules[DEVSIM_POLICIES] = {
    /*                 read   write 0 write 1           */
    [DEVSIM_RO]    = {KEEP,  KEEP,   KEEP,   NORMAL},
    [DEVSIM_RW]    = {KEEP,  CLEAR,  SET,    NORMAL},
    [DEVSIM_RC]    = {CLEAR, KEEP,   KEEP,   NORMAL},
    [DEVSIM_RS]    = {SET,   KEEP,   KEEP,   NORMAL},
    [DEVSIM_WRC]   = {CLEAR, CLEAR,  SET,    NORMAL},
    [DEVSIM_WRS]   = {SET,   CLEAR,  SET,    NORMAL},
    [DEVSIM_WC]    = {KEEP,  CLEAR,  CLEAR,  NORMAL},
    [DEVSIM_WS]    = {KEEP,  SET,    SET,    NORMAL},
    [DEVSIM_WSRC]  = {CLEAR, SET,    SET,    NORMAL},
    [DEVSIM_WCRS]  = {SET,   CLEAR,  CLEAR,  NORMAL},
    [DEVSIM_W1C]   = {KEEP,  KEEP,   CLEAR,  NORMAL},
    [DEVSIM_W1S]   = {KEEP,  KEEP,   SET,    NORMAL},
    [DEVSIM_W1T]   = {KEEP,  KEEP,   TOGGLE, NORMAL},
    [DEVSIM_W0C]   = {KEEP,  CLEAR,  KEEP,   NORMAL},
    [DEVSIM_W0S]   = {KEEP,  SET,    KEEP,   NORMAL},
    [DEVSIM_W0T]   = {KEEP,  TOGGLE, KEEP,   NORMAL},
    [DEVSIM_W1SRC] = {CLEAR, KEEP,   SET,    NORMAL},
    [DEVSIM_W1CRS] = {SET,   KEEP,   CLEAR,  NORMAL},
    [DEVSIM_W0SRC] = {CLEAR, SET,    KEEP,   NORMAL},
    [DEVSIM_W0CRS] = {SET,   CLEAR,  KEEP,   NORMAL},
    [DEVSIM_WO]    = {KEEP,  CLEAR,  SET,    HIDDEN},
    [DEVSIM_WOC]   = {KEEP,  CLEAR,  CLEAR,  HIDDEN},
    [DEVSIM_WOS]   = {KEEP,  SET,    SET,    HIDDEN},
    [DEVSIM_W1]    = {KEEP,  CLEAR,  SET,    ONCE},
    [DEVSIM_WO1]   = {KEEP,  CLEAR,  SET,    HIDDEN | ONCE},
};

static void add(struct effect *effect, uint64_t bit, uint8_t change)
{
    effect->clears |= change == CLEAR ? bit : 0;
    effect->sets |= change == SET ? bit : 0;
    effect->toggles |= change == TOGGLE ? bit : 0;
}

void policy_add(struct policy *policy, uint32_t number, uint8_t kind)
{
    const struct rule *rule = &rules[kind];
    uint64_t bit = UINT64_C(1) << number;
    add(&policy->read, bit, rule->read);
    add(&policy->write_0, bit, rule->write_0);
    add(&policy->write_1, bit, rule->write_1);
    policy->readable |= rule->special & HIDDEN ? 0 : bit;
    policy->read_only |= kind == DEVSIM_RO ? bit : 0;
    policy->once |= rule->special & ONCE ? bit : 0;
}

/* `stored` after `effect` on the bits `where`. */
static uint64_t apply(const struct effect *effect, uint64_t where, uint64_t stored)
{
    stored &= ~(effect->clears & where);
    stored |= effect->sets & where;
    stored ^= effect->toggles & where;
    return stored;
}

uint64_t policy_read(const struct policy *policy, uint64_t touched, uint64_t *stored)
{
    uint64_t value = *stored & touched & policy->readable;
    *stored = apply(&policy->read, touched, *stored);
    return value;
}

void policy_write(const struct policy *policy, uint64_t touched, uint64_t value, uint64_t *stored, uint64_t *written)
{
    uint64_t open = touched & ~(policy->once & *written);
    *stored = apply(&policy->write_0, open & ~value, *stored);
    *stored = apply(&policy->write_1, open & value, *stored);
    *written |= touched;
}
