/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Loads and stores of aarch64. Plain base-register addressing only: with write-back a trapped access carries no
 * valid instruction syndrome, and a hypervisor cannot emulate the device behind it.
 */
#ifndef HWVIEW_ACCESS_AARCH64_H
#define HWVIEW_ACCESS_AARCH64_H

#include <stdint.h>

/* The memory clobber keeps the compiler from moving other accesses across; the instruction itself it cannot touch. */
#define HWVIEW_LOAD_STORE(bits, suffix, view)                                                                  \
    static inline uint##bits##_t load##bits(const volatile void *address)                                      \
    {                                                                                                          \
        uint##bits##_t value;                                                                                  \
        __asm__ volatile("ldr" suffix " %" view "0, [%1]" : "=r"(value) : "r"(address) : "memory");            \
        return value;                                                                                          \
    }                                                                                                          \
    static inline void store##bits(volatile void *address, uint##bits##_t value)                               \
    {                                                                                                          \
        __asm__ volatile("str" suffix " %" view "1, [%0]" : : "r"(address), "rZ"(value) : "memory");           \
    }

HWVIEW_LOAD_STORE(8, "b", "w")
HWVIEW_LOAD_STORE(16, "h", "w")
HWVIEW_LOAD_STORE(32, "", "w")
HWVIEW_LOAD_STORE(64, "", "x")

/* Earlier stores to DMA memory must be visible to the device before the store that tells it to look. */
static inline void before_store(void)
{
    __asm__ volatile("dmb oshst" : : : "memory");
}

/*
 * The barrier orders later memory accesses after the load. It does not order the system counter, which is no
 * memory access; the branch that depends on the value does, so that a delay after a read starts after the read.
 */
static inline void after_load(uint64_t value)
{
    uint64_t zero;
    __asm__ volatile("dmb oshld\n\t"
                     "eor %0, %1, %1\n\t"
                     "cbnz %0, ."
                     : "=r"(zero)
                     : "r"(value)
                     : "memory");
}

#endif
