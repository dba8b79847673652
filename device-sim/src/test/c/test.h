/* SPDX-License-Identifier: Apache-2.0 */
/** A test program in three macros: CHECK, CHECK_EQ and RUN. main() ends with `return test_summary();`. */
#ifndef TEST_H
#define TEST_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

static int tests_passed, tests_failed;
static bool test_ok;

#define CHECK(condition) \
    do { \
        if (!(condition)) { \
            test_ok = false; \
            fprintf(stderr, "%s:%d: %s: not true: %s\n", __FILE__, __LINE__, __func__, #condition); \
        } \
    } while (0)

/* Integers; both are shown as 64 bits, so a negative error is 0xffff... and its number. */
#define CHECK_EQ(expected, actual) \
    do { \
        uint64_t want = (uint64_t)(expected), got = (uint64_t)(actual); \
        if (want != got) { \
            test_ok = false; \
            fprintf(stderr, "%s:%d: %s: %s is 0x%llx (%lld), not 0x%llx (%lld)\n", __FILE__, __LINE__, __func__, \
                    #actual, (unsigned long long)got, (long long)got, (unsigned long long)want, (long long)want); \
        } \
    } while (0)

#define RUN(test) \
    do { \
        test_ok = true; \
        test(); \
        if (test_ok) \
            tests_passed++; \
        else \
            tests_failed++, fprintf(stderr, "FAILED: %s\n", #test); \
    } while (0)

static inline int test_summary(void)
{
    printf("%d passed, %d failed\n", tests_passed, tests_failed);
    return tests_failed != 0;
}

#endif
