/* SPDX-License-Identifier: Apache-2.0 */
/** Which registers there are. */
#ifndef E1000E_ACCESS_H
#define E1000E_ACCESS_H

#include "card.h"

enum kind {
    ABSENT,    /* reads 0, writes are lost */
    PLAIN,     /* holds what was written */
    COMMAND,   /* a write does something */
    RING,      /* of a descriptor ring */
    STATISTIC, /* a read clears it */
    READ_ONLY,
};

enum kind register_kind(uint32_t offset);

#endif
