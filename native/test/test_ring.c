/* SPDX-License-Identifier: Apache-2.0 */
/* A ring is one memory at two places, and what cannot be made leaves nothing behind. */
#include "hwview.h"
#include "test.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static unsigned char *ring_or_exit(size_t size)
{
    void *ring = NULL;
    if (!CHECK_EQUAL(0, hwview_ring_create(size, &ring)))
        _exit(1);
    return ring;
}

static bool is_mapped(void *address)
{
    unsigned char resident;
    return mincore(address, 1, &resident) == 0;
}

static void ring_is_the_same_memory_twice(void)
{
    size_t size = 3 * (size_t) sysconf(_SC_PAGESIZE); /* no power of two */
    unsigned char *ring = ring_or_exit(size);
    for (size_t i = 0; i < 2 * size; i++)
        CHECK_EQUAL(0, ring[i]);
    for (size_t i = 0; i < size; i++)
        ring[i + i % 2 * size] = (unsigned char) (i * 7);
    for (size_t i = 0; i < size; i++)
        CHECK_EQUAL((unsigned char) (i * 7), ring[i + (1 - i % 2) * size]);
    memcpy(ring + size - 3, "across", 6);
    CHECK(memcmp(ring, "oss", 3) == 0);
    CHECK(memcmp(ring + size + size - 3, "acr", 3) == 0);
    hwview_ring_destroy(ring, size);
}

static void ring_is_not_another_ring(void)
{
    size_t size = (size_t) sysconf(_SC_PAGESIZE);
    unsigned char *one = ring_or_exit(size), *other = ring_or_exit(size);
    memset(one, 1, size);
    CHECK_EQUAL(0, other[0]);
    CHECK_EQUAL(0, other[2 * size - 1]);
    hwview_ring_destroy(one, size);
    memset(other, 2, 2 * size);
    hwview_ring_destroy(other, size);
}

static void ring_is_gone_after_destroy(void)
{
    size_t size = 2 * (size_t) sysconf(_SC_PAGESIZE);
    unsigned char *ring = ring_or_exit(size);
    CHECK(is_mapped(ring) && is_mapped(ring + size));
    errno = 12345;
    hwview_ring_destroy(ring, size);
    hwview_ring_destroy(NULL, size);
    CHECK_EQUAL(12345, errno);
    CHECK(!is_mapped(ring));
    CHECK(!is_mapped(ring + size));
}

static void ring_refuses_a_wrong_size(void)
{
    size_t page = (size_t) sysconf(_SC_PAGESIZE);
    void *ring = NULL;
    CHECK_EQUAL(-EINVAL, hwview_ring_create(0, &ring));
    CHECK_EQUAL(-EINVAL, hwview_ring_create(1, &ring));
    CHECK_EQUAL(-EINVAL, hwview_ring_create(page + 1, &ring));
    CHECK_EQUAL(-EINVAL, hwview_ring_create(SIZE_MAX - page + 1, &ring));
    CHECK_EQUAL(-EINVAL, hwview_ring_create((SIZE_MAX / 4 + 1) & ~(page - 1), &ring));
    CHECK(ring == NULL);
}

static void ring_reports_that_there_are_no_descriptors(void)
{
    size_t size = (size_t) sysconf(_SC_PAGESIZE);
    void *ring = NULL;
    int next = dup(STDOUT_FILENO);
    close(next);
    struct rlimit limit;
    CHECK_EQUAL(0, getrlimit(RLIMIT_NOFILE, &limit));
    limit.rlim_cur = (rlim_t) next;
    CHECK_EQUAL(0, setrlimit(RLIMIT_NOFILE, &limit));
    errno = 12345;
    CHECK_EQUAL(-EMFILE, hwview_ring_create(size, &ring));
    CHECK_EQUAL(12345, errno);
    CHECK(ring == NULL);
    limit.rlim_cur++; /* room for one, which each ring gives back as soon as it is made */
    CHECK_EQUAL(0, setrlimit(RLIMIT_NOFILE, &limit));
    hwview_ring_destroy(ring_or_exit(size), size);
    hwview_ring_destroy(ring_or_exit(size), size);
}

static void ring_reports_that_there_is_no_room(void)
{
    size_t page = (size_t) sysconf(_SC_PAGESIZE);
    void *ring = NULL;
    struct rlimit limit = {.rlim_cur = page, .rlim_max = RLIM_INFINITY};
    CHECK_EQUAL(0, getrlimit(RLIMIT_AS, &limit));
    limit.rlim_cur = page;
    CHECK_EQUAL(0, setrlimit(RLIMIT_AS, &limit));
    int result = hwview_ring_create(16 * page, &ring);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_AS, &limit);
    if (result == 0)
        skip("the address space is not limited here");
    CHECK_EQUAL(-ENOMEM, result);
    CHECK(ring == NULL);
}

const struct test ring_tests[] = {
    TEST(ring_is_the_same_memory_twice),
    TEST(ring_is_not_another_ring),
    TEST(ring_is_gone_after_destroy),
    TEST(ring_refuses_a_wrong_size),
    TEST(ring_reports_that_there_are_no_descriptors),
    TEST(ring_reports_that_there_is_no_room),
    END,
};
