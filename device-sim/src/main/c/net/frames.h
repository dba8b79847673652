/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A queue of frames in a ring of bytes. One thread at a time takes, and needs no lock for it; any number put, one after
 * the other under the queue's lock. Nothing is allocated for a frame.
 */
#ifndef FRAMES_H
#define FRAMES_H

#include "devsim_net.h"
#include "frame.h"

#include <pthread.h>
#include <stdatomic.h>

struct frames {
    uint8_t *ring;         /* DEVSIM_NET_QUEUE bytes */
    pthread_mutex_t lock;  /* of putting */
    _Atomic uint64_t head; /* bytes taken, ever ... */
    _Atomic uint64_t tail; /* ... and put; each record is contiguous */
    _Atomic uint64_t put, taken; /* frames */
};

int frames_create(struct frames *frames);
void frames_destroy(struct frames *frames);

/**
 * Puts a frame, padded to `least` bytes.
 * @param due      when it arrives, by the taker's clock; 0: at once
 * @param corrupt  >= 0: the byte there is wrong
 * @return false if there is no room
 */
bool frames_put(struct frames *frames, const void *bytes, uint32_t length, uint32_t least, uint64_t due,
                int32_t corrupt, bool bad);

/** The oldest frame, which stays; false if there is none. */
bool frames_peek(const struct frames *frames, struct frame *frame, uint64_t *due);
void frames_drop(struct frames *frames);
void frames_clear(struct frames *frames);

/** The taker's clock was at `before` and begins anew. */
void frames_rebase(struct frames *frames, uint64_t before);

/** Bytes in use, and frames. */
uint64_t frames_used(const struct frames *frames);
uint64_t frames_count(const struct frames *frames);

#endif
