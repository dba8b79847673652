/* SPDX-License-Identifier: Apache-2.0 */
/* Loads and stores of x86-64. The address is a bare register, which every hypervisor can decode. */
#ifndef HWVIEW_ACCESS_X86_64_H
#define HWVIEW_ACCESS_X86_64_H

#include <stdint.h>

/* The memory clobber keeps the compiler from moving other accesses across; the instruction itself it cannot touch. */
#define HWVIEW_LOAD_STORE(bits, suffix, reg)                                                                   \
    static inline uint##bits##_t load##bits(const volatile void *address)                                      \
    {                                                                                                          \
        uint##bits##_t value;                                                                                  \
        __asm__ volatile("mov" suffix " (%1), %0" : "=" reg(value) : "r"(address) : "memory");                 \
        return value;                                                                                          \
    }                                                                                                          \
    static inline void store##bits(volatile void *address, uint##bits##_t value)                               \
    {                                                                                                          \
        __asm__ volatile("mov" suffix " %1, (%0)" : : "r"(address), reg(value) : "memory");                    \
    }

HWVIEW_LOAD_STORE(8, "b", "q")
HWVIEW_LOAD_STORE(16, "w", "r")
HWVIEW_LOAD_STORE(32, "l", "r")
HWVIEW_LOAD_STORE(64, "q", "r")

/* The processor keeps stores in order and loads in order, so it is the compiler alone that must be held. */
static inline void before_store(void)
{
    __asm__ volatile("" : : : "memory");
}

static inline void after_load(uint64_t value)
{
    (void) value;
    __asm__ volatile("" : : : "memory");
}

#endif
