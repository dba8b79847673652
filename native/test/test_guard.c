/* SPDX-License-Identifier: Apache-2.0 */
/* Guards: a file that is truncated under its mapping stands for a device that is taken away. */
#include "guarded.h"
#include "hwview.h"
#include "test.h"
#include "vanishing.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

static void read_of_what_is_gone_gives_ones(void)
{
    struct vanishing file = vanishing_create(4);
    hwview_guard *guarded = guard_or_exit(file.memory, file.size);
    CHECK_EQUAL(HWVIEW_GUARD_INTACT, *hwview_guard_flag(guarded));
    CHECK_EQUAL(0x5A5A5A5Au, hwview_read32(file.memory));
    CHECK(!tripped(guarded));
    vanishing_truncate(&file, 0);
    CHECK_EQUAL(UINT32_MAX, hwview_read32(file.memory));
    CHECK(tripped(guarded));
    CHECK_EQUAL(0xFF, hwview_read8(file.memory + file.page + 1));
    CHECK_EQUAL(0xFFFF, hwview_read16_relaxed(file.memory + 2 * file.page + 2));
    CHECK_EQUAL(UINT64_MAX, hwview_read64(file.memory + file.size - 8));
    for (size_t i = 0; i < file.size; i++)
        if (!CHECK_EQUAL(0xFF, hwview_read8_relaxed(file.memory + i)))
            break;
    hwview_guard_destroy(guarded);
    vanishing_destroy(&file);
}

static void write_to_what_is_gone_is_lost(void)
{
    /* Longer than the library's store of ones, so that two pages show the same part of it. */
    enum { ONES = 2 << 20 };
    size_t pages = ONES / (size_t) sysconf(_SC_PAGESIZE) + 1;
    struct vanishing file = vanishing_create(pages);
    hwview_guard *guarded = guard_or_exit(file.memory, file.size);
    vanishing_truncate(&file, 0);
    hwview_write32(file.memory + 8, 0x12345678);
    CHECK(tripped(guarded));
    CHECK_EQUAL(UINT32_MAX, hwview_read32(file.memory + ONES + 8)); /* lost to every other page too */
    vanishing_truncate(&file, pages);
    CHECK_EQUAL(0, vanishing_file_byte(&file, 8));
    hwview_guard_destroy(guarded);
    vanishing_destroy(&file);
}

static void pages_that_are_still_there_stay(void)
{
    struct vanishing gone = vanishing_create(3), kept = vanishing_create(1);
    /* The kept file takes the last page of the range, so that good pages lie on both sides of the lost one. */
    unsigned char *last = gone.memory + 2 * gone.page;
    CHECK(mmap(last, gone.page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, kept.file, 0) == last);
    hwview_guard *guarded = guard_or_exit(gone.memory, gone.size);
    vanishing_truncate(&gone, 1);
    CHECK_EQUAL(0xFF, hwview_read8(gone.memory + 2 * gone.page - 1));
    CHECK(tripped(guarded));
    hwview_write8(gone.memory, 1);
    hwview_write8(last, 2);
    CHECK_EQUAL(1, vanishing_file_byte(&gone, 0));
    CHECK_EQUAL(2, vanishing_file_byte(&kept, 0));
    hwview_guard_destroy(guarded);
    vanishing_destroy(&gone);
    vanishing_destroy(&kept);
}

static void only_the_guard_of_the_range_trips(void)
{
    struct vanishing first = vanishing_create(1), second = vanishing_create(1);
    hwview_guard *one = guard_or_exit(first.memory, first.size), *two = guard_or_exit(second.memory, second.size);
    vanishing_truncate(&first, 0);
    vanishing_truncate(&second, 0);
    hwview_read8(second.memory);
    CHECK(!tripped(one));
    CHECK(tripped(two));
    hwview_guard_destroy(one);
    hwview_guard_destroy(two);
    vanishing_destroy(&first);
    vanishing_destroy(&second);
}

static void reset_and_map_again_works(void)
{
    struct vanishing file = vanishing_create(2);
    hwview_guard *guarded = guard_or_exit(file.memory, file.size);
    for (int round = 0; round < 3; round++) {
        vanishing_truncate(&file, 0);
        CHECK_EQUAL(UINT16_MAX, hwview_read16(file.memory + file.page));
        CHECK(tripped(guarded));
        vanishing_truncate(&file, 2);
        vanishing_map_again(&file);
        hwview_guard_reset(guarded);
        CHECK(!tripped(guarded));
        hwview_write8(file.memory + 5, (uint8_t) (round + 1));
        CHECK_EQUAL(round + 1, vanishing_file_byte(&file, 5));
        CHECK_EQUAL(0, hwview_read16(file.memory + file.page));
        CHECK(!tripped(guarded));
    }
    hwview_guard_destroy(guarded);
    vanishing_destroy(&file);
}

static void guarded_fault_leaves_errno_alone(void)
{
    struct vanishing file = vanishing_create(1);
    hwview_guard *guarded = guard_or_exit(file.memory, file.size);
    vanishing_truncate(&file, 0);
    errno = 12345;
    hwview_read8(file.memory);
    CHECK_EQUAL(12345, errno);
    CHECK(tripped(guarded));
    hwview_guard_destroy(guarded);
    vanishing_destroy(&file);
}

static int mappings_within(const unsigned char *memory, size_t size)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512];
    int count = 0;
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        uintptr_t begin = (uintptr_t) strtoull(line, NULL, 16);
        count += begin >= (uintptr_t) memory && begin < (uintptr_t) memory + size;
    }
    if (maps != NULL)
        fclose(maps);
    return count;
}

/* A mapping for each page would, on a large BAR, leave the process none for its threads and its heap. */
static void block_copy_over_a_large_range_takes_few_mappings(void)
{
    enum { PAGES = 2048 };
    struct vanishing file = vanishing_create(PAGES);
    hwview_guard *guarded = guard_or_exit(file.memory, file.size);
    uint64_t *copy = malloc(file.size);
    vanishing_truncate(&file, 1);
    hwview_copy_from_device64(copy, file.memory, file.size / 8);
    CHECK(tripped(guarded));
    CHECK_EQUAL(0x5A5A5A5A5A5A5A5Au, copy[file.page / 8 - 1]);
    size_t ones = 0;
    for (size_t i = file.page / 8; i < file.size / 8; i++)
        ones += copy[i] == UINT64_MAX;
    CHECK_EQUAL(file.size / 8 - file.page / 8, ones);
    int count = mappings_within(file.memory, file.size);
    CHECK(count > 1 && count <= (int) (file.size >> 21) + 3);
    free(copy);
    hwview_guard_destroy(guarded);
    vanishing_destroy(&file);
}

struct race {
    struct vanishing *file;
    const hwview_guard *guard;
    pthread_barrier_t start;
};

/* Each thread checks what the interface promises to every thread: when it sees ones, it finds the flag set. */
static void *read_all_pages(void *argument)
{
    struct race *race = argument;
    pthread_barrier_wait(&race->start);
    for (size_t at = 0; at < race->file->size; at += race->file->page) {
        uint64_t value = hwview_read64(race->file->memory + at);
        CHECK_EQUAL(UINT64_MAX, value);
        CHECK(tripped(race->guard));
    }
    return NULL;
}

static void threads_that_fault_at_once_all_get_ones(void)
{
    enum { THREADS = 4, ROUNDS = 50 };
    struct vanishing file = vanishing_create(16);
    hwview_guard *guarded = guard_or_exit(file.memory, file.size);
    for (int round = 0; round < ROUNDS; round++) {
        pthread_t threads[THREADS];
        struct race race = {.file = &file, .guard = guarded};
        pthread_barrier_init(&race.start, NULL, THREADS);
        vanishing_truncate(&file, 0);
        for (int i = 0; i < THREADS; i++)
            CHECK_EQUAL(0, pthread_create(&threads[i], NULL, read_all_pages, &race));
        for (int i = 0; i < THREADS; i++)
            pthread_join(threads[i], NULL);
        pthread_barrier_destroy(&race.start);
        vanishing_truncate(&file, 16);
        vanishing_map_again(&file);
        hwview_guard_reset(guarded);
    }
    hwview_guard_destroy(guarded);
    vanishing_destroy(&file);
}

const struct test guard_tests[] = {
    TEST(read_of_what_is_gone_gives_ones),
    TEST(write_to_what_is_gone_is_lost),
    TEST(pages_that_are_still_there_stay),
    TEST(only_the_guard_of_the_range_trips),
    TEST(reset_and_map_again_works),
    TEST(guarded_fault_leaves_errno_alone),
    TEST(block_copy_over_a_large_range_takes_few_mappings),
    TEST(threads_that_fault_at_once_all_get_ones),
    END,
};
