/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Descriptor rings, datasheet sections 7.1.8 and 7.2.9, and whose each descriptor is. The card owns those from head up
 * to tail. It fetches them when it is told of them, and keeps what it fetched, as hardware does: a driver that changes
 * one later is found out.
 */
#include "ring.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

static uint32_t after(const struct ring *ring, uint32_t index, uint32_t count)
{
    uint32_t next = index + count;
    return next >= ring->size ? next - ring->size : next;
}

static uint32_t between(const struct ring *ring, uint32_t from, uint32_t to)
{
    return to >= from ? to - from : to + ring->size - from;
}

/* ---- life --------------------------------------------------------------------------------------------------- */

int rings_create(struct card *card)
{
    static const char *const names[] = {"receive queue 0", "receive queue 1", "transmit queue 0", "transmit queue 1"};
    for (uint32_t i = 0; i < 2 * QUEUES; i++) {
        bool sends = i >= QUEUES;
        struct ring *ring = sends ? &card->transmit[i - QUEUES] : &card->receive[i];
        ring->name = names[i];
        ring->registers = (sends ? TDBAL : RDBAL) + QUEUE_STEP * (i % QUEUES);
        ring->transmit = sends;
        ring->copy = calloc(RING_MAX, sizeof *ring->copy);
        if (ring->copy == NULL)
            return -ENOMEM;
    }
    return 0;
}

void rings_destroy(struct card *card)
{
    for (uint32_t i = 0; i < QUEUES; i++) {
        free(card->receive[i].copy);
        free(card->transmit[i].copy);
    }
}

/* What was gathered from a ring that begins anew. */
static void abandon(struct gather *gather)
{
    gather->length = 0;
    gather->started = gather->ready = false;
}

static void clear(struct ring *ring)
{
    ring->size = 0;
    ring->base = 0;
    ring->head = ring->tail = ring->fetched = 0;
    ring->broken = false;
}

void rings_reset(struct card *card)
{
    for (uint32_t i = 0; i < QUEUES; i++) {
        clear(&card->receive[i]);
        clear(&card->transmit[i]);
        abandon(&card->gather[i]);
    }
}

/* The ring that has a register. */
static struct ring *ring_of(struct card *card, uint32_t offset)
{
    struct ring *rings = offset < TDBAL ? card->receive : card->transmit;
    return &rings[offset / QUEUE_STEP % QUEUES];
}

/* ---- what the driver says ----------------------------------------------------------------------------------- */

static void wrong(struct card *card, const struct ring *ring, uint32_t offset, uint64_t value, const char *rule)
{
    devsim_report(card->device, DEVSIM_FAULT_MODEL, 0, offset, 4, "%s: %s: 0x%" PRIx64, ring->name, rule, value);
}

/* Also begins anew after a fault: that is how a driver gets out of one without a reset of the card. */
static void set_up(struct card *card, struct ring *ring)
{
    uint32_t at = ring->registers;
    ring->base = (uint64_t)REG(card, at + RING_HIGH) << 32 | REG(card, at + RING_LOW);
    ring->size = REG(card, at + RING_LENGTH) / DESCRIPTOR;
    ring->head = REG(card, at + RING_HEAD) & 0xffff;
    ring->tail = REG(card, at + RING_TAIL) & 0xffff;
    if (ring->size != 0 && ring->head >= ring->size)
        wrong(card, ring, at + RING_HEAD, ring->head, "a head outside of the ring");
    if (ring->size == 0 || ring->head >= ring->size)
        ring->head = 0;
    if (ring->tail >= ring->size)
        ring->tail = ring->head;
    ring->fetched = ring->head;
    ring->broken = false;
    if (ring->transmit)
        abandon(&card->gather[ring == &card->transmit[1]]);
}

static void store_tail(struct card *card, struct ring *ring, uint32_t offset, uint32_t tail)
{
    REG(card, offset) = tail;
    if (ring->size == 0) {
        if (tail != 0)
            wrong(card, ring, offset, tail, "a tail, and the ring has no length");
        return;
    }
    if (tail >= ring->size) {
        wrong(card, ring, offset, tail, "a tail outside of the ring");
        return;
    }
    uint32_t owned = between(ring, ring->head, ring->tail), handed = between(ring, ring->tail, tail);
    if (owned + handed >= ring->size)
        wrong(card, ring, offset, tail, "a tail that overtakes the head");
    ring->tail = tail;
    if (owned + handed >= ring->size && !ring->broken)
        ring->fetched = ring->head; /* nobody knows any more what is whose: all of it is fetched again */
}

void ring_store(struct card *card, uint32_t offset, uint32_t value)
{
    struct ring *ring = ring_of(card, offset);
    uint32_t which = offset - ring->registers;
    bool enabled = ring->transmit ? REG(card, TCTL) & TCTL_EN : REG(card, RCTL) & RCTL_EN;
    if (which == RING_TAIL) {
        store_tail(card, ring, offset, value & 0xffff);
        return;
    }
    if (enabled && !ring->broken && ring->head != ring->tail && REG(card, offset) != value)
        wrong(card, ring, offset, value, "the ring changes while the card owns a part of it");
    if (which == RING_LOW && value % DESCRIPTOR != 0)
        wrong(card, ring, offset, value, "a base that is not aligned to 16");
    if (which == RING_LENGTH && value % 128 != 0)
        wrong(card, ring, offset, value, "a length that is no multiple of 128");
    if (which == RING_LOW)
        value &= ~(DESCRIPTOR - 1);
    if (which == RING_LENGTH)
        value &= 0xfff80;
    REG(card, offset) = which == RING_HEAD ? value & 0xffff : value;
    set_up(card, ring);
}

/* ---- fetching ----------------------------------------------------------------------------------------------- */

/* No more is fetched; what was is in order. */
static void break_off(struct card *card, struct ring *ring, uint32_t index, const char *rule)
{
    devsim_report(card->device, DEVSIM_FAULT_MODEL, 0, ring_address(ring, index), DESCRIPTOR, "%s: descriptor %" PRIu32
                  " %s", ring->name, index, rule);
    ring->broken = true;
}

void ring_stop(struct ring *ring)
{
    ring->broken = true;
    ring->fetched = ring->head;
}

void ring_break(struct card *card, struct ring *ring, uint32_t index, const char *rule)
{
    break_off(card, ring, index, rule);
    ring_stop(ring);
}

uint64_t ring_address(const struct ring *ring, uint32_t index)
{
    return ring->base + (uint64_t)index * DESCRIPTOR;
}

/* A done bit that the driver left, or a buffer that it forgot: 7.1.4 and 7.2.10. */
static void inspect(struct card *card, struct ring *ring, uint32_t index)
{
    const struct descriptor *descriptor = &ring->copy[index];
    uint32_t lower = (uint32_t)descriptor->upper, upper = (uint32_t)(descriptor->upper >> 32);
    if (!ring->transmit) {
        bool extended = REG(card, RFCTL) & RFCTL_EXSTEN;
        if (descriptor->address == 0)
            break_off(card, ring, index, "was handed over without a buffer");
        else if ((extended ? lower : upper) & RXD_DD)
            break_off(card, ring, index, "was handed over with its done bit set");
        return;
    }
    bool extended = lower & TXD_CMD_DEXT;
    uint32_t length = lower & (extended ? TXD_LENGTH_EXTENDED : TXD_LENGTH);
    bool context = extended && TXD_TYPE(lower) == TXD_TYPE_CONTEXT;
    if (upper & TXD_DD)
        break_off(card, ring, index, "was handed over with its done bit set");
    else if (!context && descriptor->address == 0 && length != 0)
        break_off(card, ring, index, "was handed over without a buffer");
}

void ring_fetch(struct card *card, struct ring *ring)
{
    while (ring->fetched != ring->tail && !ring->broken) {
        uint32_t first = ring->fetched, end = ring->tail > first ? ring->tail : ring->size;
        uint64_t bytes = (uint64_t)(end - first) * DESCRIPTOR;
        int error = devsim_dma_read(card->device, ring_address(ring, first), &ring->copy[first], bytes);
        if (error != 0) {
            ring->broken = error == -EFAULT;
            return;
        }
        for (uint32_t i = first; i < end && card->check && !ring->broken; i++) {
            inspect(card, ring, i);
            end = ring->broken ? i : end; /* those before it are in order */
        }
        if (ring->fetch != card->turn)
            ring->fresh = first;
        ring->fetch = card->turn;
        ring->fetched = end == ring->size ? 0 : end;
    }
}

uint32_t ring_ready(const struct ring *ring)
{
    return ring->size == 0 ? 0 : between(ring, ring->head, ring->fetched);
}

struct descriptor *ring_at(struct card *card, struct ring *ring, uint32_t n)
{
    uint32_t index = after(ring, ring->head, n);
    struct descriptor *kept = &ring->copy[index], now;
    bool fresh = ring->fetch == card->turn
                 && between(ring, ring->fresh, index) < between(ring, ring->fresh, ring->fetched);
    if (!card->check || fresh)
        return kept;
    int error = devsim_dma_read(card->device, ring_address(ring, index), &now, sizeof now);
    if (error == -EFAULT)
        ring_stop(ring);
    if (error != 0)
        return NULL;
    if (now.address == kept->address && now.upper == kept->upper)
        return kept;
    ring_break(card, ring, index, "changed while the card owned it");
    return NULL;
}

void ring_advance(struct card *card, struct ring *ring, uint32_t count)
{
    ring->head = after(ring, ring->head, count);
    REG(card, ring->registers + RING_HEAD) = ring->head;
}
