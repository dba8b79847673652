/* SPDX-License-Identifier: Apache-2.0 */
/* A very small test harness. Each test runs in a child process: what it does to signals and limits ends with it. */
#ifndef HWVIEW_TEST_H
#define HWVIEW_TEST_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

struct test {
    const char *name;
    void (*run)(void);
};

#define TEST(function) {#function, function}
#define END {NULL, NULL}

extern const struct test access_tests[], barrier_tests[], cache_tests[], guard_tests[], guard_create_tests[],
    sigbus_tests[], poller_tests[], poller_error_tests[], poller_race_tests[], ring_tests[], file_tests[];

/* Failed checks of the running test. Counted atomically, as checks are made on several threads. */
extern int test_failures;

static inline bool check(bool good, const char *file, int line, const char *what)
{
    if (!good) {
        printf("%s:%d: %s\n", file, line, what);
        __atomic_add_fetch(&test_failures, 1, __ATOMIC_RELAXED);
    }
    return good;
}

static inline bool check_equal(uint64_t want, uint64_t got, const char *file, int line, const char *what)
{
    if (want != got)
        printf("%s:%d: expected %" PRId64 " (%#" PRIx64 "), got %" PRId64 " (%#" PRIx64 ")\n", file, line,
               (int64_t) want, want, (int64_t) got, got);
    return check(want == got, file, line, what);
}

#define CHECK(condition) check((condition), __FILE__, __LINE__, #condition)
/* expected, actual; as numbers. Negative values are sign-extended, so that -EINVAL compares as itself. */
#define CHECK_EQUAL(want, got) \
    check_equal((uint64_t) (int64_t) (want), (uint64_t) (int64_t) (got), __FILE__, __LINE__, #got)

/* Ends the running test as skipped, with the reason. */
_Noreturn void skip(const char *reason);

#endif
