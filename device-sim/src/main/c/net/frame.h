/* SPDX-License-Identifier: Apache-2.0 */
/** A frame that arrives at a port. */
#ifndef FRAME_H
#define FRAME_H

#include <stdbool.h>
#include <stdint.h>

struct frame {
    const uint8_t *bytes; /* until port_done() */
    uint32_t length;
    bool bad;             /* its check sequence is wrong */
};

#endif
