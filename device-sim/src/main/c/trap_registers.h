/* SPDX-License-Identifier: Apache-2.0 */
/** General registers of the interrupted thread by the number that instructions encode: 0 is RAX, 4 RSP, 15 R15. */
#ifndef TRAP_REGISTERS_H
#define TRAP_REGISTERS_H

#include <stdint.h>
#include <ucontext.h>

enum { REGISTER_AX = 0, REGISTER_CX = 1, REGISTER_SP = 4, REGISTER_SI = 6, REGISTER_DI = 7, REGISTER_COUNT = 16 };

/** The six flags that arithmetic sets: OF SF ZF AF PF CF. Only these may ever be changed by an access. */
#define ARITHMETIC_FLAGS 0x8d5
/** The direction flag of string instructions. */
#define DIRECTION_FLAG 0x400

/** Where a register is kept in the signal frame, whose order is the kernel's own. */
static inline greg_t *register_of(greg_t *registers, unsigned number) {
    static const uint8_t place[REGISTER_COUNT] = {
        REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
        REG_R8,  REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15,
    };
    return &registers[place[number]];
}

#endif
