/* SPDX-License-Identifier: Apache-2.0 */
/* Cache maintenance by address, with the instructions that are allowed outside the kernel. */
#include "hwview.h"

#define EACH_LINE(address, size, line, instruction)                                                            \
    do {                                                                                                       \
        uintptr_t end_ = (uintptr_t) (address) + (size);                                                       \
        uintptr_t at_ = (uintptr_t) (address) & ~((uintptr_t) (line) - 1);                                     \
        for (; at_ < end_; at_ += (line))                                                                      \
            __asm__ volatile(instruction : : "r"(at_) : "memory");                                             \
    } while (0)

#if defined(__x86_64__)
#include <cpuid.h>

enum { LINE = 64, KNOWN = 1, HAS_CLFLUSHOPT = 2, HAS_CLWB = 4 };

/* Kept after the first call: cpuid leaves a virtual machine, which costs more than the lines it is asked for. */
static unsigned features(void)
{
    static unsigned kept;
    unsigned found = __atomic_load_n(&kept, __ATOMIC_RELAXED);
    if (found == 0) {
        unsigned a, b = 0, c, d;
        __get_cpuid_count(7, 0, &a, &b, &c, &d);
        found = KNOWN | (b & 1u << 23 ? HAS_CLFLUSHOPT : 0) | (b & 1u << 24 ? HAS_CLWB : 0);
        __atomic_store_n(&kept, found, __ATOMIC_RELAXED);
    }
    return found;
}

size_t hwview_cache_line(void)
{
    return LINE;
}

void hwview_cache_clean(const void *address, size_t size)
{
    unsigned has = features();
    if (has & HAS_CLWB)
        EACH_LINE(address, size, LINE, "clwb (%0)");
    else if (has & HAS_CLFLUSHOPT)
        EACH_LINE(address, size, LINE, "clflushopt (%0)");
    else
        EACH_LINE(address, size, LINE, "clflush (%0)");
    /* The write to the device that follows is a store, and sfence puts stores after the write-backs. */
    __asm__ volatile("sfence" : : : "memory");
}

void hwview_cache_flush(const void *address, size_t size)
{
    /* Not clwb: it may leave the line in the cache. */
    if (features() & HAS_CLFLUSHOPT)
        EACH_LINE(address, size, LINE, "clflushopt (%0)");
    else
        EACH_LINE(address, size, LINE, "clflush (%0)");
    /* mfence, not sfence: the loads that follow must not be served from a line that is still to be dropped. */
    __asm__ volatile("mfence" : : : "memory");
}

#elif defined(__aarch64__)

/* Read each time: the smallest line of all cores, and the kernel corrects it where cores differ. */
size_t hwview_cache_line(void)
{
    uint64_t type;
    __asm__("mrs %0, ctr_el0" : "=r"(type));
    return (size_t) 4 << ((type >> 16) & 15);
}

void hwview_cache_clean(const void *address, size_t size)
{
    size_t line = hwview_cache_line();
    EACH_LINE(address, size, line, "dc cvac, %0");
    /* Only a dsb waits until the lines have arrived; sy, because the device is outside every shareable domain. */
    __asm__ volatile("dsb sy" : : : "memory");
}

void hwview_cache_flush(const void *address, size_t size)
{
    size_t line = hwview_cache_line();
    EACH_LINE(address, size, line, "dc civac, %0");
    __asm__ volatile("dsb sy" : : : "memory");
}

#else
#error "hwview: no cache maintenance is defined for this architecture"
#endif
