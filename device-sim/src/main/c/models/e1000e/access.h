/* SPDX-License-Identifier: Apache-2.0 */
/** Reads and writes of registers: as the bus has them, and one by one. */
#ifndef E1000E_ACCESS_H
#define E1000E_ACCESS_H

#include "state.h"

enum kind {
    ABSENT,    /* reads 0, writes are lost */
    PLAIN,     /* holds what was written */
    COMMAND,   /* a write does something */
    RING,      /* of a descriptor ring */
    STATISTIC, /* a read clears it */
    READ_ONLY,
};

/** Which registers there are. */
enum kind register_kind(uint32_t offset);

uint64_t card_read(void *state, uint32_t window, uint64_t offset, uint32_t width);
void card_write(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value);
int card_peek(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t *value);
int card_poke(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value);
/** A write of a register, without the checks of an access. */
void card_store(struct card *card, uint32_t offset, uint32_t value);

#endif
