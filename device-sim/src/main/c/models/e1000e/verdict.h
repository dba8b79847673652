/* SPDX-License-Identifier: Apache-2.0 */
/** What the card finds out about a frame that it receives, and tells in its descriptor. */
#ifndef E1000E_VERDICT_H
#define E1000E_VERDICT_H

#include <stdint.h>

struct verdict {
    uint32_t status; /* RXD_..., but for DD and EOP */
    uint32_t errors;
    uint32_t hash, hash_type, queue;
    uint16_t checksum, identification, tag;
};

#endif
