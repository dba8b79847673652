/* SPDX-License-Identifier: Apache-2.0 */
/** The trap on systems that have none: every function says so. */
#include "trap.h"
#include "trap_available.h"

#if !TRAP_AVAILABLE
#include <errno.h>

int trap_supported(void) { return 0; }

int trap_map(size_t size, const trap_target *target, void *context, void **address) {
    (void)size, (void)target, (void)context, (void)address;
    return -EOPNOTSUPP;
}

int trap_bus_error(void *address, int on) {
    (void)address, (void)on;
    return -EOPNOTSUPP;
}

int trap_unmap(void *address) {
    (void)address;
    return -EOPNOTSUPP;
}
#endif
