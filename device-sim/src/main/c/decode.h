/* SPDX-License-Identifier: Apache-2.0 */
/** What an instruction does to memory, in the few words that carrying it out needs. */
#ifndef DECODE_H
#define DECODE_H

#include <stdbool.h>
#include <stdint.h>

enum { CODE_BYTES = 15, ACCESS_CACHE_SIZE = 256, NO_REGISTER = -1, ACCESS_BYTES = 64 };

enum access_kind {
    ACCESS_NONE = 0,        /**< an empty place in the cache */
    ACCESS_LOAD,            /**< memory to a general register */
    ACCESS_STORE,           /**< a general register to memory */
    ACCESS_STORE_IMMEDIATE, /**< a constant to memory */
    ACCESS_STRING,          /**< movs, stos, lods, with or without rep */
    ACCESS_OTHER,           /**< anything else that has one memory operand: see thunk.h */
};

/** Where the mask of a masked access is. */
enum access_mask {
    MASK_NONE = 0,
    MASK_OPMASK,        /**< AVX-512: bit n of k1 to k7 selects element n */
    MASK_OPMASK_PACKED, /**< AVX-512 compress and expand: as many elements as there are bits, one after the other */
    MASK_VECTOR,        /**< AVX and SSE: the top bit of element n of a vector register */
};

struct access {
    uint64_t rip;
    uint8_t code[CODE_BYTES];
    uint8_t length;
    uint8_t kind;

    uint8_t width;          /**< bytes of memory, 1 to ACCESS_BYTES */
    uint8_t register_width; /**< bytes of the register that a load fills */
    int8_t general;         /**< the register loaded or stored */
    bool high_byte;         /**< it is AH, CH, DH or BH */
    bool sign_extend;
    bool swap;              /**< movbe: the byte order is reversed on the way */
    uint64_t immediate;

    bool reads;             /**< the instruction reads memory */
    bool writes;            /**< the instruction writes memory, perhaps after reading it */
    bool locked;
    bool repeat;            /**< ACCESS_STRING with a rep prefix */
    bool from_memory;       /**< ACCESS_STRING: [rsi] is read, else AL, AX, EAX, RAX is the source */
    bool to_memory;         /**< ACCESS_STRING: [rdi] is written, else AL, AX, EAX, RAX is the destination */

    bool extended;          /**< ACCESS_OTHER: touches x87, vector or mask registers */
    uint8_t mask;           /**< ACCESS_OTHER: enum access_mask */
    uint8_t mask_register;
    uint8_t element_width;  /**< bytes of one masked element */
    uint16_t registers;     /**< ACCESS_OTHER: general registers it reads or writes, but for the address; a bit set */

    int8_t base;            /**< of the address, NO_REGISTER if none; RIP is resolved already */
    int8_t index;
    uint8_t scale;
    bool segmented;         /**< the address has an FS or GS base, which only the processor knows */
    bool short_address;     /**< the address is computed in 32 bits */
    bool implicit;          /**< the address is no part of the encoding, as with maskmovdqu */
    int64_t displacement;

    void (*thunk)(void);    /**< ACCESS_OTHER: made on first use */
    bool redirected;        /**< the thunk has the instruction as it was, so its base register must be changed */
};

/** One thread's decoded instructions, by address. */
struct access_cache {
    struct access entries[ACCESS_CACHE_SIZE];
};

/** Prepares the decoder. Call once, before anything else here. */
void decode_initialise(void);

/**
 * The access that the instruction at `rip` makes; from the cache if the same bytes are still there, for compilers
 * put other code at an address that was used before. Never fails for want of memory.
 * @return NULL if the instruction can't be carried out. Valid until the next look-up in this cache.
 */
struct access *decode_lookup(struct access_cache *cache, uint64_t rip);

/** Decodes the bytes at `rip`. @return false if the instruction can't be carried out */
bool decode_access(uint64_t rip, struct access *access);

/**
 * Copies an access's instruction with its memory operand replaced by one relative to RIP, so that no register takes
 * part in the address any more. All else, prefixes and immediates included, stays as it was.
 * @param at      where the copy will run
 * @param target  where its memory operand shall be, within 2 GiB of `at`
 * @param output  room for CODE_BYTES
 * @return the length of the copy; 0 if this instruction can't be had so
 */
unsigned decode_relocate(const struct access *access, uint64_t at, uint64_t target, uint8_t *output);

#endif
