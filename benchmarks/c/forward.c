/* SPDX-License-Identifier: Apache-2.0 */
/* The forwarding loop of the benchmarks, and the clock around it. */
#include "nic.h"

#include <stddef.h>
#include <time.h>

#define EXPORT __attribute__((visibility("default")))
#define MAX_BATCH 256

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

/* Looks at the packet's first line and changes it, as a router does. */
static inline void touch(struct buffer *packet)
{
    uint64_t *first = (uint64_t *)(void *)packet->data;
    first[0] += 1;
}

/** Receives a batch, touches it and sends it on. @return how many packets */
static inline uint32_t forward(struct nic *from, struct nic *to, uint32_t batch)
{
    struct buffer *packets[MAX_BATCH];
    uint32_t count = nic_receive(from, packets, batch);
    for (uint32_t i = 0; i < count; i++)
        touch(packets[i]);
    uint32_t sent = nic_transmit(to, packets, count);
    for (uint32_t i = sent; i < count; i++) /* no room: dropped */
        from->pool->free[from->pool->available++] = packets[i];
    return sent;
}

/**
 * Forwards `count` packets which the model has put into the ring before, in batches.
 * @param nanoseconds gets what each batch took, NULL if nobody asks
 * @return how many were forwarded; less than `count` if there were no more
 */
EXPORT uint32_t twin_nic_forward(struct nic *from, struct nic *to, uint32_t batch, uint32_t count,
                                 uint64_t *nanoseconds)
{
    uint32_t done = 0;
    if (nanoseconds == NULL) {
        uint32_t sent;
        while (done < count && (sent = forward(from, to, batch)) != 0)
            done += sent;
        return done;
    }
    while (done < count) {
        uint64_t begin = now();
        uint32_t sent = forward(from, to, batch);
        *nanoseconds++ = now() - begin;
        if (sent == 0)
            break;
        done += sent;
    }
    return done;
}

/**
 * Forwards for a while. Where there is nothing to do, the models are given a turn: `step` is devsim_step().
 * @return packets forwarded
 */
EXPORT uint64_t twin_nic_loop(struct nic *from, struct nic *to, void *from_device, void *to_device,
                              int64_t (*step)(void *device, uint32_t packets), uint32_t batch, uint32_t packets,
                              uint64_t nanoseconds)
{
    uint64_t total = 0;
    uint64_t end = now() + nanoseconds;
    while (now() < end) {
        uint32_t sent = forward(from, to, batch);
        total += sent;
        if (sent == 0) {
            step(from_device, packets);
            step(to_device, packets);
        }
    }
    return total;
}
