/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The registers of probe.so, a model for tests whose window is a panel of its timers: PROBE_COUNT is how often they
 * fired, and from PROBE_FIRES on the fires follow in pairs of words.
 */
#ifndef PANEL_H
#define PANEL_H

#include "devsim.h"

enum {
    PROBE_DELAY = 0x00,  /* what the next PROBE_ARM uses */
    PROBE_ARM = 0x08,    /* written: a timer's number; read: what arming answered */
    PROBE_REPEAT = 0x10, /* the same, and the timer repeats */
    PROBE_CANCEL = 0x18,
    PROBE_COUNT = 0x20,
    PROBE_FIRES = 0x40,
    PROBE_FIRES_MAX = 64,
};

struct probe_fire {
    uint64_t timer, time;
};

#endif
