/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Trapped windows: address ranges in which each access faults, is decoded, and is handed to a target.
 * Knows nothing of devices; the device layer above gives it the target.
 */
#ifndef TRAP_H
#define TRAP_H

#include "trap_target.h"

#include <stddef.h>

/** 1 where windows can trap, else 0; the functions below then answer -EOPNOTSUPP. */
int trap_supported(void);

/**
 * Makes a window of `size` bytes, a multiple of the page size. Installs the handler on first use. The target is copied.
 * @return 0; -EINVAL, -ENOSPC, -ENOMEM
 */
int trap_map(size_t size, const trap_target *target, void *context, void **address);

/** on: accesses raise SIGBUS from now on; off: they trap again. @return 0; -EINVAL no such window */
int trap_bus_error(void *address, int on);

/**
 * Ends a window; waits up to two seconds for a thread that is inside an access.
 * @return 0; -EINVAL no such window; -ETIMEDOUT the window serves no longer, but the context has to stay alive for the
 *         thread that is still inside; may be called again
 */
int trap_unmap(void *address);

#endif
