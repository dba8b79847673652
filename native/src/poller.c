/* SPDX-License-Identifier: Apache-2.0 */
/* Poller: an epoll set of eventfds, and one eventfd of its own that wakes the waiter. */
#include "hwview.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { CAPACITY = 64 };

struct member {
    uint64_t token;
    bool present;
};

/*
 * epoll carries one word for each descriptor. It is the descriptor, as that is what has to be read; the token is
 * looked up in members, which the descriptor indexes.
 */
struct hwview_poller {
    int epoll;
    int wake;
    pthread_mutex_t lock; /* of members; held while one is read, so that after remove() returns it is not touched */
    struct member *members;
    size_t size;
};

static int add_to_epoll(int epoll, int descriptor)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) < 0 ? -errno : 0;
}

/* With the lock held. Makes members long enough for the descriptor, twice what is needed to do so rarely. */
static int reserve(hwview_poller *poller, size_t descriptor)
{
    if (descriptor < poller->size)
        return 0;
    size_t size = (descriptor + 1) * 2;
    struct member *members = realloc(poller->members, size * sizeof *members);
    if (members == NULL)
        return -ENOMEM;
    for (size_t i = poller->size; i < size; i++)
        members[i] = (struct member){0};
    poller->members = members;
    poller->size = size;
    return 0;
}

static int add(hwview_poller *poller, int descriptor, uint64_t token)
{
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0)
        return -errno;
    /* Another reader may be faster; a read that then blocked would stop the interrupts of every device. */
    if (!(flags & O_NONBLOCK))
        return -EINVAL;
    pthread_mutex_lock(&poller->lock);
    int result = reserve(poller, (size_t) descriptor);
    if (result == 0)
        result = add_to_epoll(poller->epoll, descriptor);
    if (result == 0)
        poller->members[descriptor] = (struct member){.token = token, .present = true};
    pthread_mutex_unlock(&poller->lock);
    return result;
}

static int drop(hwview_poller *poller, int descriptor)
{
    pthread_mutex_lock(&poller->lock);
    /* The wake eventfd is in the set, but nobody added it. */
    int result = descriptor == poller->wake ? -ENOENT : 0;
    if (result == 0 && epoll_ctl(poller->epoll, EPOLL_CTL_DEL, descriptor, NULL) < 0)
        result = -errno;
    if (descriptor >= 0 && (size_t) descriptor < poller->size)
        poller->members[descriptor].present = false;
    pthread_mutex_unlock(&poller->lock);
    return result;
}

/*
 * Reads an eventfd, or a file of UIO's, which wants to be read by four bytes and then counts from its beginning; that
 * interrupt stays off until it is asked for again, so it came once. Returns 1, 0 when another reader was faster, or a
 * negative errno.
 */
static int take(int descriptor, uint64_t *count)
{
    ssize_t size = read(descriptor, count, sizeof *count);
    if (size == (ssize_t) sizeof *count)
        return 1;
    uint32_t since_the_beginning;
    if (size < 0 && errno == EINVAL) {
        size = read(descriptor, &since_the_beginning, sizeof since_the_beginning);
        if (size == (ssize_t) sizeof since_the_beginning) {
            *count = 1;
            return 1;
        }
    }
    if (size >= 0)
        return -EIO; /* not an eventfd */
    return errno == EAGAIN ? 0 : -errno;
}

/* Reads what epoll named. Returns the number of events, and sets *woken. What can't be read is one without a signal. */
static int collect(hwview_poller *poller, const struct epoll_event *ready, int count, hwview_event *events, bool *woken)
{
    int stored = 0;
    pthread_mutex_lock(&poller->lock);
    for (int i = 0; i < count; i++) {
        int descriptor = ready[i].data.fd;
        uint64_t signals;
        if (descriptor == poller->wake) {
            *woken = take(descriptor, &signals) != 0 || *woken;
            continue;
        }
        struct member member = poller->members[descriptor];
        if (!member.present) /* removed after epoll had named it */
            continue;
        int result = take(descriptor, &signals);
        if (result > 0)
            events[stored++] = (hwview_event){.token = member.token, .count = signals};
        else if (result < 0) {
            /* A device that is gone is ready for ever: its descriptor would be reported as fast as one can wait. */
            epoll_ctl(poller->epoll, EPOLL_CTL_DEL, descriptor, NULL);
            events[stored++] = (hwview_event){.token = member.token, .count = 0};
        }
    }
    pthread_mutex_unlock(&poller->lock);
    return stored;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits again when a signal, or another reader, left nothing to report: neither is a timeout. */
static int wait_for(hwview_poller *poller, hwview_event *events, int capacity, int timeout_ms)
{
    if (capacity < 1 || capacity > CAPACITY)
        return -EINVAL;
    int64_t deadline = timeout_ms > 0 ? now_ms() + timeout_ms : 0;
    int left = timeout_ms;
    for (;;) {
        struct epoll_event ready[CAPACITY];
        int count = epoll_wait(poller->epoll, ready, capacity, left);
        if (count == 0 || (count < 0 && errno != EINTR))
            return count == 0 ? 0 : -errno;
        bool woken = false;
        int result = count > 0 ? collect(poller, ready, count, events, &woken) : 0;
        if (result != 0 || woken)
            return result;
        if (timeout_ms >= 0) {
            int64_t rest = timeout_ms > 0 ? deadline - now_ms() : 0;
            if (rest <= 0)
                return 0;
            left = (int) rest;
        }
    }
}

static int create(hwview_poller **result)
{
    hwview_poller *poller = calloc(1, sizeof *poller);
    if (poller == NULL)
        return -ENOMEM;
    pthread_mutex_init(&poller->lock, NULL);
    poller->wake = -1;
    poller->epoll = epoll_create1(EPOLL_CLOEXEC);
    int error = poller->epoll < 0 ? -errno : 0;
    if (error == 0) {
        poller->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        error = poller->wake < 0 ? -errno : add_to_epoll(poller->epoll, poller->wake);
    }
    if (error != 0) {
        hwview_poller_destroy(poller);
        return error;
    }
    *result = poller;
    return 0;
}

static int wake(hwview_poller *poller)
{
    uint64_t one = 1;
    /* A full counter is a wake that nobody has taken yet: this one is in it. */
    return write(poller->wake, &one, sizeof one) < 0 && errno != EAGAIN ? -errno : 0;
}

/* The interface leaves errno alone, as it belongs to the caller's own code. */
#define KEEPING_ERRNO(call)                                                                                    \
    do {                                                                                                       \
        int saved_ = errno;                                                                                    \
        int result_ = (call);                                                                                  \
        errno = saved_;                                                                                        \
        return result_;                                                                                        \
    } while (0)

int hwview_poller_create(hwview_poller **poller)
{
    KEEPING_ERRNO(create(poller));
}

int hwview_poller_add(hwview_poller *poller, int eventfd, uint64_t token)
{
    KEEPING_ERRNO(add(poller, eventfd, token));
}

int hwview_poller_remove(hwview_poller *poller, int eventfd)
{
    KEEPING_ERRNO(drop(poller, eventfd));
}

int hwview_poller_wait(hwview_poller *poller, hwview_event *events, int capacity, int timeout_ms)
{
    KEEPING_ERRNO(wait_for(poller, events, capacity, timeout_ms));
}

int hwview_poller_wake(hwview_poller *poller)
{
    KEEPING_ERRNO(wake(poller));
}

void hwview_poller_destroy(hwview_poller *poller)
{
    if (poller == NULL)
        return;
    if (poller->wake >= 0)
        close(poller->wake);
    if (poller->epoll >= 0)
        close(poller->epoll);
    pthread_mutex_destroy(&poller->lock);
    free(poller->members);
    free(poller);
}
