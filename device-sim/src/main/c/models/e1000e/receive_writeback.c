/* SPDX-License-Identifier: Apache-2.0 */
/* What a received frame's descriptors become: datasheet sections 7.1.4 and 7.1.5. */
#include "receive_writeback.h"

#include "ring.h"

#include <errno.h>

static struct descriptor legacy(const struct ring *ring, uint32_t index, const struct verdict *verdict, uint32_t status,
                                uint32_t errors, uint32_t length)
{
    return (struct descriptor){ring->copy[index].address,
                               length | (uint64_t)verdict->checksum << 16 | (uint64_t)(status & 0xff) << 32
                                   | (uint64_t)errors << 40 | (uint64_t)verdict->tag << 48};
}

static struct descriptor extended(const struct card *card, const struct verdict *verdict, uint32_t status,
                                  uint32_t errors, uint32_t length)
{
    bool hashed = REG(card, RXCSUM) & RXCSUM_PCSD;
    uint32_t second = hashed ? verdict->hash : verdict->identification | (uint32_t)verdict->checksum << 16;
    return (struct descriptor){verdict->hash_type | verdict->queue << 8 | (uint64_t)second << 32,
                               status | errors << 24 | (uint64_t)length << 32 | (uint64_t)verdict->tag << 48};
}

/* One that no driver may take for good, the four kinds in turn; what they have in common is the done bit. */
static void mangle(struct card *card, struct descriptor *descriptor)
{
    uint32_t shift = REG(card, RFCTL) & RFCTL_EXSTEN ? 32 : 0; /* of the length */
    card->mangles--;
    switch (card->mangle_kind++ % 4) {
    case 0: descriptor->upper &= ~(UINT64_C(0xffff) << shift); break;
    case 1: descriptor->upper |= UINT64_C(0xffff) << shift; break;
    case 2: *descriptor = (struct descriptor){UINT64_MAX, UINT64_MAX}; break;
    default: descriptor->upper |= shift != 0 ? (uint64_t)RXD_ERROR_RXE << 24 : (uint64_t)RXD_ERROR_RXE << 40; break;
    }
}

bool receive_write_back(struct card *card, struct ring *ring, uint32_t index, const struct verdict *verdict,
                        uint32_t length, bool last)
{
    uint32_t status = RXD_DD | (last ? RXD_EOP | verdict->status : 0);
    uint32_t errors = last ? verdict->errors : 0;
    struct descriptor descriptor = REG(card, RFCTL) & RFCTL_EXSTEN
                                       ? extended(card, verdict, status, errors, length)
                                       : legacy(ring, index, verdict, status, errors, length);
    if (card->mangles != 0)
        mangle(card, &descriptor);
    int error = devsim_dma_write(card->device, ring_address(ring, index), &descriptor, sizeof descriptor);
    if (error == -EFAULT)
        ring_stop(ring);
    return error == 0;
}
