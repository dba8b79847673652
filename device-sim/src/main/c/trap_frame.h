/* SPDX-License-Identifier: Apache-2.0 */
/** The interrupted thread's x87, vector and mask registers, as the kernel saved them in the signal frame. */
#ifndef TRAP_FRAME_H
#define TRAP_FRAME_H

#include <stdbool.h>
#include <stdint.h>
#include <ucontext.h>

/** Asks the processor where it keeps what. Call once, before anything else here. */
void trap_frame_initialise(void);

/**
 * The components that an instruction is given and may change: x87, SSE, AVX and the three parts of AVX-512. Never
 * the protection keys, which the handler needs as they are, nor the tiles of AMX.
 */
#define TRAP_FRAME_COMPONENTS 0xe7

/** Whether the frame is an XSAVE area with all of these that the system has switched on. */
bool trap_frame_complete(const ucontext_t *context);

/** Mask register k1 to k7. */
uint64_t trap_frame_opmask(const ucontext_t *context, unsigned number);

/** The top bits of a vector register's first `count` elements, bit n for element n; vectors of up to 32 bytes. */
uint64_t trap_frame_signs(const ucontext_t *context, unsigned number, unsigned element_width, unsigned count);

#endif
