/* SPDX-License-Identifier: Apache-2.0 */
/* Sending: from the driver's buffers to the port. Datasheet section 7.2. */
#include "transmit.h"

#include "delay.h"
#include "interrupts.h"
#include "phy.h"
#include "ring.h"
#include "statistics.h"
#include "transmit_offload.h"

#include "device.h"
#include "net/port.h"

#include <errno.h>

static uint32_t lower_of(const struct descriptor *descriptor)
{
    return (uint32_t)descriptor->upper;
}

static uint32_t upper_of(const struct descriptor *descriptor)
{
    return (uint32_t)(descriptor->upper >> 32);
}

/* The descriptor at the head is done: with RS the driver hears of it. False if that failed. */
static bool complete(struct card *card, struct ring *ring)
{
    const struct descriptor *descriptor = &ring->copy[ring->head];
    uint32_t lower = lower_of(descriptor);
    if (lower & TXD_CMD_RS) {
        uint64_t done = descriptor->upper | (uint64_t)TXD_DD << 32;
        uint32_t queue = ring == &card->transmit[1];
        int error = 0;
        if (card->mangles != 0)
            card->mangles--; /* its done bit gets lost */
        else
            error = devsim_dma_write(card->device, ring_address(ring, ring->head) + 8, &done, sizeof done);
        if (error == -EFAULT)
            ring_stop(ring);
        if (error != 0)
            return false;
        if (lower & TXD_CMD_IDE)
            delay_transmit(card, ICR_TXDW | ICR_TXQ(queue));
        else
            interrupts_raise(card, ICR_TXDW | ICR_TXQ(queue));
    }
    ring_advance(card, ring, 1);
    if (ring_ready(ring) == 0)
        interrupts_raise(card, ICR_TXQE);
    return true;
}

/* Fetches a data descriptor's part of the frame. False if the ring stands still. */
static bool gather_part(struct card *card, struct ring *ring, struct gather *gather,
                        const struct descriptor *descriptor)
{
    uint32_t lower = lower_of(descriptor);
    bool extended = lower & TXD_CMD_DEXT;
    uint32_t length = lower & (extended ? TXD_LENGTH_EXTENDED : TXD_LENGTH);
    if (!gather->started) {
        gather->started = true;
        gather->length = 0;
        gather->options = extended ? upper_of(descriptor) & (TXD_IXSM | TXD_TXSM) : 0;
    }
    const char *rule = NULL;
    if (extended && TXD_TYPE(lower) != TXD_TYPE_DATA)
        rule = "is neither a context nor data";
    else if (extended && (lower & TXD_CMD_TSE))
        rule = "wants segmentation, which the model does not have";
    else if (length > DEVSIM_NET_FRAME_MAX || gather->length + length > DEVSIM_NET_FRAME_MAX)
        rule = "makes the frame too long";
    if (rule != NULL) {
        ring_break(card, ring, ring->head, rule);
        return false;
    }
    int error = devsim_dma_read(card->device, descriptor->address, gather->bytes + gather->length, length);
    if (error == -EFAULT)
        ring_stop(ring);
    gather->length += error == 0 ? length : 0;
    return error == 0;
}

/* Sends the whole frame and ends its last descriptor. False if it has to wait, or the ring stands still. */
static bool send(struct card *card, struct ring *ring, struct gather *gather)
{
    gather->ready = !port_send(card->port, gather->bytes, gather->length, gather->bad);
    if (gather->ready)
        return false;
    gather->started = false;
    if (gather->length >= 14)
        statistics_sent(card, gather->bytes, gather->length);
    return complete(card, ring);
}

static uint32_t drain(struct card *card, struct ring *ring, struct gather *gather, uint32_t packets)
{
    uint32_t sent = 0;
    if (gather->ready && ring_ready(ring) != 0)
        sent += send(card, ring, gather);
    while (sent < packets && !gather->ready && ring_ready(ring) != 0) {
        const struct descriptor *descriptor = ring_at(card, ring, 0);
        if (descriptor == NULL)
            break;
        uint32_t lower = lower_of(descriptor);
        bool context = (lower & TXD_CMD_DEXT) && TXD_TYPE(lower) == TXD_TYPE_CONTEXT;
        if (context)
            transmit_context(gather, descriptor);
        else if (!gather_part(card, ring, gather, descriptor))
            break;
        if (context || (lower & TXD_CMD_EOP) == 0) {
            if (!complete(card, ring))
                break;
            continue;
        }
        if (!transmit_finish(card, ring, gather, lower, upper_of(descriptor)) || !send(card, ring, gather))
            break;
        sent++;
    }
    return sent;
}

bool transmit_waits(const struct card *card)
{
    return card->gather[0].ready || card->gather[1].ready;
}

uint32_t transmit(struct card *card, uint32_t packets)
{
    uint32_t sent = 0;
    if ((REG(card, TCTL) & TCTL_EN) == 0 || (REG(card, CTRL) & CTRL_GIO_MASTER_DISABLE) || card->hung
        || !link_is_up(card) || !device_is_present(card->device))
        return 0;
    for (uint32_t i = 0; i < QUEUES; i++) {
        if ((REG(card, TARC + QUEUE_STEP * i) & TARC_ENABLE) == 0)
            continue;
        ring_fetch(card, &card->transmit[i]);
        sent += drain(card, &card->transmit[i], &card->gather[i], packets);
        if (card->gather[i].ready)
            break;
    }
    return sent;
}
