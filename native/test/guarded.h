/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of the guard share. A test without its guard would die of SIGBUS, and not say why. */
#ifndef HWVIEW_TEST_GUARDED_H
#define HWVIEW_TEST_GUARDED_H

#include "hwview.h"
#include "test.h"

#include <stdlib.h>

static inline hwview_guard *guard_or_exit(void *address, size_t size)
{
    hwview_guard *guard = NULL;
    if (!CHECK_EQUAL(0, hwview_guard_create(address, size, &guard)))
        exit(1);
    return guard;
}

static inline bool tripped(const hwview_guard *guard)
{
    return __atomic_load_n(hwview_guard_flag(guard), __ATOMIC_ACQUIRE) == HWVIEW_GUARD_TRIPPED;
}

#endif
