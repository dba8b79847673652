/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The port of a network card: the seam between a card's model and the network that it hangs on, devsim_net.h.
 *
 * The card's half runs under the card's lock, as all of a model does. What comes from elsewhere (another card's
 * transmission, a socket's thread) touches nothing but the port's queue of arrived frames, which has a small lock of
 * its own that is taken last and held for one copy. So two cards' locks are never held at once. Whoever put a frame
 * into another card's queue lets that card run once it holds no device's lock any more: see wire_kick().
 */
#ifndef PORT_H
#define PORT_H

#include "devsim_net.h"
#include "frame.h"

#include <stdbool.h>

struct port;

/** What became of a frame that arrived. */
enum port_fate { PORT_RECEIVED, PORT_FILTERED, PORT_BAD, PORT_BROKEN };

/** In a model's create(): gives the device a port. @return 0 or -ENOMEM; it is freed with the device */
int port_create(devsim_device *device, const uint8_t address[6]);
struct port *port_of(const devsim_device *device);

/**
 * Puts a frame on the cable.
 * @param bad  its check sequence is wrong
 * @return false if it has to wait, and be sent again when the engine runs next
 */
bool port_send(struct port *port, const uint8_t *bytes, uint32_t length, bool bad);

/**
 * The oldest frame that has arrived, which stays until port_done(). With `room` the card says that it could take one:
 * then a source without gaps makes the next one. @return false if there is none
 */
bool port_arrived(struct port *port, bool room, struct frame *frame);
/** The card is done with that frame. */
void port_done(struct port *port, enum port_fate fate);

/** Frames that found the queue full since the last look. */
uint64_t port_missed(struct port *port);
/** When the card has to look again though nobody tells it; UINT64_MAX: never. */
uint64_t port_due(struct port *port);
/** What time has brought: a source's frames, a cable that comes back. At the beginning of each turn. */
void port_tick(struct port *port);
/** The clock was at `before` and begins anew. */
void port_rebase(struct port *port, uint64_t before);
/** Whether the cable is in and leads somewhere. */
bool port_link(const struct port *port);
/** Nobody listens, or the card was reset: what had arrived is lost, but for a frame of a source without gaps. */
void port_flush(struct port *port);

/* ---- for the host's half, net.c ------------------------------------------------------------------------------- */

/** What has to be closed once the device's lock is free. */
struct unplugged {
    struct net_socket *socket;
};

/** Ends where sent frames go, so that devsim_net_take() has them. */
struct unplugged port_unplug(struct port *port);
void port_unplugged(struct unplugged unplugged);
/** Recomputes whether the link of a port whose cable changed is up, and tells the other end of a wire. */
void port_update_link(struct port *port);

/* ---- for the device that has it ------------------------------------------------------------------------------- */

/** Unplugs all; without the device's lock. The port may be NULL. */
void port_close(devsim_device *device);
void port_destroy(struct port *port);

#endif
