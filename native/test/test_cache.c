/* SPDX-License-Identifier: Apache-2.0 */
/* Cache maintenance cannot be seen from the processor; what can is that it keeps data and stays in its range. */
#include "hwview.h"
#include "test.h"

#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void cache_line_is_a_power_of_two(void)
{
    size_t line = hwview_cache_line();
    CHECK(line >= 16 && line <= 2048 && (line & (line - 1)) == 0);
#if defined(__x86_64__)
    CHECK_EQUAL(64, line);
#endif
}

/*
 * Each range of up to three lines at the start and at the end of a page between two pages that cannot be read: a
 * line too many, before or after, is a fault.
 */
static void keeps_data_and_stays_in_range(void (*maintain)(const void *, size_t))
{
    size_t page = (size_t) sysconf(_SC_PAGESIZE), most = 3 * hwview_cache_line();
    unsigned char *memory = mmap(NULL, 3 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    unsigned char *middle = memory + page;
    if (!CHECK(memory != MAP_FAILED) || !CHECK(mprotect(middle, page, PROT_READ | PROT_WRITE) == 0))
        return;
    memset(middle, 0xA5, page);
    for (size_t size = 0; size <= most; size++) {
        maintain(middle, size);
        maintain(middle + page - size, size);
        maintain(middle + size, 1);
    }
    maintain(middle, page);
    maintain(memory, 0);
    for (size_t i = 0; i < page; i++)
        if (!CHECK_EQUAL(0xA5, middle[i]))
            break;
    munmap(memory, 3 * page);
}

static void cache_clean_keeps_data_and_stays_in_range(void)
{
    keeps_data_and_stays_in_range(hwview_cache_clean);
}

static void cache_flush_keeps_data_and_stays_in_range(void)
{
    keeps_data_and_stays_in_range(hwview_cache_flush);
}

static sigjmp_buf faulted;
static uintptr_t fault_address;

static void on_fault(int number, siginfo_t *info, void *context)
{
    (void) number;
    (void) context;
    fault_address = (uintptr_t) info->si_addr;
    siglongjmp(faulted, 1);
}

/* Whether the call runs into a fault within [from, from + size). */
static bool faults_in(void (*maintain)(const void *, size_t), const void *address, size_t length, const void *from,
                      size_t size)
{
    if (sigsetjmp(faulted, 1) != 0)
        return fault_address >= (uintptr_t) from && fault_address < (uintptr_t) from + size;
    maintain(address, length);
    return false;
}

/* The other way to be wrong is a line that is left out: each range here has one byte where a line cannot be read. */
static void leaves_out_no_line(void (*maintain)(const void *, size_t))
{
    if (getenv("HWVIEW_TEST_EMULATOR") != NULL)
        skip("emulators take cache maintenance for a no-operation, so it never faults");
    size_t page = (size_t) sysconf(_SC_PAGESIZE), line = hwview_cache_line();
    unsigned char *memory = mmap(NULL, 3 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    unsigned char *middle = memory + page, *last = middle + page;
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO};
    if (!CHECK(memory != MAP_FAILED) || !CHECK(mprotect(middle, page, PROT_READ | PROT_WRITE) == 0))
        return;
    memset(middle, 0xA5, page);
    sigaction(SIGSEGV, &action, NULL);
    for (size_t size = 0; size <= 2 * line; size++) {
        CHECK(faults_in(maintain, last - size, size + 1, last, line));
        CHECK(faults_in(maintain, middle - 1, size + 1, middle - line, line));
    }
    munmap(memory, 3 * page);
}

static void cache_clean_leaves_out_no_line(void)
{
    leaves_out_no_line(hwview_cache_clean);
}

static void cache_flush_leaves_out_no_line(void)
{
    leaves_out_no_line(hwview_cache_flush);
}

const struct test cache_tests[] = {
    TEST(cache_line_is_a_power_of_two),
    TEST(cache_clean_keeps_data_and_stays_in_range),
    TEST(cache_flush_keeps_data_and_stays_in_range),
    TEST(cache_clean_leaves_out_no_line),
    TEST(cache_flush_leaves_out_no_line),
    END,
};
