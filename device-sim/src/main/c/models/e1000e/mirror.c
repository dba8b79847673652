/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Registers in plain memory, DEVSIM_ACCESS_MEMORY. `shown` has what the card stored there last: what differs from it
 * was written by the driver. The card never stores over a word that the driver has changed since.
 */
#include "mirror.h"

#include "access.h"

#include "engine.h"

/*
 * Where registers are, begin and end, both multiples of 16; between them lie some words that are none. The last block
 * has the statistics, which only the card writes.
 */
static const struct {
    uint32_t begin, end;
} blocks[] = {
    {CTRL, VET + 8}, {ICR, EITR + 24}, {RCTL, RCTL + 16}, {FCTTV, FCTTV + 16}, {TCTL, TIPG + 16},
    {AIT & ~15u, (AIT & ~15u) + 16}, {LEDCTL, LEDCTL + 16}, {EXTCNF_CTRL, EXTCNF_CTRL + 16}, {PBA, PBA + 48},
    {FCRTL, PSRCTL + 16}, {RDBAL, RDTR + 16}, {RDBAL + QUEUE_STEP, RDTR + QUEUE_STEP + 16}, {RSRPD, RAID + 8},
    {TDBAL, TARC + 16}, {TDBAL + QUEUE_STEP, TARC + QUEUE_STEP + 16}, {RXCSUM, RFCTL + 8}, {MTA, MANC + 16},
    {GCR, GCR + 16}, {FACTPS, FACTPS + 16}, {SWSM, PBACLR + 8}, {RETA, RSSRK + 48},
    {CRCERRS, (STATISTICS_END + 15) & ~15u},
};
#define BLOCKS (sizeof blocks / sizeof blocks[0])
#define WRITABLE (BLOCKS - 1)

static const uint32_t tails[] = {
    RDBAL + RING_TAIL, RDBAL + QUEUE_STEP + RING_TAIL, TDBAL + RING_TAIL, TDBAL + QUEUE_STEP + RING_TAIL,
};
#define TAILS (sizeof tails / sizeof tails[0])

static bool is_tail(uint32_t offset)
{
    return (offset & ~(uint32_t)QUEUE_STEP) == tails[0] || (offset & ~(uint32_t)QUEUE_STEP) == tails[2];
}

static uint32_t load(const uint32_t *memory, uint32_t offset)
{
    return __atomic_load_n(&memory[offset / 4], __ATOMIC_ACQUIRE);
}

typedef uint32_t four __attribute__((vector_size(16), may_alias));

/*
 * Whether a block differs, four registers at a time: this is done each turn, and most never change. The driver writes
 * beside us; what is seen here is looked at again, word by word, with atomic loads.
 */
__attribute__((no_sanitize("thread"))) static bool differs(const uint32_t *a, const uint32_t *b, size_t block)
{
    const four *x = (const four *)&a[blocks[block].begin / 4], *y = (const four *)&b[blocks[block].begin / 4];
    four different = {0};
    for (uint32_t n = (blocks[block].end - blocks[block].begin) / 16; n > 0; n--)
        different |= *x++ ^ *y++;
    return (different[0] | different[1] | different[2] | different[3]) != 0;
}

/* What else the driver wrote is lost, as it is on a card that is being reset. */
static void forget(struct card *card, const uint32_t *memory)
{
    for (size_t block = 0; block < WRITABLE; block++)
        for (uint32_t at = blocks[block].begin; at < blocks[block].end; at += 4)
            card->shown[at / 4] = load(memory, at);
}

/* False if the card was reset. */
static bool obey(struct card *card, const uint32_t *memory, uint32_t offset, uint32_t value)
{
    card->shown[offset / 4] = value;
    if (register_kind(offset) != ABSENT)
        card_store(card, offset, value);
    bool reset = (offset == CTRL || offset == CTRL + 4) && (value & CTRL_RST) != 0;
    if (reset)
        forget(card, memory);
    return !reset;
}

void mirror_look(void *state)
{
    struct card *card = state;
    const uint32_t *memory = engine_memory(card->device);
    /* A driver writes tails last, so they are read first: all that belongs to them is there then. */
    uint32_t tail[TAILS];
    for (size_t i = 0; i < TAILS; i++)
        tail[i] = load(memory, tails[i]);
    for (size_t block = 0; block < WRITABLE; block++) {
        if (!differs(memory, card->shown, block))
            continue;
        for (uint32_t at = blocks[block].begin; at < blocks[block].end; at += 4) {
            uint32_t value = load(memory, at);
            if (!is_tail(at) && value != card->shown[at / 4] && !obey(card, memory, at, value))
                return;
        }
    }
    for (size_t i = 0; i < TAILS; i++) {
        if (tail[i] != card->shown[tails[i] / 4])
            obey(card, memory, tails[i], tail[i]);
    }
}

static void store(struct card *card, uint32_t *memory, uint32_t offset)
{
    uint32_t value = REG(card, offset), *shown = &card->shown[offset / 4], expected = *shown;
    uint32_t *word = &memory[offset / 4];
    if (value != expected
        && __atomic_compare_exchange_n(word, &expected, value, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
        *shown = value;
}

/* Nobody else writes these, so a store that is stronger than needed would only cost time. */
static void store_statistics(struct card *card, uint32_t *memory)
{
    for (uint32_t at = CRCERRS / 4; at < STATISTICS_END / 4; at++) {
        if (card->reg[at] == card->shown[at])
            continue;
        card->shown[at] = card->reg[at];
        __atomic_store_n(&memory[at], card->reg[at], __ATOMIC_RELAXED);
    }
}

void mirror_show(void *state)
{
    struct card *card = state;
    uint32_t *memory = engine_memory(card->device);
    REG(card, CTRL + 4) = REG(card, CTRL); /* words that show another register, see access.c */
    REG(card, ICS) = REG(card, ICR);
    REG(card, IMC) = 0;
    for (size_t block = 0; block < WRITABLE; block++) {
        if (!differs(card->reg, card->shown, block))
            continue;
        for (uint32_t at = blocks[block].begin; at < blocks[block].end; at += 4)
            store(card, memory, at);
    }
    if (differs(card->reg, card->shown, BLOCKS - 1))
        store_statistics(card, memory);
}
