/* SPDX-License-Identifier: Apache-2.0 */
/* Accessors and block copies, generated for the four widths so that no width can differ from the others. */
#include "hwview.h"

#include <string.h>

#if defined(__x86_64__)
#include "access_x86_64.h"
#elif defined(__aarch64__)
#include "access_aarch64.h"
#else
#error "hwview: no exact load and store instructions are defined for this architecture"
#endif

#define ACCESSORS(bits)                                                                                        \
    uint##bits##_t hwview_read##bits##_relaxed(const volatile void *address)                                   \
    {                                                                                                          \
        return load##bits(address);                                                                            \
    }                                                                                                          \
    uint##bits##_t hwview_read##bits(const volatile void *address)                                             \
    {                                                                                                          \
        uint##bits##_t value = load##bits(address);                                                            \
        after_load(value);                                                                                     \
        return value;                                                                                          \
    }                                                                                                          \
    void hwview_write##bits##_relaxed(volatile void *address, uint##bits##_t value)                            \
    {                                                                                                          \
        store##bits(address, value);                                                                           \
    }                                                                                                          \
    void hwview_write##bits(volatile void *address, uint##bits##_t value)                                      \
    {                                                                                                          \
        before_store();                                                                                        \
        store##bits(address, value);                                                                           \
    }

/*
 * step is the width for a device buffer and 0 for a FIFO. The ordinary memory goes through memcpy because it need
 * not be aligned; the compiler makes one instruction of it.
 */
#define BLOCK_READ(name, bits, step)                                                                           \
    void name(void *memory, const volatile void *device, size_t count)                                         \
    {                                                                                                          \
        unsigned char *to = memory;                                                                            \
        const volatile unsigned char *from = device;                                                           \
        uint##bits##_t value = 0;                                                                              \
        for (; count > 0; count--, to += sizeof value, from += (step)) {                                       \
            value = load##bits(from);                                                                          \
            memcpy(to, &value, sizeof value);                                                                  \
        }                                                                                                      \
        after_load(value);                                                                                     \
    }

#define BLOCK_WRITE(name, bits, step)                                                                          \
    void name(volatile void *device, const void *memory, size_t count)                                         \
    {                                                                                                          \
        volatile unsigned char *to = device;                                                                   \
        const unsigned char *from = memory;                                                                    \
        before_store();                                                                                        \
        for (; count > 0; count--, to += (step), from += (bits) / 8) {                                         \
            uint##bits##_t value;                                                                              \
            memcpy(&value, from, sizeof value);                                                                \
            store##bits(to, value);                                                                            \
        }                                                                                                      \
    }

#define WIDTH(bits)                                                                                            \
    ACCESSORS(bits)                                                                                            \
    BLOCK_READ(hwview_copy_from_device##bits, bits, (bits) / 8)                                                \
    BLOCK_WRITE(hwview_copy_to_device##bits, bits, (bits) / 8)                                                 \
    BLOCK_READ(hwview_read_fifo##bits, bits, 0)                                                                \
    BLOCK_WRITE(hwview_write_fifo##bits, bits, 0)

WIDTH(8)
WIDTH(16)
WIDTH(32)
WIDTH(64)
