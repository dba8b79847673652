/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Decides whether this build has the trap. Every file of the trap asks here, so all of them can be compiled always:
 * where the trap can't be, they are empty and trap_none.c takes their place.
 */
#ifndef TRAP_AVAILABLE_H
#define TRAP_AVAILABLE_H

#if defined(__x86_64__) && defined(__linux__) && !defined(DEVSIM_NO_TRAP)
#define TRAP_AVAILABLE 1
#else
#define TRAP_AVAILABLE 0
#endif

#endif
