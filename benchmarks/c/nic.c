/* SPDX-License-Identifier: Apache-2.0 */
#include "nic.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

/* The 82574L's datasheet, chapter 10. */
enum {
    CTRL = 0x0000,
    STATUS = 0x0008,
    IMC = 0x00d8,
    RCTL = 0x0100,
    TCTL = 0x0400,
    TIPG = 0x0410,
    RDBAL = 0x2800, /* then RDBAH, RDLEN, and 8 behind it the head */
    TDBAL = 0x3800,
    RXDCTL = 0x2828,
    TXDCTL = 0x3828,
    RXCSUM = 0x5000,
    RFCTL = 0x5008,
    MRQC = 0x5818,
    RETA = 0x5c00,
    RSSRK = 0x5c80,
    QUEUE_STRIDE = 0x100,
};

#define CTRL_RST UINT32_C(0x04000000)
#define CTRL_SLU_ASDE UINT32_C(0x60)
#define STATUS_LU UINT32_C(0x2)
#define RCTL_EN_UPE_MPE_BAM_SECRC UINT32_C(0x0400801a)
#define TCTL_EN_PSP_CT_COLD UINT32_C(0x0003f0fa)
#define TIPG_COPPER UINT32_C(0x00602008)
#define RFCTL_EXSTEN UINT32_C(0x8000)
#define RXCSUM_PCSD_TUOFLD_IPOFLD UINT32_C(0x2300)
#define MRQC_BY_HASH UINT32_C(0x00170001)
#define SYMMETRIC_KEY UINT32_C(0x5a6d5a6d)
#define EVERY_SECOND UINT32_C(0x80008000)
#define XDCTL UINT32_C(0x01010000)
#define XDCTL_BIT_22 UINT32_C(0x00400000)

#define RX_DD UINT64_C(0x1)
#define RX_EOP UINT64_C(0x2)
#define RX_BROKEN UINT64_C(0x97000000)
#define TX_EOP_IFCS_RS UINT64_C(0x0b000000)
#define TX_DD UINT64_C(0x100000000)
#define MIN_LENGTH 17
#define MAX_LENGTH 1518
#define BUFFER_SIZE 2048
#define RESERVE 32

static void write32(const struct nic *nic, uint32_t offset, uint32_t value)
{
    *(volatile uint32_t *)(nic->bar + offset) = value;
}

static uint32_t read32(const struct nic *nic, uint32_t offset)
{
    return *(volatile uint32_t *)(nic->bar + offset);
}

/* ---- pool --------------------------------------------------------------------------------------------------- */

static inline struct buffer *take(struct pool *pool)
{
    return pool->available == 0 ? NULL : pool->free[--pool->available];
}

static inline void give(struct pool *pool, struct buffer *buffer)
{
    pool->free[pool->available++] = buffer;
}

/* ---- rings -------------------------------------------------------------------------------------------------- */

static inline uint32_t next(const struct ring *ring, uint32_t slot)
{
    return slot + 1 == ring->size ? 0 : slot + 1;
}

static inline uint32_t pending(const struct ring *ring)
{
    return ring->tail >= ring->head ? ring->tail - ring->head : ring->tail + ring->size - ring->head;
}

static inline uint32_t room(const struct ring *ring)
{
    return ring->size - 1 - pending(ring);
}

/* What was stored to descriptors and buffers must not pass the doorbell. */
static inline void ring_doorbell(struct ring *ring)
{
    if (ring->rung != ring->tail) {
        ring->rung = ring->tail;
        atomic_thread_fence(memory_order_release);
        *ring->doorbell = ring->tail;
    }
}

static inline void refill(struct ring *ring, struct buffer *empty)
{
    uint32_t slot = ring->tail;
    ring->buffers[slot] = empty;
    ring->descriptors[2 * slot] = empty->iova;
    ring->descriptors[2 * slot + 1] = 0;
    ring->tail = next(ring, slot);
}

uint32_t nic_receive(struct nic *nic, struct buffer **batch, uint32_t max)
{
    struct ring *ring = &nic->rx;
    uint32_t count = 0;
    while (count < max && ring->head != ring->tail) {
        uint32_t slot = ring->head;
        uint64_t back = ring->descriptors[2 * slot + 1];
        if ((back & RX_DD) == 0)
            break;
        /* The packet must not be read before its descriptor. */
        atomic_thread_fence(memory_order_acquire);
        struct buffer *empty = take(nic->pool);
        if (empty == NULL)
            break;
        struct buffer *packet = ring->buffers[slot];
        ring->head = next(ring, slot);
        refill(ring, empty);
        uint32_t length = (uint32_t)(back >> 32) & 0xffff;
        if ((back & (RX_EOP | RX_BROKEN)) == RX_EOP && length != 0 && length <= BUFFER_SIZE) {
            packet->length = length;
            batch[count++] = packet;
        } else {
            give(nic->pool, packet);
        }
    }
    ring_doorbell(ring);
    return count;
}

uint32_t nic_reclaim(struct nic *nic)
{
    struct ring *ring = &nic->tx;
    uint32_t count = 0;
    while (ring->head != ring->tail && (ring->descriptors[2 * ring->head + 1] & TX_DD) != 0) {
        atomic_thread_fence(memory_order_acquire);
        give(nic->pool, ring->buffers[ring->head]);
        ring->head = next(ring, ring->head);
        count++;
    }
    return count;
}

uint32_t nic_transmit(struct nic *nic, struct buffer **batch, uint32_t count)
{
    struct ring *ring = &nic->tx;
    if (room(ring) < count + RESERVE)
        nic_reclaim(nic);
    uint32_t taken = 0;
    while (taken < count && room(ring) != 0) {
        struct buffer *packet = batch[taken];
        if (packet->length < MIN_LENGTH || packet->length > MAX_LENGTH)
            break;
        uint32_t slot = ring->tail;
        ring->buffers[slot] = packet;
        ring->descriptors[2 * slot] = packet->iova;
        ring->descriptors[2 * slot + 1] = packet->length | TX_EOP_IFCS_RS;
        ring->tail = next(ring, slot);
        taken++;
    }
    ring_doorbell(ring);
    return taken;
}

/* ---- life --------------------------------------------------------------------------------------------------- */

static bool ring_open(struct ring *ring, uint32_t size, void *memory, uint64_t iova)
{
    *ring = (struct ring){.descriptors = memory, .size = size, .iova = iova};
    memset(memory, 0, (size_t)size * 16);
    ring->buffers = calloc(size, sizeof(struct buffer *));
    return ring->buffers != NULL;
}

static void ring_start(const struct nic *nic, struct ring *ring, uint32_t base)
{
    ring->doorbell = (volatile uint32_t *)(nic->bar + base + 0x18);
    write32(nic, base, (uint32_t)ring->iova);
    write32(nic, base + 4, (uint32_t)(ring->iova >> 32));
    write32(nic, base + 8, ring->size * 16);
    write32(nic, base + 0x10, 0);
    write32(nic, base + 0x18, 0);
}

/** A pool over memory that the card reaches at `iova`. NULL if there is no memory for it. */
EXPORT struct pool *twin_nic_pool(uint8_t *memory, uint64_t iova, uint32_t count)
{
    struct pool *pool = calloc(1, sizeof *pool);
    if (pool == NULL)
        return NULL;
    pool->buffers = calloc(count, sizeof *pool->buffers);
    pool->free = calloc(count, sizeof *pool->free);
    if (pool->buffers == NULL || pool->free == NULL) {
        free(pool->buffers);
        free(pool->free);
        free(pool);
        return NULL;
    }
    pool->count = count;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t at = (uint64_t)(count - 1 - i) * BUFFER_SIZE; /* so that the first one taken is the lowest */
        pool->buffers[i] = (struct buffer){.data = memory + at, .iova = iova + at, .index = i};
        give(pool, &pool->buffers[i]);
    }
    return pool;
}

EXPORT void twin_nic_pool_close(struct pool *pool)
{
    free(pool->buffers);
    free(pool->free);
    free(pool);
}

/** Begins a reset. */
EXPORT void twin_nic_reset(volatile uint8_t *bar)
{
    struct nic nic = {.bar = bar};
    write32(&nic, IMC, UINT32_MAX);
    write32(&nic, RCTL, 0);
    write32(&nic, TCTL, 0);
    write32(&nic, CTRL, read32(&nic, CTRL) | CTRL_RST);
}

/** Whether the reset is over. The caller lets the model run meanwhile. */
EXPORT int twin_nic_is_reset(volatile uint8_t *bar)
{
    struct nic nic = {.bar = bar};
    return (read32(&nic, CTRL) & CTRL_RST) == 0;
}

EXPORT void twin_nic_close(struct nic *nic)
{
    free(nic->rx.buffers);
    free(nic->tx.buffers);
    free(nic);
}

EXPORT int twin_nic_is_up(volatile uint8_t *bar)
{
    struct nic nic = {.bar = bar};
    return (read32(&nic, STATUS) & STATUS_LU) != 0;
}

/**
 * Sets one queue in each direction up.
 * @param rings memory for both rings, 2 * 16 * size bytes, which the card reaches at rings_iova
 * @return NULL if there is no memory
 */
EXPORT struct nic *twin_nic_queue(volatile uint8_t *bar, uint32_t queue, uint32_t size, void *rings,
                                  uint64_t rings_iova, struct pool *pool)
{
    struct nic *nic = calloc(1, sizeof *nic);
    if (nic == NULL)
        return NULL;
    nic->bar = bar;
    nic->pool = pool;
    nic->queue = queue;
    uint64_t half = (uint64_t)size * 16;
    if (!ring_open(&nic->rx, size, rings, rings_iova)
        || !ring_open(&nic->tx, size, (uint8_t *)rings + half, rings_iova + half)) {
        twin_nic_close(nic);
        return NULL;
    }
    uint32_t at = queue * QUEUE_STRIDE;
    write32(nic, RXDCTL + at, XDCTL);
    ring_start(nic, &nic->rx, RDBAL + at);
    ring_start(nic, &nic->tx, TDBAL + at);
    write32(nic, TXDCTL + at, XDCTL | XDCTL_BIT_22);
    return nic;
}

/** Turns both directions on, when all queues are set up. With two, packets are spread over them. */
EXPORT void twin_nic_start(volatile uint8_t *bar, uint32_t queues)
{
    struct nic nic = {.bar = bar};
    write32(&nic, RXCSUM, RXCSUM_PCSD_TUOFLD_IPOFLD);
    for (uint32_t i = 0; i < 10; i++)
        write32(&nic, RSSRK + 4 * i, SYMMETRIC_KEY);
    for (uint32_t i = 0; i < 32; i++)
        write32(&nic, RETA + 4 * i, EVERY_SECOND);
    write32(&nic, MRQC, queues > 1 ? MRQC_BY_HASH : 0);
    write32(&nic, CTRL, CTRL_SLU_ASDE);
    write32(&nic, RFCTL, RFCTL_EXSTEN);
    write32(&nic, TIPG, TIPG_COPPER);
    write32(&nic, TCTL, TCTL_EN_PSP_CT_COLD);
    write32(&nic, RCTL, RCTL_EN_UPE_MPE_BAM_SECRC);
}

/** Gives the card its buffers. */
EXPORT void twin_nic_fill(struct nic *nic)
{
    struct buffer *empty;
    while (room(&nic->rx) != 0 && (empty = take(nic->pool)) != NULL)
        refill(&nic->rx, empty);
    ring_doorbell(&nic->rx);
}
