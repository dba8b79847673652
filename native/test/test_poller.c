/* SPDX-License-Identifier: Apache-2.0 */
/* What the poller reports, and when. */
#include "hwview.h"
#include "signalled.h"
#include "test.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static void wait_reports_the_count_once(void)
{
    hwview_poller *poller = new_poller();
    int descriptor = new_eventfd(0);
    hwview_event events[4];
    CHECK_EQUAL(0, hwview_poller_add(poller, descriptor, 0xFEDCBA9876543210u));
    CHECK_EQUAL(0, hwview_poller_wait(poller, events, 4, 0));
    signal_eventfd(descriptor, 1);
    signal_eventfd(descriptor, 41);
    CHECK_EQUAL(1, hwview_poller_wait(poller, events, 4, -1));
    CHECK_EQUAL(0xFEDCBA9876543210u, events[0].token);
    CHECK_EQUAL(42, events[0].count);
    CHECK_EQUAL(0, hwview_poller_wait(poller, events, 4, 0));
    signal_eventfd(descriptor, 3);
    CHECK_EQUAL(1, hwview_poller_wait(poller, events, 1, LONG));
    CHECK_EQUAL(3, events[0].count);
    hwview_poller_destroy(poller);
    signal_eventfd(descriptor, 1); /* still open: it is the caller's */
    close(descriptor);
}

static void wait_returns_after_the_timeout(void)
{
    hwview_poller *poller = new_poller();
    hwview_event event;
    int64_t start = milliseconds();
    CHECK_EQUAL(0, hwview_poller_wait(poller, &event, 1, 50));
    int64_t took = milliseconds() - start;
    CHECK(took >= 49 && took < LONG);
    hwview_poller_destroy(poller);
}

static void wake_before_wait_ends_the_next_wait_only(void)
{
    hwview_poller *poller = new_poller();
    hwview_event event;
    CHECK_EQUAL(0, hwview_poller_wake(poller));
    CHECK_EQUAL(0, hwview_poller_wake(poller));
    int64_t start = milliseconds();
    CHECK_EQUAL(0, hwview_poller_wait(poller, &event, 1, LONG));
    CHECK(milliseconds() - start < LONG / 2);
    start = milliseconds();
    CHECK_EQUAL(0, hwview_poller_wait(poller, &event, 1, SOON));
    CHECK(milliseconds() - start >= SOON - 1);
    hwview_poller_destroy(poller);
}

static void *wake_soon(void *poller)
{
    usleep(SOON * 1000);
    CHECK_EQUAL(0, hwview_poller_wake(poller));
    return NULL;
}

static void wake_ends_a_wait_under_way(void)
{
    hwview_poller *poller = new_poller();
    hwview_event event;
    pthread_t thread;
    pthread_create(&thread, NULL, wake_soon, poller);
    CHECK_EQUAL(0, hwview_poller_wait(poller, &event, 1, -1));
    pthread_join(thread, NULL);
    hwview_poller_destroy(poller);
}

static void wake_does_not_hide_an_event(void)
{
    hwview_poller *poller = new_poller();
    int descriptor = new_eventfd(5);
    hwview_event events[8];
    hwview_poller_add(poller, descriptor, 9);
    CHECK_EQUAL(0, hwview_poller_wake(poller));
    CHECK_EQUAL(1, hwview_poller_wait(poller, events, 8, LONG));
    CHECK_EQUAL(9, events[0].token);
    CHECK_EQUAL(5, events[0].count);
    hwview_poller_destroy(poller);
    close(descriptor);
}

static void *signal_soon(void *descriptor)
{
    usleep(SOON * 1000);
    signal_eventfd(*(int *) descriptor, 7);
    return NULL;
}

static void add_during_a_wait_counts(void)
{
    hwview_poller *poller = new_poller();
    int descriptor = new_eventfd(0);
    hwview_event event;
    pthread_t thread;
    hwview_poller_add(poller, descriptor, 1);
    pthread_create(&thread, NULL, signal_soon, &descriptor);
    CHECK_EQUAL(1, hwview_poller_wait(poller, &event, 1, -1));
    CHECK_EQUAL(7, event.count);
    pthread_join(thread, NULL);
    hwview_poller_destroy(poller);
    close(descriptor);
}

static void removed_eventfd_is_not_reported(void)
{
    hwview_poller *poller = new_poller();
    int removed = new_eventfd(1), kept = new_eventfd(2);
    hwview_event events[8];
    hwview_poller_add(poller, removed, 1);
    hwview_poller_add(poller, kept, 2);
    CHECK_EQUAL(0, hwview_poller_remove(poller, removed));
    CHECK_EQUAL(1, hwview_poller_wait(poller, events, 8, LONG));
    CHECK_EQUAL(2, events[0].token);
    CHECK_EQUAL(-ENOENT, hwview_poller_remove(poller, removed));
    CHECK_EQUAL(0, hwview_poller_add(poller, removed, 3));
    CHECK_EQUAL(1, hwview_poller_wait(poller, events, 8, LONG));
    CHECK_EQUAL(3, events[0].token); /* and not the token of before */
    CHECK_EQUAL(1, events[0].count);
    hwview_poller_destroy(poller);
    close(removed);
    close(kept);
}

static void many_eventfds_are_all_reported(void)
{
    enum { MANY = 300 };
    hwview_poller *poller = new_poller();
    int descriptors[MANY], seen[MANY] = {0}, total = 0;
    for (int i = 0; i < MANY; i++) {
        descriptors[i] = new_eventfd((unsigned) i + 1);
        CHECK_EQUAL(0, hwview_poller_add(poller, descriptors[i], (uint64_t) i));
    }
    hwview_event events[64];
    int count;
    while ((count = hwview_poller_wait(poller, events, 64, 0)) > 0)
        for (int i = 0; i < count; i++, total++) {
            if (!CHECK(events[i].token < MANY))
                continue;
            seen[events[i].token]++;
            CHECK_EQUAL(events[i].token + 1, events[i].count);
        }
    CHECK_EQUAL(0, count);
    CHECK_EQUAL(MANY, total);
    for (int i = 0; i < MANY; i++) {
        CHECK_EQUAL(1, seen[i]);
        close(descriptors[i]);
    }
    hwview_poller_destroy(poller);
}

static void *drain(void *argument)
{
    int descriptor = *(int *) argument;
    uint64_t count;
    for (int i = 0; i < 2000; i++) {
        signal_eventfd(descriptor, 1);
        if (read(descriptor, &count, sizeof count) < 0)
            CHECK_EQUAL(EAGAIN, errno);
    }
    return NULL;
}

/* Somebody else reads too: what they took is not reported, and is no error. */
static void wait_survives_another_reader(void)
{
    hwview_poller *poller = new_poller();
    int descriptor = new_eventfd(0), result = 0;
    pthread_t thread;
    hwview_event event;
    hwview_poller_add(poller, descriptor, 1);
    pthread_create(&thread, NULL, drain, &descriptor);
    for (int i = 0; i < 2000 && result >= 0; i++) {
        result = hwview_poller_wait(poller, &event, 1, 0);
        CHECK(result == 0 || (result == 1 && event.count >= 1 && event.count <= 2000));
    }
    CHECK(result >= 0);
    pthread_join(thread, NULL);
    hwview_poller_destroy(poller);
    close(descriptor);
}

static void ignore_signal(int number)
{
    (void) number;
}

static void signal_handler_does_not_end_a_wait(void)
{
    hwview_poller *poller = new_poller();
    hwview_event event;
    struct sigaction action = {.sa_handler = ignore_signal};
    sigaction(SIGUSR1, &action, NULL);
    timer_t timer;
    struct sigevent notice = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    CHECK_EQUAL(0, timer_create(CLOCK_MONOTONIC, &notice, &timer));
    struct itimerspec each = {{0, 10000000}, {0, 10000000}};
    timer_settime(timer, 0, &each, NULL);
    int64_t start = milliseconds();
    CHECK_EQUAL(0, hwview_poller_wait(poller, &event, 1, 100));
    CHECK(milliseconds() - start >= 99);
    timer_delete(timer);
    hwview_poller_destroy(poller);
}

const struct test poller_tests[] = {
    TEST(wait_reports_the_count_once),
    TEST(wait_returns_after_the_timeout),
    TEST(wake_before_wait_ends_the_next_wait_only),
    TEST(wake_ends_a_wait_under_way),
    TEST(wake_does_not_hide_an_event),
    TEST(add_during_a_wait_counts),
    TEST(removed_eventfd_is_not_reported),
    TEST(many_eventfds_are_all_reported),
    TEST(wait_survives_another_reader),
    TEST(signal_handler_does_not_end_a_wait),
    END,
};
