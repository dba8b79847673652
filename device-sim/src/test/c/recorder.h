/* SPDX-License-Identifier: Apache-2.0 */
/** A window of plain memory that writes down each transaction, for tests of the trap. */
#ifndef RECORDER_H
#define RECORDER_H

#include "trap.h"
#include "devsim.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>

#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#else
#define RUNNING_ON_VALGRIND 0
#define VALGRIND_DISABLE_ERROR_REPORTING ((void)0)
#define VALGRIND_ENABLE_ERROR_REPORTING ((void)0)
#endif

enum { RECORDER_SIZE = 8192, RECORDER_LOG = 64 };

struct recorded {
    uint32_t kind; /**< DEVSIM_READ or DEVSIM_WRITE */
    uint32_t width;
    uint64_t offset;
    uint64_t value; /**< the first 8 bytes */
    uint32_t flags;
};

struct recorder {
    pthread_mutex_t lock;
    uint8_t *window;
    unsigned count, begins, ends, outside; /**< outside: transactions without begin() */
    int held;
    struct recorded log[RECORDER_LOG];
    uint8_t memory[RECORDER_SIZE];
};

static inline void recorder_begin(void *context) {
    struct recorder *recorder = context;
    pthread_mutex_lock(&recorder->lock);
    recorder->begins++;
    recorder->held = 1;
}

static inline void recorder_end(void *context) {
    struct recorder *recorder = context;
    recorder->ends++;
    recorder->held = 0;
    pthread_mutex_unlock(&recorder->lock);
}

static inline void recorder_note(struct recorder *recorder, uint32_t kind, uint64_t offset, uint32_t width,
                                 const void *value, uint32_t flags) {
    struct recorded *entry = &recorder->log[recorder->count++ % RECORDER_LOG];
    *entry = (struct recorded){.kind = kind, .width = width, .offset = offset, .flags = flags};
    memcpy(&entry->value, value, width < 8 ? width : 8);
    if (!recorder->held) recorder->outside++;
}

static inline void recorder_read(void *context, uint64_t offset, uint32_t width, void *value, uint32_t flags) {
    struct recorder *recorder = context;
    memcpy(value, recorder->memory + offset, width);
    errno = EIO; /* which nobody must ever see */
    recorder_note(recorder, DEVSIM_READ, offset, width, value, flags);
}

static inline void recorder_write(void *context, uint64_t offset, uint32_t width, const void *value, uint32_t flags) {
    struct recorder *recorder = context;
    memcpy(recorder->memory + offset, value, width);
    recorder_note(recorder, DEVSIM_WRITE, offset, width, value, flags);
}

static const trap_target recorder_target = {recorder_begin, recorder_read, recorder_write, recorder_end};

/** Fills memory so that each byte differs from its neighbours and signs are mixed. */
static inline void recorder_pattern(uint8_t *memory) {
    for (unsigned n = 0; n < RECORDER_SIZE; n++) memory[n] = (uint8_t)(0x81 + n * 37 + n / 256 * 11);
}

static inline void recorder_clear(struct recorder *recorder) {
    recorder->count = recorder->begins = recorder->ends = recorder->outside = 0;
}

/** @return 0 or what trap_map() says */
static inline int recorder_open(struct recorder *recorder) {
    void *window = NULL;
    memset(recorder, 0, sizeof *recorder);
    pthread_mutex_init(&recorder->lock, NULL);
    recorder_pattern(recorder->memory);
    int result = trap_map(RECORDER_SIZE, &recorder_target, recorder, &window);
    recorder->window = window;
    return result;
}

static inline int recorder_close(struct recorder *recorder) { return trap_unmap(recorder->window); }

#endif
