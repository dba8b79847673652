/* SPDX-License-Identifier: Apache-2.0 */
/** The bus as one instruction uses it: its accesses become transactions of a window's target. */
#ifndef TRAP_BUS_H
#define TRAP_BUS_H

#include "trap_window.h"

/**
 * One instruction's turn on the bus. At most one target is held between begin and end: an instruction that copies
 * between two devices lets go of one before it takes the other, so that no two threads can wait for each other.
 */
struct trap_bus {
    struct trap_window *held;
};

/** Reads or writes `width` bytes, of which the first is in the window. Bytes behind it read as 0xFF and lose writes. */
void trap_bus_read(struct trap_bus *bus, struct trap_window *window, uintptr_t address, unsigned width, void *value,
                   uint32_t flags);
void trap_bus_write(struct trap_bus *bus, struct trap_window *window, uintptr_t address, unsigned width,
                    const void *value, uint32_t flags);

/** Ends the turn, if there was any transaction. */
void trap_bus_release(struct trap_bus *bus);

#endif
