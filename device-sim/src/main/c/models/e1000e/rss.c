/* SPDX-License-Identifier: Apache-2.0 */
/* Receive side scaling, datasheet section 7.1.10: Toeplitz's hash of addresses and ports chooses the queue. */
#include "rss.h"

#include <string.h>

enum {
    MRQC_RSS = 1, MRQC_TCP4 = 1 << 16, MRQC_IP4 = 1 << 17, MRQC_TCP6 = 1 << 18, MRQC_IP6EX = 1 << 19,
    MRQC_IP6 = 1 << 20,
};
enum { TYPE_NONE, TYPE_TCP4, TYPE_IP4, TYPE_TCP6, TYPE_IP6EX, TYPE_IP6 };
enum { TCP = 6, KEY_BYTES = 40 };

static uint32_t type_of(uint32_t mrqc, const struct headers *headers)
{
    bool tcp = headers->protocol == TCP && headers->transport != 0;
    if (headers->version == 4)
        return tcp && (mrqc & MRQC_TCP4) ? TYPE_TCP4 : mrqc & MRQC_IP4 ? TYPE_IP4 : TYPE_NONE;
    if (headers->version == 6) {
        if (tcp && (mrqc & MRQC_TCP6))
            return TYPE_TCP6;
        if (mrqc & MRQC_IP6EX)
            return TYPE_IP6EX;
        return mrqc & MRQC_IP6 ? TYPE_IP6 : TYPE_NONE;
    }
    return TYPE_NONE;
}

static uint8_t key_byte(const struct card *card, uint32_t index)
{
    return (uint8_t)(REG(card, RSSRK + (index & ~3u)) >> (8 * (index & 3)));
}

/* For each set bit of the input, from its first on, the 32 bits of the key that begin at its position. */
static uint32_t hash(const struct card *card, const uint8_t *input, uint32_t length)
{
    uint32_t window = 0, result = 0;
    for (uint32_t i = 0; i < 4; i++)
        window = window << 8 | key_byte(card, i);
    for (uint32_t i = 0; i < length; i++) {
        uint8_t next = key_byte(card, (i + 4) % KEY_BYTES);
        for (uint32_t bit = 0; bit < 8; bit++) {
            if (input[i] >> (7 - bit) & 1)
                result ^= window;
            window = window << 1 | (next >> (7 - bit) & 1);
        }
    }
    return result;
}

void rss_choose(const struct card *card, const uint8_t *frame, const struct headers *headers, struct verdict *verdict)
{
    uint32_t mrqc = REG(card, MRQC);
    /* The hash takes the place of the packet checksum, so it needs extended descriptors and RXCSUM.PCSD. */
    if ((mrqc & 3) != MRQC_RSS || (REG(card, RXCSUM) & RXCSUM_PCSD) == 0 || (REG(card, RFCTL) & RFCTL_EXSTEN) == 0)
        return;
    verdict->hash_type = type_of(mrqc, headers);
    if (verdict->hash_type == TYPE_NONE)
        return;
    uint8_t input[36];
    uint32_t bytes = headers->version == 4 ? 8 : 32;
    memcpy(input, frame + headers->network + (headers->version == 4 ? 12 : 8), bytes);
    if (verdict->hash_type == TYPE_TCP4 || verdict->hash_type == TYPE_TCP6) {
        memcpy(input + bytes, frame + headers->transport, 4);
        bytes += 4;
    }
    verdict->hash = hash(card, input, bytes);
    uint32_t entry = verdict->hash & 127;
    verdict->queue = REG(card, RETA + (entry & ~3u)) >> (8 * (entry & 3) + 7) & 1; /* an entry's top bit, 10.2.5.40 */
}
