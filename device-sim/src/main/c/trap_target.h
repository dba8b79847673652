/* SPDX-License-Identifier: Apache-2.0 */
/** What the traps know of what is above them. */
#ifndef TRAP_TARGET_H
#define TRAP_TARGET_H

#include <stdint.h>

/** Who serves the accesses of a window. begin and end bracket one instruction: what it reads and writes is one step. */
typedef struct trap_target {
    void (*begin)(void *context);
    /** width: 1, 2, 4, 8, or 16, 32, 64 with DEVSIM_FLAG_VECTOR. flags: DEVSIM_FLAG_... */
    void (*read)(void *context, uint64_t offset, uint32_t width, void *value, uint32_t flags);
    void (*write)(void *context, uint64_t offset, uint32_t width, const void *value, uint32_t flags);
    void (*end)(void *context);
} trap_target;

#endif
