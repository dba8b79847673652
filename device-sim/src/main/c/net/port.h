/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The port of a network card: the seam between a card's model and the network that it hangs on, devsim_net.h.
 *
 * The card's half runs under the card's lock, as all of a model does. What comes from elsewhere (another card's
 * transmission, a socket's thread) touches nothing but the port's queue of arrived frames, which has a small lock of its
 * own that is taken last and held for one copy. So two cards' locks are never held at once. Whoever put a frame into
 * another card's queue lets that card run once it holds no device's lock any more: see kick.h.
 */
#ifndef PORT_H
#define PORT_H

#include "devsim_net.h"

#include <stdbool.h>

struct port;

/** A frame that arrives. */
struct frame {
    const uint8_t *bytes; /* until the port's next call */
    uint32_t length;
    bool bad;             /* its check sequence is wrong */
};

/** Why a card did not receive a frame. */
enum port_fate { PORT_RECEIVED, PORT_FILTERED, PORT_BAD, PORT_DEAF, PORT_BROKEN };

/** In a model's create(): gives the device a port. @return NULL without memory; freed with the device */
struct port *port_create(devsim_device *device, const uint8_t address[6]);

/** Puts a frame on the cable. False if it has to wait: the receiver's queue is full, and the wire has flow control. */
bool port_send(struct port *port, const uint8_t *bytes, uint32_t length);

/**
 * The oldest frame that has arrived, which stays until port_done(). With `room` the card says that it could take one:
 * then a source without gaps makes the next one. @return false if there is none
 */
bool port_arrived(struct port *port, bool room, struct frame *frame);
/** The card is done with that frame. */
void port_done(struct port *port, enum port_fate fate);

/** Frames that found the queue full since the last look. */
uint64_t port_missed(struct port *port);
/** When the card has to look again though nobody tells it: a frame is under way, a source has its next one. */
uint64_t port_due(struct port *port);
/** Whether the cable is in and leads somewhere. */
bool port_link(struct port *port);
/** The card was reset: what had arrived is lost. */
void port_flush(struct port *port);

#endif
