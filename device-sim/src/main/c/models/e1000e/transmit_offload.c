/* SPDX-License-Identifier: Apache-2.0 */
/* What the card adds to a frame before it is sent: datasheet sections 7.2.11, 7.3 and 7.5. */
#include "transmit_offload.h"

#include "headers.h"
#include "ring.h"

#include <string.h>

static struct offload offload_of(uint32_t word)
{
    return (struct offload){(uint8_t)word, (uint8_t)(word >> 8), (uint16_t)(word >> 16)};
}

void transmit_context(struct gather *gather, const struct descriptor *descriptor)
{
    gather->ip = offload_of((uint32_t)descriptor->address);
    gather->transport = offload_of((uint32_t)(descriptor->address >> 32));
    gather->is_tcp = (descriptor->upper & TXD_CONTEXT_TCP) != 0;
}

/* The checksum field itself takes part in the sum: the driver puts the pseudo header's sum there, or 0. */
static bool insert(struct gather *gather, const struct offload *offload, bool zero_means_none)
{
    uint32_t end = offload->end == 0 || offload->end >= gather->length ? gather->length : offload->end + 1u;
    if (offload->start >= end || offload->place + 2u > gather->length)
        return false;
    uint16_t sum = sum_fold(sum_bytes(0, gather->bytes + offload->start, end - offload->start));
    if (sum == 0 && zero_means_none)
        sum = 0xffff;
    gather->bytes[offload->place] = (uint8_t)(sum >> 8);
    gather->bytes[offload->place + 1] = (uint8_t)sum;
    return true;
}

static bool checksums(struct gather *gather, uint32_t lower, uint32_t upper)
{
    if ((lower & TXD_CMD_DEXT) == 0) {
        struct offload legacy = {(uint8_t)(upper >> 8), (uint8_t)(lower >> 16), 0};
        return (lower & TXD_CMD_IC) == 0 || insert(gather, &legacy, false);
    }
    return ((gather->options & TXD_IXSM) == 0 || insert(gather, &gather->ip, false))
           && ((gather->options & TXD_TXSM) == 0 || insert(gather, &gather->transport, !gather->is_tcp));
}

static void tag(struct gather *gather, uint32_t type, uint32_t value)
{
    memmove(gather->bytes + 16, gather->bytes + 12, gather->length - 12);
    gather->bytes[12] = (uint8_t)(type >> 8);
    gather->bytes[13] = (uint8_t)type;
    gather->bytes[14] = (uint8_t)(value >> 8);
    gather->bytes[15] = (uint8_t)value;
    gather->length += 4;
}

bool transmit_finish(struct card *card, struct ring *ring, struct gather *gather, uint32_t lower, uint32_t upper)
{
    const char *rule = NULL;
    gather->bad = false;
    if (gather->length < 14)
        rule = "ends a frame that is shorter than an Ethernet header";
    else if (!checksums(gather, lower, upper))
        rule = "has a checksum outside of its frame";
    if (rule != NULL) {
        ring_break(card, ring, ring->head, rule);
        return false;
    }
    if ((lower & TXD_CMD_VLE) && (REG(card, CTRL) & CTRL_VME))
        tag(gather, REG(card, VET) & 0xffff, upper >> 16);
    if (lower & TXD_CMD_IFCS) {
        if ((REG(card, TCTL) & TCTL_PSP) && gather->length < DEVSIM_NET_FRAME_MIN) {
            memset(gather->bytes + gather->length, 0, DEVSIM_NET_FRAME_MIN - gather->length);
            gather->length = DEVSIM_NET_FRAME_MIN;
        }
    } else { /* the driver brought the check sequence, which the port does not carry */
        uint32_t check;
        gather->length -= 4;
        memcpy(&check, gather->bytes + gather->length, sizeof check);
        gather->bad = check != frame_check(gather->bytes, gather->length);
    }
    if (gather->length > DEVSIM_NET_FRAME_MAX) {
        ring_break(card, ring, ring->head, "ends a frame that is too long");
        return false;
    }
    return true;
}
