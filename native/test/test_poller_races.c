/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What happens to an eventfd between epoll naming it and the poller reading it. Two threads would almost never meet
 * there, so the linker puts a function of the test between the two (--wrap=epoll_wait).
 */
#include "hwview.h"
#include "signalled.h"
#include "test.h"

#include <sys/epoll.h>

static hwview_poller *poller;
static int descriptor;
static void (*in_between)(void);

int __real_epoll_wait(int epoll, struct epoll_event *events, int capacity, int timeout);
int __wrap_epoll_wait(int epoll, struct epoll_event *events, int capacity, int timeout);

int __wrap_epoll_wait(int epoll, struct epoll_event *events, int capacity, int timeout)
{
    int count = __real_epoll_wait(epoll, events, capacity, timeout);
    void (*once)(void) = in_between;
    in_between = NULL;
    if (once != NULL)
        once();
    return count;
}

static void take_out(void)
{
    CHECK_EQUAL(0, hwview_poller_remove(poller, descriptor));
}

static void read_it(void)
{
    uint64_t count;
    CHECK_EQUAL(sizeof count, read(descriptor, &count, sizeof count));
    CHECK_EQUAL(5, count);
}

static void wait_with(void (*act)(void), int timeout)
{
    hwview_event event;
    poller = new_poller();
    descriptor = new_eventfd(5);
    CHECK_EQUAL(0, hwview_poller_add(poller, descriptor, 1));
    in_between = act;
    int64_t start = milliseconds();
    CHECK_EQUAL(0, hwview_poller_wait(poller, &event, 1, timeout));
    CHECK(milliseconds() - start >= timeout - 1); /* that there was nothing to report is no timeout */
    CHECK(in_between == NULL);
}

static void clean_up(void)
{
    hwview_poller_destroy(poller);
    close(descriptor);
}

static void eventfd_removed_in_between_is_not_read(void)
{
    wait_with(take_out, 0);
    read_it();
    clean_up();
    wait_with(take_out, 2 * SOON);
    clean_up();
}

static void eventfd_read_in_between_is_not_reported(void)
{
    wait_with(read_it, 0);
    clean_up();
    wait_with(read_it, 2 * SOON);
    clean_up();
}

const struct test poller_race_tests[] = {
    TEST(eventfd_removed_in_between_is_not_read),
    TEST(eventfd_read_in_between_is_not_reported),
    END,
};
