/* SPDX-License-Identifier: Apache-2.0 */
/* The card's half of a port, and its life. */
#include "port.h"

#include "clock.h"
#include "net_socket.h"
#include "pcap_file.h"
#include "port_state.h"
#include "source.h"
#include "wire.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/** A source that is faster than this program can be must not keep the device's lock for ever. */
#define TICK_FRAMES 4096

/* ---- life --------------------------------------------------------------------------------------------------- */

int port_create(devsim_device *device, const uint8_t address[6])
{
    struct port *port = calloc(1, sizeof *port);
    if (port == NULL)
        return -ENOMEM;
    if (frames_create(&port->in) != 0 || frames_create(&port->out) != 0) {
        port_destroy(port);
        return -ENOMEM;
    }
    port->device = device;
    memcpy(port->address, address, sizeof port->address);
    port->cable = true;
    atomic_store(&port->up, true);
    device->port = port;
    return 0;
}

struct port *port_of(const devsim_device *device)
{
    return device->port;
}

void port_destroy(struct port *port)
{
    if (port == NULL)
        return;
    source_destroy(port->source);
    pcap_file_close(port->file);
    frames_destroy(&port->in);
    frames_destroy(&port->out);
    free(port);
}

void port_close(devsim_device *device)
{
    if (device->port == NULL)
        return;
    device_lock(device);
    struct unplugged unplugged = port_unplug(device->port);
    device_unlock(device);
    port_unplugged(unplugged);
}

struct unplugged port_unplug(struct port *port)
{
    struct unplugged unplugged = {0};
    if (port->sink == SINK_WIRE)
        wire_detach(port->wire, port->end);
    if (port->sink == SINK_SOCKET)
        unplugged.socket = port->socket;
    port->sink = SINK_TAKE;
    port->wire = NULL;
    port->socket = NULL;
    port_update_link(port);
    return unplugged;
}

void port_unplugged(struct unplugged unplugged)
{
    net_socket_close(unplugged.socket);
}

/* ---- link --------------------------------------------------------------------------------------------------- */

bool port_link(const struct port *port)
{
    return atomic_load_explicit(&port->up, memory_order_relaxed);
}

void port_update_link(struct port *port)
{
    if (port->sink == SINK_WIRE)
        wire_link(port->wire, port->end, port->cable);
    else
        atomic_store(&port->up, port->cable);
}

/* ---- sending ------------------------------------------------------------------------------------------------ */

bool port_send(struct port *port, const uint8_t *bytes, uint32_t length, bool bad)
{
    bool got = true;
    switch (port->sink) {
    case SINK_TAKE: got = frames_put(&port->out, bytes, length, 0, 0, -1, bad); break;
    case SINK_ECHO: port_arrive(port, bytes, length, 0, -1, bad); break;
    case SINK_DISCARD: port->counts.discarded++; break;
    case SINK_WIRE:
        if (!wire_send(port->wire, port->end, bytes, length, bad))
            return false;
        break;
    case SINK_SOCKET: got = net_socket_send(port->socket, bytes, length); break;
    }
    port->counts.unsent += !got;
    port->counts.sent++;
    port->counts.sent_bytes += length;
    if (port->file != NULL)
        pcap_file_write(port->file, devsim_clock_now(port->device), bytes, length);
    return true;
}

/* ---- receiving ---------------------------------------------------------------------------------------------- */

/* Takes the next frame from the source. */
static void make(struct port *port, uint64_t now, const uint8_t **bytes, uint32_t *length)
{
    struct source *source = port->source;
    source->make(source, now, bytes, length);
    if (source->left != UINT64_MAX)
        source->left--;
}

static bool paced(const struct source *source)
{
    return source != NULL && source->left != 0 && source->gap != 0;
}

void port_tick(struct port *port)
{
    if (!paced(port->source) && port->flap == 0 && port->sink != SINK_WIRE)
        return;
    uint64_t now = devsim_clock_now(port->device);
    for (int n = 0; n < TICK_FRAMES && paced(port->source) && port->source->next <= now; n++) {
        const uint8_t *bytes;
        uint32_t length;
        make(port, port->source->next, &bytes, &length);
        port_deliver(port, bytes, length);
        port->source->next += port->source->gap;
    }
    if (port->flap != 0 && port->flap <= now) {
        port->flap = 0;
        port->cable = true;
        port_update_link(port);
    }
    if (port->sink == SINK_WIRE)
        wire_tick(port->wire, port->end, now);
}

void port_rebase(struct port *port, uint64_t before)
{
    if (port->source != NULL)
        port->source->next = clock_left(port->source->next, before);
    port->flap = clock_left(port->flap, before);
    frames_rebase(&port->in, before);
    if (port->sink == SINK_WIRE)
        wire_rebase(port->wire, port->end, before);
}

bool port_arrived(struct port *port, bool room, struct frame *frame)
{
    uint64_t due;
    if (port->from_source) {
        *frame = port->sourced;
        return true;
    }
    if (frames_peek(&port->in, frame, &due) && (due == 0 || due <= devsim_clock_now(port->device))) {
        port->length = frame->length;
        return true;
    }
    if (!room || port->source == NULL || port->source->left == 0 || port->source->gap != 0)
        return false;
    port->sourced = (struct frame){0};
    make(port, devsim_clock_now(port->device), &port->sourced.bytes, &port->sourced.length);
    port->from_source = true;
    port->length = port->sourced.length;
    *frame = port->sourced;
    return true;
}

void port_done(struct port *port, enum port_fate fate)
{
    devsim_net_counts *counts = &port->counts;
    switch (fate) {
    case PORT_RECEIVED:
        counts->received++;
        counts->received_bytes += port->length;
        break;
    case PORT_FILTERED: counts->filtered++; break;
    case PORT_BAD: counts->bad++; break;
    case PORT_BROKEN: counts->broken++; break;
    }
    if (port->from_source) {
        port->from_source = false;
        return;
    }
    frames_drop(&port->in);
    if (port->sink == SINK_WIRE)
        wire_drained(port->wire, port->end);
}

void port_flush(struct port *port)
{
    uint64_t before = frames_count(&port->in);
    frames_clear(&port->in);
    port->counts.deaf += before - frames_count(&port->in);
    if (port->sink == SINK_WIRE)
        wire_drained(port->wire, port->end);
}

uint64_t port_missed(struct port *port)
{
    uint64_t missed = atomic_load_explicit(&port->missed, memory_order_relaxed);
    uint64_t fresh = missed - port->missed_seen;
    port->missed_seen = missed;
    return fresh;
}

uint64_t port_due(struct port *port)
{
    uint64_t soonest = UINT64_MAX, due;
    struct frame frame;
    if (paced(port->source))
        soonest = port->source->next;
    if (port->flap != 0 && port->flap < soonest)
        soonest = port->flap;
    if (port->sink == SINK_WIRE && wire_due(port->wire, port->end) < soonest)
        soonest = wire_due(port->wire, port->end);
    if (frames_peek(&port->in, &frame, &due) && due != 0 && due < soonest && due > devsim_clock_now(port->device))
        soonest = due;
    return soonest;
}
