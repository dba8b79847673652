/* SPDX-License-Identifier: Apache-2.0 */
/** Where frames come from that nobody sends: a capture that is played, or the generator. */
#ifndef SOURCE_H
#define SOURCE_H

#include "devsim_net.h"

#include <stdbool.h>

struct source {
    /** Makes the next frame, whose bytes stay until the one after. Only while there is one left. */
    void (*make)(struct source *source, uint64_t now, const uint8_t **bytes, uint32_t *length);
    void (*destroy)(struct source *source);
    uint64_t left; /* frames; UINT64_MAX: without end */
    uint64_t gap;  /* 0: as fast as they are taken */
    uint64_t next; /* when the next one arrives, if there is a gap */
};

/** @return 0, or the error that devsim_net_pcap_in() documents */
int source_capture(const char *path, uint64_t repeat, struct source **source);
/** @return 0 or -ENOMEM */
int source_generator(const uint8_t address[6], uint32_t length, uint64_t count, uint32_t flows, struct source **source);

void source_destroy(struct source *source);

#endif
