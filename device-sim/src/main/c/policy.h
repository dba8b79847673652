/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What reads and writes do to the bits of a register: the access policies of IEEE 1800.2 (uvm_reg_field::configure).
 * Pure functions; nothing here knows of devices.
 */
#ifndef POLICY_H
#define POLICY_H

#include <stdint.h>

/** What becomes of bits: a mask for each effect, none for those that stay. */
struct effect {
    uint64_t clears, sets, toggles;
};

/** The policies of a register's bits, turned into masks. */
struct policy {
    struct effect read;
    struct effect write_0; /* where the written bit is 0 */
    struct effect write_1; /* where the written bit is 1 */
    uint64_t readable;     /* the other bits read 0 */
    uint64_t read_only;    /* policy RO */
    uint64_t once;         /* only the first write after reset counts */
};

/** Adds a bit of policy DEVSIM_RO ... to `policy`, which begins as all zero. */
void policy_add(struct policy *policy, uint32_t bit, uint8_t kind);

/** A read that touches the bits `touched`: answers them, and changes `stored`. */
uint64_t policy_read(const struct policy *policy, uint64_t touched, uint64_t *stored);

/** A write of `value` to the bits `touched`. `written` has the bits that were written since reset. */
void policy_write(const struct policy *policy, uint64_t touched, uint64_t value, uint64_t *stored, uint64_t *written);

#endif
