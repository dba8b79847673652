/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A wire between two cards. It outlives either: each end, and each kick under way, holds a reference. Its lock comes
 * after a device's and before that of a queue of frames; under it no device's lock is ever taken.
 */
#ifndef WIRE_H
#define WIRE_H

#include "devsim_net.h"

#include <stdbool.h>

struct wire;

/** A wire without ends, of which the caller has a reference. @return NULL without memory */
struct wire *wire_create(const devsim_net_wire_options *options);
void wire_release(struct wire *wire);

/* These run under the lock of the device whose port is, or will be, at `end`. */
void wire_attach(struct wire *wire, int end, devsim_device *device);
void wire_detach(struct wire *wire, int end);
/** The cable at this end is in or out. */
void wire_link(struct wire *wire, int end, bool in);
/** See port_send(). */
bool wire_send(struct wire *wire, int end, const uint8_t *bytes, uint32_t length, bool bad);
/** The card at this end has taken a frame: who waits for room may go on. */
void wire_drained(struct wire *wire, int end);
/** When a frame that is held back to arrive behind the next one goes on alone. */
uint64_t wire_due(struct wire *wire, int end);
void wire_rebase(struct wire *wire, int end, uint64_t before);
void wire_tick(struct wire *wire, int end, uint64_t now);

/** Lets the cards at both ends run as long as one has something for the other. Without any lock; drops a reference. */
void wire_kick(struct wire *wire);

#endif
