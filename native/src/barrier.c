/* SPDX-License-Identifier: Apache-2.0 */
/* Barriers: each is the instruction that Linux uses for the barrier of the same name on the same architecture. */
#include "hwview.h"

#if defined(__x86_64__)
/* x86 keeps loads in order and stores in order on coherent memory, so the two dma barriers hold only the compiler. */
#define MB "mfence"
#define RMB "lfence"
#define WMB "sfence"
#define DMA_RMB ""
#define DMA_WMB ""
#elif defined(__aarch64__)
/* dsb waits for completion, which device memory needs; dmb orders only, which coherent memory is content with. */
#define MB "dsb sy"
#define RMB "dsb ld"
#define WMB "dsb st"
#define DMA_RMB "dmb oshld"
#define DMA_WMB "dmb oshst"
#else
#error "hwview: no barriers are defined for this architecture"
#endif

#define BARRIER(name, instruction)                                                                             \
    void name(void)                                                                                            \
    {                                                                                                          \
        __asm__ volatile(instruction : : : "memory");                                                          \
    }

BARRIER(hwview_mb, MB)
BARRIER(hwview_rmb, RMB)
BARRIER(hwview_wmb, WMB)
BARRIER(hwview_dma_rmb, DMA_RMB)
BARRIER(hwview_dma_wmb, DMA_WMB)
