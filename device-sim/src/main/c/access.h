/* SPDX-License-Identifier: Apache-2.0 */
/** Accesses to register windows: from the trap, from devsim_read() and devsim_write(), and by the back door. */
#ifndef ACCESS_H
#define ACCESS_H

#include "trap.h"

/** Serves the accesses to a trapped window; the context is a struct window. */
extern const trap_target access_target;

#endif
