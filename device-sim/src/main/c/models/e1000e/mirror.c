/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Registers in plain memory, DEVSIM_ACCESS_MEMORY. `shown` has what the card stored there last: what differs from it was
 * written by the driver. The card never stores over a word that the driver has changed since.
 */
#include "access.h"

#include "engine.h"

/* Where registers are: begin and end, the driver's and those that only the card writes. */
static const struct {
    uint32_t begin, end;
} blocks[] = {
    {CTRL, VET + 8}, {ICR, EITR + 24}, {RCTL, RCTL + 4}, {FCTTV, FCTTV + 4},
    {TCTL, TIPG + 4}, {AIT, AIT + 4}, {LEDCTL, LEDCTL + 4}, {EXTCNF_CTRL, EXTCNF_SIZE + 4}, {PBA, EEWR + 4},
    {FCRTL, PSRCTL + 4}, {RDBAL, RADV + 4}, {RDBAL + QUEUE_STEP, RXDCTL + QUEUE_STEP + 4}, {RSRPD, RAID + 4},
    {TDBAL, TARC + 4}, {TDBAL + QUEUE_STEP, TARC + QUEUE_STEP + 4}, {RXCSUM, RFCTL + 4}, {MTA, MANC + 4},
    {GCR, GCR + 4}, {FACTPS, FACTPS + 4}, {SWSM, PBACLR + 4}, {RETA, RSSRK + 40}, {CRCERRS, STATISTICS_END},
};
#define BLOCKS (sizeof blocks / sizeof blocks[0])
#define WRITABLE (BLOCKS - 1) /* statistics are last */

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

typedef uint64_t pair __attribute__((may_alias));

/*
 * Whether a block differs, two registers at a time, for most never change. The driver writes beside us: what is seen
 * here is looked at again, word by word.
 */
static bool differs(const uint32_t *a, const uint32_t *b, size_t block)
{
    uint32_t at = blocks[block].begin / 4, end = blocks[block].end / 4;
    uint64_t different = 0;
    if (at % 2 != 0 || end % 2 != 0) {
        for (; at < end; at++)
            different |= __atomic_load_n(&a[at], __ATOMIC_RELAXED) ^ b[at];
        return different != 0;
    }
    for (; at < end; at += 2)
        different |= __atomic_load_n((const pair *)&a[at], __ATOMIC_RELAXED) ^ *(const pair *)&b[at];
    return different != 0;
}

/* False if the card was reset: what else the driver wrote is lost, as it is on a card that is being reset. */
static bool obey(struct card *card, uint32_t offset, uint32_t value)
{
    card->shown[offset / 4] = value;
    if (register_kind(offset) != ABSENT)
        card_store(card, offset, value);
    return (offset != CTRL && offset != CTRL + 4) || (value & CTRL_RST) == 0;
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
            if (!is_tail(at) && value != card->shown[at / 4] && !obey(card, at, value))
                return;
        }
    }
    for (size_t i = 0; i < TAILS; i++) {
        if (tail[i] != card->shown[tails[i] / 4])
            obey(card, tails[i], tail[i]);
    }
}

static void store(struct card *card, uint32_t *memory, uint32_t offset, uint32_t value)
{
    uint32_t *shown = &card->shown[offset / 4], expected = *shown;
    if (value != expected
        && __atomic_compare_exchange_n(&memory[offset / 4], &expected, value, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
        *shown = value;
}

/* The value that a read shows; these differ from what the register's word holds. */
static uint32_t visible(const struct card *card, uint32_t offset)
{
    switch (offset) {
    case CTRL + 4: return REG(card, CTRL);
    case ICS: return REG(card, ICR);
    case IMC: return 0;
    default: return REG(card, offset);
    }
}

void mirror_show(void *state)
{
    struct card *card = state;
    uint32_t *memory = engine_memory(card->device);
    for (size_t block = 0; block < BLOCKS; block++) {
        if (!differs(card->reg, card->shown, block))
            continue;
        for (uint32_t at = blocks[block].begin; at < blocks[block].end; at += 4)
            store(card, memory, at, visible(card, at));
    }
}
