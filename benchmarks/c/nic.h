/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The driver of drivers/nic in C: the same rings, the same pool, the same batch loop, for the same model. It knows one
 * queue in each direction a card, and trusts its caller, as drivers in C do.
 */
#ifndef TWIN_NIC_H
#define TWIN_NIC_H

#include <stdint.h>

struct buffer {
    uint8_t *data;
    uint64_t iova;
    uint32_t length;
    uint32_t index;
};

struct pool {
    struct buffer *buffers;
    struct buffer **free; /* a stack */
    uint32_t available;
    uint32_t count;
};

/** A ring of 16-byte descriptors. `head` and `tail` are slots: the card's oldest, and the next to be filled. */
struct ring {
    volatile uint64_t *descriptors;
    volatile uint32_t *doorbell;
    struct buffer **buffers;
    uint32_t size, head, tail, rung;
    uint64_t iova;
};

struct nic {
    volatile uint8_t *bar;
    struct pool *pool;
    struct ring rx, tx;
    uint32_t queue;
};

/** Up to `max` packets, which are the caller's then. */
uint32_t nic_receive(struct nic *nic, struct buffer **batch, uint32_t max);
/** Hands over as many of `count` packets as there is room for. */
uint32_t nic_transmit(struct nic *nic, struct buffer **batch, uint32_t count);
/** Gives the buffers of packets that were sent back to the pool. */
uint32_t nic_reclaim(struct nic *nic);

#endif
