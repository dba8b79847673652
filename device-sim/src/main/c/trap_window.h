/* SPDX-License-Identifier: Apache-2.0 */
/** The windows that trap: a fixed table, read without a lock by threads that stand inside a fault. */
#ifndef TRAP_WINDOW_H
#define TRAP_WINDOW_H

#include "trap_target.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

enum { TRAP_WINDOWS = 256 };

struct trap_window {
    /** Address while accesses are served, else 0. */
    _Atomic uintptr_t base;
    _Atomic size_t size;
    /** Threads that are serving an access, or looking whether they have to. */
    _Atomic unsigned inside;
    /** Copied when the window is made: the caller's may go before the last access has ended. */
    trap_target target;
    void *context;
    /** Address for as long as the mapping is ours; NULL in a free place. Under the registry's mutex. */
    void *mapping;
    /** Somebody is waiting for the threads inside. Under the registry's mutex. */
    bool ending;
};

/** trap_map() without the handler. */
int trap_window_map(size_t size, const trap_target *target, void *context, void **address);
/** trap_bus_error(). */
int trap_window_bus_error(void *address, int on);
/** trap_unmap(). */
int trap_window_unmap(void *address);

/** Whether an address is so near to windows, past or present, that a closer look is worth it. */
bool trap_window_near(uintptr_t address);
/**
 * The window that holds an address, which then stays until trap_window_leave().
 * @param likely  where to look first, may be NULL
 */
struct trap_window *trap_window_enter(uintptr_t address, struct trap_window *likely);
void trap_window_leave(struct trap_window *window);
/** How many windows have ended. A thread that sees this change may have faulted in one that was still there. */
uint64_t trap_window_endings(void);

#endif
