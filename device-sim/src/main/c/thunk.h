/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Runs an instruction in the name of the interrupted thread, on a copy of its memory operand. This way the processor
 * itself says what an instruction does to registers and flags, and nobody has to write it down a second time.
 */
#ifndef THUNK_H
#define THUNK_H

#include "decode.h"

#include <stdalign.h>
#include <ucontext.h>

/** Bytes for one thunk. A power of two, so that none lies in two pages. */
enum { THUNK_BYTES = 256 };

/** What thunks work on, one for each thread. They reach it relative to RIP, so it lies near their code. */
struct thunk_area {
    alignas(64) uint8_t scratch[ACCESS_BYTES]; /**< stands in for the device's memory */
    uint64_t registers[16];
    uint64_t flags;
    void *frame;               /**< the XSAVE area of the signal frame */
    const void *initial_state; /**< an XSAVE area with every component in its initial state */
};

/**
 * Makes the thunk of an access.
 * @param code  THUNK_BYTES in an executable page, which is made writable for a moment: never both at once
 * @return false if the instruction can't be run this way, or the system allows no new code
 */
bool thunk_make(struct access *access, struct thunk_area *area, uint8_t *code);

/**
 * Runs it: registers, flags and, if the instruction has to do with them, vector state are those of the interrupted
 * thread, and are changed there. The instruction pointer stays.
 * @return false, and nothing happened, if the vector state is out of reach
 */
bool thunk_run(const struct access *access, struct thunk_area *area, ucontext_t *context);

#endif
