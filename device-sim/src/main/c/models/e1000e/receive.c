/* SPDX-License-Identifier: Apache-2.0 */
/* Receiving: from the port, through filters and checks, into the driver's buffers. Datasheet section 7.1. */
#include "receive.h"

#include "delay.h"
#include "filter.h"
#include "headers.h"
#include "interrupts.h"
#include "phy.h"
#include "receive_offload.h"
#include "receive_writeback.h"
#include "ring.h"
#include "rss.h"
#include "statistics.h"

#include "device.h"
#include "net/port.h"

#include <errno.h>
#include <string.h>

enum { CHECK_BYTES = 4, TAG_BYTES = 4, LONGEST = 1522 - CHECK_BYTES };

/* RCTL: 2048 to 256 bytes, 16 times that with BSEX, or FLXBUF KiB. */
void receive_control(struct card *card, uint32_t value)
{
    REG(card, RCTL) = value;
    card->buffer_bytes = 2048u >> RCTL_BSIZE(value);
    if (value & RCTL_BSEX)
        card->buffer_bytes *= 16;
    if (RCTL_FLXBUF(value) != 0)
        card->buffer_bytes = RCTL_FLXBUF(value) * 1024;
    if ((value & RCTL_EN) && RCTL_DTYP(value) != 0)
        devsim_report(card->device, DEVSIM_FAULT_MODEL, 0, RCTL, 4, "the model does not split packets (RCTL.DTYP)");
    if ((value & RCTL_EN) && (value & RCTL_BSEX) && RCTL_BSIZE(value) == 0)
        devsim_report(card->device, DEVSIM_FAULT_MODEL, 0, RCTL, 4, "RCTL.BSEX with BSIZE 0 is reserved");
}

/* ---- whether a frame is wanted ------------------------------------------------------------------------------ */

/* Counts what is wrong with a frame; false if it is to be dropped. RCTL.SBP keeps bad ones. */
static bool is_good(struct card *card, const struct frame *frame, struct verdict *verdict)
{
    uint32_t rctl = REG(card, RCTL);
    bool keep = (rctl & RCTL_SBP) != 0;
    if (frame->bad) {
        statistics_count(card, CRCERRS, 1);
        verdict->errors |= RXD_ERROR_CE;
        return keep;
    }
    if (frame->length < DEVSIM_NET_FRAME_MIN) {
        statistics_count(card, RUC, 1);
        return keep && frame->length >= 14;
    }
    if (frame->length > LONGEST && (rctl & RCTL_LPE) == 0) {
        statistics_count(card, ROC, 1);
        return keep;
    }
    return true;
}

/* The frame as the driver gets it: without the tag if CTRL.VME strips it, with the check sequence unless stripped. */
static const uint8_t *shape(struct card *card, const struct frame *frame, struct verdict *verdict, uint32_t *length)
{
    const uint8_t *bytes = frame->bytes;
    bool tagged = (REG(card, CTRL) & CTRL_VME) && frame->length >= 18
                  && ((uint32_t)bytes[12] << 8 | bytes[13]) == (REG(card, VET) & 0xffff);
    bool checked = (REG(card, RCTL) & RCTL_SECRC) == 0;
    *length = frame->length;
    if (!tagged && !checked)
        return bytes;
    uint32_t check = checked ? frame_check(bytes, frame->length) ^ frame->bad : 0;
    memcpy(card->scratch, bytes, frame->length);
    if (tagged) {
        verdict->status |= RXD_VP;
        verdict->tag = (uint16_t)(bytes[14] << 8 | bytes[15]);
        *length -= TAG_BYTES;
        memmove(card->scratch + 12, card->scratch + 12 + TAG_BYTES, *length - 12);
    }
    if (checked) {
        memcpy(card->scratch + *length, &check, CHECK_BYTES);
        *length += CHECK_BYTES;
    }
    return card->scratch;
}

/* ---- into memory -------------------------------------------------------------------------------------------- */

/* False if the ring stopped or the device went away. */
static bool fill(struct card *card, struct ring *ring, const struct verdict *verdict, const uint8_t *bytes,
                 uint32_t length, uint32_t needed)
{
    for (uint32_t n = 0; n < needed; n++) { /* all are checked before any is used */
        if (ring_at(card, ring, n) == NULL)
            return false;
    }
    for (uint32_t left = length; left > 0;) {
        uint32_t part = left < card->buffer_bytes ? left : card->buffer_bytes;
        int error = devsim_dma_write(card->device, ring->copy[ring->head].address, bytes + (length - left), part);
        if (error == -EFAULT)
            ring_stop(ring);
        left -= part;
        if (error != 0 || !receive_write_back(card, ring, ring->head, verdict, part, left == 0))
            return false;
        ring_advance(card, ring, 1);
    }
    return true;
}

static void signal_received(struct card *card, const struct ring *ring, uint32_t before, uint32_t length)
{
    uint32_t queue = ring == &card->receive[1];
    uint32_t threshold = ring->size >> (RCTL_RDMTS(REG(card, RCTL)) + 1);
    uint32_t causes = 0;
    if (before > threshold && ring_ready(ring) <= threshold)
        causes |= ICR_RXDMT0;
    if (length < REG(card, RSRPD))
        causes |= ICR_SRPD;
    if (causes != 0)
        interrupts_raise(card, causes);
    delay_receive(card, ICR_RXT0 | ICR_RXQ(queue));
}

enum outcome { TAKEN, DROPPED, WAITS };

/* One frame, as far as it goes. */
static enum outcome take(struct card *card, const struct frame *frame)
{
    struct verdict verdict = {0};
    bool inexact;
    if (!is_good(card, frame, &verdict)) {
        port_done(card->port, PORT_BAD);
        return DROPPED;
    }
    if (!filter_accepts(card, frame->bytes, frame->length, &inexact)) {
        port_done(card->port, PORT_FILTERED);
        return DROPPED;
    }
    struct headers headers = headers_find(frame->bytes, frame->length, (uint16_t)REG(card, VET));
    rss_choose(card, frame->bytes, &headers, &verdict);
    receive_checksums(card, frame->bytes, frame->length, &headers, &verdict);
    verdict.status |= inexact ? RXD_PIF : 0;

    struct ring *ring = &card->receive[verdict.queue];
    uint32_t length;
    const uint8_t *bytes = shape(card, frame, &verdict, &length);
    uint32_t needed = (length + card->buffer_bytes - 1) / card->buffer_bytes, ready = ring_ready(ring);
    if (ring->size != 0 && needed >= ring->size) {
        devsim_report(card->device, DEVSIM_FAULT_MODEL, 0, ring->registers, length,
                      "%s: a frame of %u bytes needs more buffers than there are", ring->name, length);
        port_done(card->port, PORT_BROKEN);
        return DROPPED;
    }
    if (ready < needed)
        return WAITS;
    if (!fill(card, ring, &verdict, bytes, length, needed)) {
        if (ring_ready(ring) != 0)
            return WAITS; /* the device is not on its bus */
        port_done(card->port, PORT_BROKEN);
        return DROPPED;
    }
    statistics_received(card, frame->bytes, frame->length);
    signal_received(card, ring, ready, length + (REG(card, RCTL) & RCTL_SECRC ? CHECK_BYTES : 0));
    port_done(card->port, PORT_RECEIVED);
    return TAKEN;
}

/* Frames that were lost because the port's queue was full. */
static void count_missed(struct card *card)
{
    uint64_t missed = port_missed(card->port);
    if (missed == 0)
        return;
    statistics_count(card, MPC, missed > UINT32_MAX ? UINT32_MAX : (uint32_t)missed);
    interrupts_raise(card, ICR_RXO);
}

uint32_t receive(struct card *card, uint32_t packets)
{
    uint32_t taken = 0;
    if ((REG(card, RCTL) & RCTL_EN) == 0 || !link_is_up(card) || !device_is_present(card->device)) {
        port_flush(card->port);
        return 0;
    }
    count_missed(card);
    if (REG(card, CTRL) & CTRL_GIO_MASTER_DISABLE)
        return 0;
    for (uint32_t i = 0; i < QUEUES; i++)
        ring_fetch(card, &card->receive[i]);
    struct frame frame;
    while (taken < packets) {
        bool room = ring_ready(&card->receive[0]) != 0 || ring_ready(&card->receive[1]) != 0;
        if (!port_arrived(card->port, room, &frame))
            break;
        if (!card->seen) { /* a frame is counted once, however often it is tried */
            card->seen = true;
            statistics_count(card, TPR, 1);
            statistics_count(card, TORL, frame.length + CHECK_BYTES);
        }
        enum outcome outcome = take(card, &frame);
        if (outcome == WAITS) {
            if (!card->no_buffer)
                statistics_count(card, RNBC, 1);
            card->no_buffer = true;
            break;
        }
        card->seen = card->no_buffer = false;
        taken += outcome == TAKEN;
    }
    return taken;
}
