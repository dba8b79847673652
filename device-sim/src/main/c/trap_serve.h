/* SPDX-License-Identifier: Apache-2.0 */
/** Carries out the instruction that faulted in a window. */
#ifndef TRAP_SERVE_H
#define TRAP_SERVE_H

#include "trap_thread.h"

#include <ucontext.h>

/**
 * Does what the interrupted instruction was to do, with the target's help, and moves the thread on to the next one.
 * A rep with many elements is done in parts: the thread then stays at it and faults again.
 * @return false, and nothing happened, if this instruction can't be carried out
 */
bool trap_serve(struct trap_thread *thread, struct trap_window *window, uintptr_t fault, ucontext_t *context);

#endif
