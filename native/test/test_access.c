/* SPDX-License-Identifier: Apache-2.0 */
/* Accessors on ordinary memory: values, neighbours, order and count. The instructions: exact_instructions.sh. */
#include "hwview.h"
#include "test.h"

#include <string.h>

enum { SIZE = 256, MOST = 20 };

static const uint64_t values[] = {0, 1, 0x7F, 0x80, 0xFF, 0x8000, 0xFFFF, 0x80000000u, 0xDEADBEEFu, UINT64_MAX,
                                  0x0123456789ABCDEFu, 0x8000000000000001u};

/* No two bytes in a row are alike, and no byte is 0 or 0xFF, so that any shift or lost byte shows. */
static void fill(unsigned char *bytes, size_t size, unsigned seed)
{
    for (size_t i = 0; i < size; i++)
        bytes[i] = (unsigned char) (1 + (i * 37 + seed) % 251);
}

/* Everything but [from, from + size) is as in the other buffer. */
static bool same_outside(const unsigned char *a, const unsigned char *b, size_t from, size_t size)
{
    return memcmp(a, b, from) == 0 && memcmp(a + from + size, b + from + size, SIZE - from - size) == 0;
}

#define ACCESS_TESTS(bits, suffix)                                                                             \
    static void read##bits##suffix##_gives_the_value_at_every_offset(void)                                     \
    {                                                                                                          \
        _Alignas(8) unsigned char memory[SIZE];                                                                \
        fill(memory, SIZE, bits);                                                                              \
        for (size_t at = 0; at < SIZE; at += bits / 8) {                                                       \
            uint##bits##_t want;                                                                               \
            memcpy(&want, memory + at, sizeof want);                                                           \
            CHECK_EQUAL(want, hwview_read##bits##suffix(memory + at));                                         \
        }                                                                                                      \
        for (size_t i = 0; i < sizeof values / sizeof *values; i++) {                                          \
            uint##bits##_t want = (uint##bits##_t) values[i];                                                  \
            memcpy(memory, &want, sizeof want);                                                                \
            CHECK_EQUAL(want, hwview_read##bits##suffix(memory));                                              \
        }                                                                                                      \
    }                                                                                                          \
    static void write##bits##suffix##_changes_nothing_else(void)                                               \
    {                                                                                                          \
        _Alignas(8) unsigned char memory[SIZE], before[SIZE];                                                  \
        for (size_t at = 0; at < SIZE; at += bits / 8)                                                         \
            for (size_t i = 0; i < sizeof values / sizeof *values; i++) {                                      \
                uint##bits##_t want = (uint##bits##_t) values[i], got;                                         \
                fill(memory, SIZE, bits);                                                                      \
                memcpy(before, memory, SIZE);                                                                  \
                hwview_write##bits##suffix(memory + at, want);                                                 \
                memcpy(&got, memory + at, sizeof got);                                                         \
                CHECK_EQUAL(want, got);                                                                        \
                CHECK(same_outside(memory, before, at, sizeof want));                                          \
            }                                                                                                  \
    }

/* Every count up to MOST, with the ordinary side at every misalignment and the device side at two addresses. */
#define EACH_BLOCK(bits)                                                                                       \
    for (size_t count = 0; count <= MOST; count++)                                                             \
        for (size_t shift = 0; shift < 9; shift++)                                                             \
            for (size_t at = 0; at <= bits / 8; at += bits / 8)

#define BLOCK_TESTS(bits)                                                                                      \
    static void copy_from_device##bits##_copies_and_changes_nothing_else(void)                                 \
    {                                                                                                          \
        _Alignas(8) unsigned char device[SIZE], memory[SIZE], before[SIZE];                                    \
        EACH_BLOCK(bits) {                                                                                     \
            fill(device, SIZE, 7);                                                                             \
            fill(memory, SIZE, 100);                                                                           \
            memcpy(before, memory, SIZE);                                                                      \
            hwview_copy_from_device##bits(memory + 16 + shift, device + at, count);                            \
            CHECK(memcmp(memory + 16 + shift, device + at, count * bits / 8) == 0);                            \
            CHECK(same_outside(memory, before, 16 + shift, count * bits / 8));                                 \
        }                                                                                                      \
    }                                                                                                          \
    static void copy_to_device##bits##_copies_and_changes_nothing_else(void)                                   \
    {                                                                                                          \
        _Alignas(8) unsigned char device[SIZE], memory[SIZE], before[SIZE];                                    \
        EACH_BLOCK(bits) {                                                                                     \
            fill(memory, SIZE, 7);                                                                             \
            fill(device, SIZE, 100);                                                                           \
            memcpy(before, device, SIZE);                                                                      \
            hwview_copy_to_device##bits(device + 16 + at, memory + shift, count);                              \
            CHECK(memcmp(device + 16 + at, memory + shift, count * bits / 8) == 0);                            \
            CHECK(same_outside(device, before, 16 + at, count * bits / 8));                                    \
        }                                                                                                      \
    }                                                                                                          \
    static void read_fifo##bits##_reads_one_address(void)                                                      \
    {                                                                                                          \
        _Alignas(8) unsigned char device[SIZE], memory[SIZE], before[SIZE];                                    \
        EACH_BLOCK(bits) {                                                                                     \
            fill(device, SIZE, 7);                                                                             \
            fill(memory, SIZE, 100);                                                                           \
            memcpy(before, memory, SIZE);                                                                      \
            hwview_read_fifo##bits(memory + 16 + shift, device + at, count);                                   \
            for (size_t i = 0; i < count; i++)                                                                 \
                CHECK(memcmp(memory + 16 + shift + i * bits / 8, device + at, bits / 8) == 0);                 \
            CHECK(same_outside(memory, before, 16 + shift, count * bits / 8));                                 \
        }                                                                                                      \
    }                                                                                                          \
    static void write_fifo##bits##_ends_with_the_last_value_at_one_address(void)                               \
    {                                                                                                          \
        _Alignas(8) unsigned char device[SIZE], memory[SIZE], before[SIZE];                                    \
        EACH_BLOCK(bits) {                                                                                     \
            fill(memory, SIZE, 7);                                                                             \
            fill(device, SIZE, 100);                                                                           \
            memcpy(before, device, SIZE);                                                                      \
            hwview_write_fifo##bits(device + 16 + at, memory + shift, count);                                  \
            const unsigned char *last = count > 0 ? memory + shift + (count - 1) * bits / 8 : before + 16 + at;\
            CHECK(memcmp(device + 16 + at, last, bits / 8) == 0);                                              \
            CHECK(same_outside(device, before, 16 + at, bits / 8));                                            \
        }                                                                                                      \
    }

#define TESTS(bits) ACCESS_TESTS(bits, ) ACCESS_TESTS(bits, _relaxed) BLOCK_TESTS(bits)

TESTS(8)
TESTS(16)
TESTS(32)
TESTS(64)

static void abi_is_that_of_the_header(void)
{
    CHECK_EQUAL(HWVIEW_ABI, hwview_abi());
}

#define NAMES(bits)                                                                                            \
    TEST(read##bits##_gives_the_value_at_every_offset), TEST(write##bits##_changes_nothing_else),              \
        TEST(read##bits##_relaxed_gives_the_value_at_every_offset),                                            \
        TEST(write##bits##_relaxed_changes_nothing_else),                                                      \
        TEST(copy_from_device##bits##_copies_and_changes_nothing_else),                                        \
        TEST(copy_to_device##bits##_copies_and_changes_nothing_else),                                          \
        TEST(read_fifo##bits##_reads_one_address),                                                             \
        TEST(write_fifo##bits##_ends_with_the_last_value_at_one_address)

const struct test access_tests[] = {
    TEST(abi_is_that_of_the_header), NAMES(8), NAMES(16), NAMES(32), NAMES(64), END,
};
