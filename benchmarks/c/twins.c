/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The C twins: what each Java benchmark does, in C. The functions know nothing of what lies at the address: on plain
 * memory they are the floor of the access itself, on a trapped window the floor of the trap.
 *
 * `volatile` keeps the compiler from merging, hoisting or dropping an access, as the Java side promises too. Each loop
 * counts upwards from 0 and uses the counter as the Java loop does, so both sides have the same dependencies.
 */
#include <stdint.h>

/* The field that is modified: bits 7 to 4, like SPEED in Memory.java. */
#define SPEED_LSB 4
#define SPEED_MAX UINT32_C(0xf)

#define EXPORT __attribute__((visibility("default")))

/* Adds what it reads, as the Java loop does: one addition is the only chain from one turn to the next. */
EXPORT uint32_t twin_read(const volatile uint32_t *address, int32_t count)
{
    uint32_t sum = 0;
    for (int32_t i = 0; i < count; i++) {
        sum += *address;
    }
    return sum;
}

/* Writes the counter, so that no two neighbouring writes carry the same value. */
EXPORT void twin_write(volatile uint32_t *address, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        *address = (uint32_t)i;
    }
}

/* Each turn reads what the turn before wrote, on both sides: the chain goes through memory. */
EXPORT void twin_modify(volatile uint32_t *address, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        *address = (*address & ~(SPEED_MAX << SPEED_LSB)) | ((uint32_t)i & SPEED_MAX) << SPEED_LSB;
    }
}

/* The callee of the downcalls. Not to be inlined or found to be empty, or the C side would have no call at all. */
EXPORT __attribute__((noipa)) void twin_nothing(void)
{
}

EXPORT void twin_calls(int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        twin_nothing();
    }
}
