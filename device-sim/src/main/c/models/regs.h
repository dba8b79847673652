/* SPDX-License-Identifier: Apache-2.0 */
/** Registers declared as data: what devsim_open_registers() hands to model "regs". */
#ifndef REGS_H
#define REGS_H

#include "devsim.h"

struct register_map {
    const devsim_register *registers;
    size_t count;
    uint64_t size; /* of window 0 */
};

#endif
