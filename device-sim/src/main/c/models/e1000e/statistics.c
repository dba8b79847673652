/* SPDX-License-Identifier: Apache-2.0 */
/* Statistics, datasheet section 10.2.7. They stick at their maximum, and a read clears them. */
#include "statistics.h"

/* Pairs of registers that count bytes: the high half is the one whose read clears both. */
static bool is_low_half(uint32_t offset)
{
    return offset == GORCL || offset == GOTCL || offset == TORL || offset == TOTL;
}

void statistics_count(struct card *card, uint32_t offset, uint32_t amount)
{
    uint32_t *low = &REG(card, offset);
    uint32_t before = *low;
    *low += amount;
    if (*low >= before)
        return;
    if (is_low_half(offset) && low[1] != UINT32_MAX)
        low[1]++;
    else
        *low = UINT32_MAX;
}

uint32_t statistics_read(struct card *card, uint32_t offset)
{
    uint32_t value = REG(card, offset);
    if (is_low_half(offset))
        return value;
    REG(card, offset) = 0;
    if (is_low_half(offset - 4))
        REG(card, offset - 4) = 0;
    return value;
}

/* The counter of a frame's size, among six from `first` on; with its check sequence. */
static uint32_t by_size(uint32_t first, uint32_t bytes)
{
    static const uint32_t up_to[] = {64, 127, 255, 511, 1023};
    uint32_t i = 0;
    while (i < 5 && bytes > up_to[i])
        i++;
    return first + 4 * i;
}

static bool is_broadcast(const uint8_t *frame)
{
    return (frame[0] & frame[1] & frame[2] & frame[3] & frame[4] & frame[5]) == 0xff;
}

static void count(struct card *card, const uint8_t *frame, uint32_t length, uint32_t sizes, uint32_t good,
                  uint32_t bytes, uint32_t broadcasts, uint32_t multicasts)
{
    uint32_t whole = length + 4;
    statistics_count(card, by_size(sizes, whole), 1);
    statistics_count(card, good, 1);
    statistics_count(card, bytes, whole);
    if (is_broadcast(frame))
        statistics_count(card, broadcasts, 1);
    else if (frame[0] & 1)
        statistics_count(card, multicasts, 1);
}

void statistics_received(struct card *card, const uint8_t *frame, uint32_t length)
{
    count(card, frame, length, PRC64, GPRC, GORCL, BPRC, MPRC);
}

void statistics_sent(struct card *card, const uint8_t *frame, uint32_t length)
{
    count(card, frame, length, PTC64, GPTC, GOTCL, BPTC, MPTC);
    statistics_count(card, TPT, 1);
    statistics_count(card, TOTL, length + 4);
}
