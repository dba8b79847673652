/* SPDX-License-Identifier: Apache-2.0 */
/* Which guards can be made, and what is reported when one cannot. */
#include "guarded.h"
#include "hwview.h"
#include "test.h"
#include "vanishing.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>

static void create_refuses_a_wrong_range(void)
{
    struct vanishing file = vanishing_create(8);
    unsigned char *middle = file.memory + 2 * file.page;
    size_t page = file.page;
    hwview_guard *other = NULL, *guarded = guard_or_exit(middle, 4 * page);
    CHECK_EQUAL(-EINVAL, hwview_guard_create(NULL, page, &other));
    CHECK_EQUAL(-EINVAL, hwview_guard_create(file.memory, 0, &other));
    CHECK_EQUAL(-EINVAL, hwview_guard_create(file.memory + 1, page, &other));
    CHECK_EQUAL(-EINVAL, hwview_guard_create(file.memory, page + 1, &other));
    CHECK_EQUAL(-EINVAL, hwview_guard_create(file.memory, page - 1, &other));
    CHECK_EQUAL(-EINVAL, hwview_guard_create(file.memory, SIZE_MAX - page + 1, &other));
    CHECK_EQUAL(-EINVAL, hwview_guard_create(middle, 4 * page, &other));             /* the same */
    CHECK_EQUAL(-EINVAL, hwview_guard_create(middle + page, page, &other));          /* inside */
    CHECK_EQUAL(-EINVAL, hwview_guard_create(middle - page, 6 * page, &other));      /* around */
    CHECK_EQUAL(-EINVAL, hwview_guard_create(middle - page, 2 * page, &other));      /* over the start */
    CHECK_EQUAL(-EINVAL, hwview_guard_create(middle + 3 * page, 2 * page, &other));  /* over the end */
    CHECK(other == NULL);
    hwview_guard *before = guard_or_exit(middle - page, page), *after = guard_or_exit(middle + 4 * page, page);
    hwview_guard_destroy(guarded);
    guarded = guard_or_exit(middle, 4 * page); /* free again, and exactly between the two */
    hwview_guard_destroy(before);
    hwview_guard_destroy(after);
    hwview_guard_destroy(guarded);
    hwview_guard_destroy(NULL);
    vanishing_destroy(&file);
}

static void create_ends_with_the_table_full(void)
{
    static hwview_guard *guards[HWVIEW_GUARDS];
    struct vanishing file = vanishing_create(HWVIEW_GUARDS + 1);
    hwview_guard *one_more = NULL;
    for (size_t i = 0; i < HWVIEW_GUARDS; i++)
        guards[i] = guard_or_exit(file.memory + i * file.page, file.page);
    unsigned char *past = file.memory + HWVIEW_GUARDS * file.page;
    CHECK_EQUAL(-ENOSPC, hwview_guard_create(past, file.page, &one_more));
    CHECK(one_more == NULL);
    vanishing_truncate(&file, 0);
    for (size_t i = 0; i < HWVIEW_GUARDS; i += 2)
        hwview_read8(file.memory + i * file.page);
    for (size_t i = 0; i < HWVIEW_GUARDS; i++)
        CHECK_EQUAL(i % 2 == 0, tripped(guards[i]));
    hwview_guard_destroy(guards[500]);
    guards[500] = guard_or_exit(past, file.page);
    CHECK(!tripped(guards[500])); /* nothing of the guard that had the slot before */
    hwview_read8(past);
    CHECK(tripped(guards[500]));
    for (size_t i = 0; i < HWVIEW_GUARDS; i++)
        hwview_guard_destroy(guards[i]);
    vanishing_destroy(&file);
}

static void create_reports_that_there_are_no_descriptors(void)
{
    struct vanishing file = vanishing_create(1);
    hwview_guard *guarded = NULL;
    int next = dup(STDOUT_FILENO);
    close(next);
    struct rlimit limit;
    CHECK_EQUAL(0, getrlimit(RLIMIT_NOFILE, &limit));
    limit.rlim_cur = (rlim_t) next;
    CHECK_EQUAL(0, setrlimit(RLIMIT_NOFILE, &limit));
    errno = 12345;
    CHECK_EQUAL(-EMFILE, hwview_guard_create(file.memory, file.size, &guarded));
    CHECK_EQUAL(12345, errno);
    limit.rlim_cur++; /* room for one, so the failed attempt must have kept none */
    CHECK_EQUAL(0, setrlimit(RLIMIT_NOFILE, &limit));
    guarded = guard_or_exit(file.memory, file.size);
    vanishing_truncate(&file, 0);
    CHECK_EQUAL(0xFF, hwview_read8(file.memory));
    CHECK(tripped(guarded));
    hwview_guard_destroy(guarded);
    vanishing_destroy(&file);
}

static void create_reports_that_the_ones_do_not_fit(void)
{
    struct vanishing file = vanishing_create(1);
    hwview_guard *guarded = NULL;
    struct rlimit small = {4096, RLIM_INFINITY}, large = {RLIM_INFINITY, RLIM_INFINITY};
    int next = dup(STDOUT_FILENO);
    close(next);
    signal(SIGXFSZ, SIG_IGN);
    CHECK_EQUAL(0, setrlimit(RLIMIT_FSIZE, &small));
    CHECK_EQUAL(-EFBIG, hwview_guard_create(file.memory, file.size, &guarded));
    CHECK_EQUAL(0, setrlimit(RLIMIT_FSIZE, &large));
    CHECK_EQUAL(next, dup(STDOUT_FILENO)); /* nothing was left open */
    hwview_guard_destroy(guard_or_exit(file.memory, file.size));
    vanishing_destroy(&file);
}

const struct test guard_create_tests[] = {
    TEST(create_refuses_a_wrong_range),
    TEST(create_ends_with_the_table_full),
    TEST(create_reports_that_there_are_no_descriptors),
    TEST(create_reports_that_the_ones_do_not_fit),
    END,
};
