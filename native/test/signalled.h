/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of the poller share. */
#ifndef HWVIEW_TEST_SIGNALLED_H
#define HWVIEW_TEST_SIGNALLED_H

#include "hwview.h"
#include "test.h"

#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { SOON = 20, LONG = 20000 };

static inline hwview_poller *new_poller(void)
{
    hwview_poller *poller = NULL;
    if (!CHECK_EQUAL(0, hwview_poller_create(&poller)))
        exit(1);
    return poller;
}

static inline int new_eventfd(unsigned count)
{
    return eventfd(count, EFD_CLOEXEC | EFD_NONBLOCK);
}

static inline void signal_eventfd(int descriptor, uint64_t count)
{
    CHECK_EQUAL(sizeof count, write(descriptor, &count, sizeof count));
}

static inline int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#endif
