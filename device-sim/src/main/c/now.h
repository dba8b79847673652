/* SPDX-License-Identifier: Apache-2.0 */
/** What time it is. Beside devsim_clock_now(), the machine's own time. */
#ifndef NOW_H
#define NOW_H

#include <stdint.h>

/** CLOCK_MONOTONIC in nanoseconds. */
uint64_t now_monotonic(void);

#endif
