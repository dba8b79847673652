/* SPDX-License-Identifier: Apache-2.0 */
/** What a thread needs to serve its own faults: made at its first one, gone when it ends. */
#ifndef TRAP_THREAD_H
#define TRAP_THREAD_H

#include "decode.h"
#include "thunk.h"
#include "trap_window.h"

struct trap_thread {
    struct access_cache cache;
    struct thunk_area area;
    /** The window of the last access, which most often is the next one's too. */
    struct trap_window *last;
    /** An access is being served: another one now is the device model touching a window. */
    bool serving;
};

/** Makes the key by which threads clean up. Call once, before anything else here. @return 0 or a negative errno */
int trap_thread_initialise(void);

/** The calling thread's. NULL if there is no memory for it. */
struct trap_thread *trap_thread_self(void);

/** The calling thread's if it has one already. */
struct trap_thread *trap_thread_known(void);

/** Where the thunk of an access in this thread's cache has its code. */
uint8_t *trap_thread_code(struct trap_thread *thread, const struct access *access);

#endif
