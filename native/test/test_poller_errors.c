/* SPDX-License-Identifier: Apache-2.0 */
/* What the poller refuses, and what it leaves as it was. */
#include "hwview.h"
#include "signalled.h"
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>

static void wait_refuses_a_wrong_capacity(void)
{
    hwview_poller *poller = new_poller();
    hwview_event events[65];
    CHECK_EQUAL(-EINVAL, hwview_poller_wait(poller, events, 0, 0));
    CHECK_EQUAL(-EINVAL, hwview_poller_wait(poller, events, -1, 0));
    CHECK_EQUAL(-EINVAL, hwview_poller_wait(poller, events, 65, 0));
    CHECK_EQUAL(0, hwview_poller_wait(poller, events, 64, 0));
    hwview_poller_destroy(poller);
}

static void add_and_remove_refuse_what_is_wrong(void)
{
    hwview_poller *poller = new_poller();
    int descriptor = new_eventfd(0), blocking = eventfd(0, 0);
    int file = memfd_create("plain", MFD_CLOEXEC);
    fcntl(file, F_SETFL, O_NONBLOCK);
    CHECK_EQUAL(-ENOENT, hwview_poller_remove(poller, descriptor));
    CHECK_EQUAL(0, hwview_poller_add(poller, descriptor, 1));
    CHECK_EQUAL(-EEXIST, hwview_poller_add(poller, descriptor, 2));
    CHECK_EQUAL(-EPERM, hwview_poller_add(poller, file, 3));
    CHECK_EQUAL(-EINVAL, hwview_poller_add(poller, blocking, 3));
    CHECK_EQUAL(-EBADF, hwview_poller_add(poller, -1, 3));
    CHECK_EQUAL(-EBADF, hwview_poller_remove(poller, -1));
    /* The descriptor it wakes itself with is in the set too. It must not be taken out by a guess. */
    for (int other = 0; other < 64; other++)
        if (other != descriptor)
            CHECK(hwview_poller_remove(poller, other) < 0);
    hwview_event event;
    signal_eventfd(descriptor, 1);
    CHECK_EQUAL(1, hwview_poller_wait(poller, &event, 1, LONG));
    CHECK_EQUAL(1, event.token); /* the second add has not changed it */
    CHECK_EQUAL(0, hwview_poller_wake(poller));
    CHECK_EQUAL(0, hwview_poller_wait(poller, &event, 1, -1));
    hwview_poller_destroy(poller);
    close(descriptor);
    close(blocking);
    close(file);
}

static void wait_reports_what_can_not_be_read_once(void)
{
    hwview_poller *poller = new_poller();
    hwview_event event;
    int ends[2], good = new_eventfd(1);
    CHECK_EQUAL(0, pipe2(ends, O_NONBLOCK));
    CHECK_EQUAL(0, hwview_poller_add(poller, ends[0], 1));
    CHECK_EQUAL(3, write(ends[1], "abc", 3));
    CHECK_EQUAL(1, hwview_poller_wait(poller, &event, 1, LONG));
    CHECK_EQUAL(1, event.token);
    CHECK_EQUAL(0, event.count);
    CHECK_EQUAL(3, write(ends[1], "abc", 3));
    CHECK_EQUAL(0, hwview_poller_wait(poller, &event, 1, 0)); /* it is ready still, and not reported for ever */
    CHECK_EQUAL(-ENOENT, hwview_poller_remove(poller, ends[0]));
    CHECK_EQUAL(0, hwview_poller_add(poller, ends[0], 1));
    CHECK_EQUAL(0, hwview_poller_add(poller, good, 2));
    hwview_event events[8];
    int count = hwview_poller_wait(poller, events, 8, LONG);
    CHECK_EQUAL(2, count); /* the good one is not lost */
    for (int i = 0; i < count; i++)
        CHECK_EQUAL(events[i].token == 1 ? 0 : 1, events[i].count);
    hwview_poller_destroy(poller);
    close(ends[0]);
    close(ends[1]);
    close(good);
}

static void poller_leaves_errno_alone(void)
{
    hwview_poller *poller = new_poller();
    int descriptor = new_eventfd(0);
    errno = 12345;
    CHECK_EQUAL(-ENOENT, hwview_poller_remove(poller, descriptor));
    CHECK_EQUAL(-EBADF, hwview_poller_add(poller, -1, 0));
    CHECK_EQUAL(12345, errno);
    hwview_poller_destroy(poller);
    close(descriptor);
}

static void create_reports_that_there_are_no_descriptors(void)
{
    hwview_poller *poller = NULL;
    int next = dup(STDOUT_FILENO);
    close(next);
    struct rlimit limit;
    CHECK_EQUAL(0, getrlimit(RLIMIT_NOFILE, &limit));
    /* None left, and one left: the second leaves it with the epoll set but no eventfd. */
    for (int room = 0; room < 2; room++) {
        limit.rlim_cur = (rlim_t) (next + room);
        CHECK_EQUAL(0, setrlimit(RLIMIT_NOFILE, &limit));
        CHECK_EQUAL(-EMFILE, hwview_poller_create(&poller));
    }
    limit.rlim_cur = (rlim_t) (next + 2);
    CHECK_EQUAL(0, setrlimit(RLIMIT_NOFILE, &limit));
    CHECK_EQUAL(0, hwview_poller_create(&poller)); /* so the failed attempts have kept none */
    hwview_poller_destroy(poller);
    hwview_poller_destroy(NULL);
}

const struct test poller_error_tests[] = {
    TEST(wait_refuses_a_wrong_capacity),
    TEST(add_and_remove_refuse_what_is_wrong),
    TEST(wait_reports_what_can_not_be_read_once),
    TEST(poller_leaves_errno_alone),
    TEST(create_reports_that_there_are_no_descriptors),
    END,
};
