/* SPDX-License-Identifier: Apache-2.0 */
#include "frames.h"

#include "clock.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/** Before each frame; `length` 0 says that the rest of the ring is not used this time round. */
struct record {
    uint64_t due;
    uint32_t length;
    uint32_t bad;
};

_Static_assert(sizeof(struct record) == 16, "what devsim_net.h says of DEVSIM_NET_QUEUE");
_Static_assert((DEVSIM_NET_QUEUE & (DEVSIM_NET_QUEUE - 1)) == 0, "positions are masked");

static uint32_t place(uint64_t position)
{
    return (uint32_t)(position & (DEVSIM_NET_QUEUE - 1));
}

/* The record's size: aligned, so that a record's head is never split by the ring's end. */
static uint32_t size(uint32_t length)
{
    return (uint32_t)sizeof(struct record) + ((length + 15) & ~15u);
}

int frames_create(struct frames *frames)
{
    frames->ring = calloc(1, DEVSIM_NET_QUEUE);
    if (frames->ring == NULL)
        return -ENOMEM;
    pthread_mutex_init(&frames->lock, NULL);
    return 0;
}

void frames_destroy(struct frames *frames)
{
    if (frames->ring != NULL)
        pthread_mutex_destroy(&frames->lock);
    free(frames->ring);
    frames->ring = NULL;
}

/* Where `need` contiguous bytes are free; writes the record that skips the ring's end. -1 if they are not. */
static int64_t reserve(struct frames *frames, uint64_t tail, uint32_t need)
{
    uint64_t room = DEVSIM_NET_QUEUE - (tail - atomic_load_explicit(&frames->head, memory_order_acquire));
    uint32_t to_end = DEVSIM_NET_QUEUE - place(tail);
    if (need <= to_end)
        return need <= room ? (int64_t)tail : -1;
    if ((uint64_t)to_end + need > room)
        return -1;
    memset(frames->ring + place(tail), 0, sizeof(struct record));
    return (int64_t)(tail + to_end);
}

bool frames_put(struct frames *frames, const void *bytes, uint32_t length, uint32_t least, uint64_t due,
                int32_t corrupt, bool bad)
{
    uint32_t padded = length < least ? least : length;
    pthread_mutex_lock(&frames->lock);
    int64_t at = reserve(frames, atomic_load_explicit(&frames->tail, memory_order_relaxed), size(padded));
    if (at >= 0) {
        uint8_t *to = frames->ring + place((uint64_t)at);
        *(struct record *)(void *)to = (struct record){due, padded, bad || corrupt >= 0};
        to += sizeof(struct record);
        memcpy(to, bytes, length);
        memset(to + length, 0, padded - length);
        if (corrupt >= 0)
            to[corrupt] ^= 0x5a;
        atomic_fetch_add_explicit(&frames->put, 1, memory_order_relaxed);
        atomic_store_explicit(&frames->tail, (uint64_t)at + size(padded), memory_order_release);
    }
    pthread_mutex_unlock(&frames->lock);
    return at >= 0;
}

/* The first record from a position on, and where it is; NULL if there is none. */
static struct record *first(const struct frames *frames, uint64_t *at)
{
    if (*at == atomic_load_explicit(&frames->tail, memory_order_acquire))
        return NULL;
    struct record *record = (void *)(frames->ring + place(*at));
    if (record->length != 0)
        return record;
    *at += DEVSIM_NET_QUEUE - place(*at);
    return (void *)frames->ring; /* a skip is put together with the record behind it */
}

static const struct record *oldest(const struct frames *frames, uint64_t *at)
{
    *at = atomic_load_explicit(&frames->head, memory_order_relaxed);
    return first(frames, at);
}

bool frames_peek(const struct frames *frames, struct frame *frame, uint64_t *due)
{
    uint64_t at;
    const struct record *record = oldest(frames, &at);
    if (record == NULL)
        return false;
    *frame = (struct frame){(const uint8_t *)(record + 1), record->length, record->bad != 0};
    *due = record->due;
    return true;
}

void frames_drop(struct frames *frames)
{
    uint64_t at;
    const struct record *record = oldest(frames, &at);
    if (record == NULL)
        return;
    atomic_fetch_add_explicit(&frames->taken, 1, memory_order_relaxed);
    atomic_store_explicit(&frames->head, at + size(record->length), memory_order_release);
}

void frames_clear(struct frames *frames)
{
    for (uint64_t left = frames_count(frames); left > 0; left--)
        frames_drop(frames);
}

void frames_rebase(struct frames *frames, uint64_t before)
{
    uint64_t at = atomic_load_explicit(&frames->head, memory_order_relaxed);
    for (struct record *record; (record = first(frames, &at)) != NULL; at += size(record->length))
        record->due = clock_left(record->due, before);
}

uint64_t frames_used(const struct frames *frames)
{
    return atomic_load_explicit(&frames->tail, memory_order_acquire)
           - atomic_load_explicit(&frames->head, memory_order_acquire);
}

uint64_t frames_count(const struct frames *frames)
{
    uint64_t taken = atomic_load(&frames->taken);
    return atomic_load(&frames->put) - taken;
}
