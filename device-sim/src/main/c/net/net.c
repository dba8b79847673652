/* SPDX-License-Identifier: Apache-2.0 */
/* The host's half of a port: what is plugged in, and what is counted. */
#include "devsim_net.h"

#include "engine.h"
#include "net_socket.h"
#include "pcap_file.h"
#include "port.h"
#include "port_state.h"
#include "source.h"
#include "wire.h"

#include <errno.h>
#include <string.h>

/* Ends a change under the lock: the card reacts to it. */
static void react(devsim_device *device)
{
    engine_run(device);
    device_unlock(device);
}

/* ---- by hand ------------------------------------------------------------------------------------------------ */

int devsim_net_inject(devsim_device *device, const void *frame, uint32_t length)
{
    if (device->port == NULL)
        return -ENOTSUP;
    if (length == 0 || length > DEVSIM_NET_FRAME_MAX)
        return -EINVAL;
    device_lock(device);
    bool room = port_deliver(device->port, frame, length);
    react(device);
    return room ? 0 : -ENOBUFS;
}

int devsim_net_take(devsim_device *device, void *frame, uint32_t capacity, uint32_t *length)
{
    if (device->port == NULL)
        return -ENOTSUP;
    struct frame oldest;
    uint64_t due;
    int error = 0;
    device_lock(device);
    if (!frames_peek(&device->port->out, &oldest, &due)) {
        error = -EAGAIN;
    } else {
        if (length != NULL)
            *length = oldest.length;
        if (oldest.length > capacity) {
            error = -EMSGSIZE;
        } else {
            memcpy(frame, oldest.bytes, oldest.length);
            frames_drop(&device->port->out);
        }
    }
    device_unlock(device);
    return error;
}

/* ---- where sent frames go ----------------------------------------------------------------------------------- */

static int plug(devsim_device *device, enum sink sink, struct net_socket *socket)
{
    device_lock(device);
    struct unplugged unplugged = port_unplug(device->port);
    device->port->sink = sink;
    device->port->socket = socket;
    react(device);
    port_unplugged(unplugged);
    return 0;
}

int devsim_net_echo(devsim_device *device)
{
    return device->port == NULL ? -ENOTSUP : plug(device, SINK_ECHO, NULL);
}

int devsim_net_discard(devsim_device *device)
{
    return device->port == NULL ? -ENOTSUP : plug(device, SINK_DISCARD, NULL);
}

int devsim_net_socket(devsim_device *device, const char *local, const char *remote)
{
    if (device->port == NULL)
        return -ENOTSUP;
    struct net_socket *socket = NULL;
    int error = net_socket_open(device, local, remote, &socket);
    return error != 0 ? error : plug(device, SINK_SOCKET, socket);
}

static void plug_wire(devsim_device *device, struct wire *wire, int end)
{
    device_lock(device);
    struct unplugged unplugged = port_unplug(device->port);
    device->port->sink = SINK_WIRE;
    device->port->wire = wire;
    device->port->end = end;
    wire_attach(wire, end, device);
    react(device);
    port_unplugged(unplugged);
}

int devsim_net_wire(devsim_device *a, devsim_device *b, const devsim_net_wire_options *options)
{
    static const devsim_net_wire_options perfect;
    if (a->port == NULL || b->port == NULL)
        return -ENOTSUP;
    if (options == NULL)
        options = &perfect;
    if (a == b || options->loss > 1000 || options->corrupt > 1000 || options->duplicate > 1000
        || options->reorder > 1000 || options->pause > 1 || options->reserved != 0)
        return -EINVAL;
    struct wire *wire = wire_create(options);
    if (wire == NULL)
        return -ENOMEM;
    plug_wire(a, wire, 0);
    plug_wire(b, wire, 1);
    wire_kick(wire); /* both see what the other's end is like; drops this function's reference */
    return 0;
}

int devsim_net_leave(devsim_device *device)
{
    struct port *port = device->port;
    if (port == NULL)
        return -ENOTSUP;
    device_lock(device);
    struct unplugged unplugged = port_unplug(port);
    struct source *source = port->source;
    struct pcap_file *file = port->file;
    port->source = NULL;
    port->from_source = false;
    port->file = NULL;
    port_flush(port);
    port->cable = true;
    port->flap = 0;
    port_update_link(port);
    react(device);
    port_unplugged(unplugged);
    source_destroy(source);
    return pcap_file_close(file);
}

/* ---- sources and files -------------------------------------------------------------------------------------- */

static int play(devsim_device *device, struct source *source, uint64_t gap)
{
    struct port *port = device->port;
    device_lock(device);
    struct source *before = port->source;
    port->from_source = false; /* a frame that waits is the source's that ends */
    source->gap = gap;
    source->next = devsim_clock_now(device);
    port->source = source;
    react(device);
    source_destroy(before);
    return 0;
}

int devsim_net_pcap_in(devsim_device *device, const char *path, uint64_t gap_ns, uint64_t repeat)
{
    if (device->port == NULL)
        return -ENOTSUP;
    struct source *source;
    int error = source_capture(path, repeat, &source);
    return error != 0 ? error : play(device, source, gap_ns);
}

int devsim_net_generate(devsim_device *device, uint32_t length, uint64_t count, uint64_t gap_ns, uint32_t flows)
{
    if (device->port == NULL)
        return -ENOTSUP;
    if (length < DEVSIM_NET_FRAME_MIN || length > 1514 || flows == 0 || flows > 60000)
        return -EINVAL;
    struct source *source;
    int error = source_generator(device->port->address, length, count, flows, &source);
    return error != 0 ? error : play(device, source, gap_ns);
}

int devsim_net_pcap_out(devsim_device *device, const char *path)
{
    if (device->port == NULL)
        return -ENOTSUP;
    struct pcap_file *file = NULL;
    int error = path == NULL ? 0 : pcap_file_open(path, &file);
    if (error != 0)
        return error;
    device_lock(device);
    struct pcap_file *before = device->port->file;
    device->port->file = file;
    device_unlock(device);
    return pcap_file_close(before);
}

/* ---- link and chaos ----------------------------------------------------------------------------------------- */

int devsim_net_link(devsim_device *device, int up)
{
    if (device->port == NULL)
        return -ENOTSUP;
    device_lock(device);
    device->port->cable = up != 0;
    device->port->flap = 0;
    port_update_link(device->port);
    react(device);
    return 0;
}

int devsim_net_flap(devsim_device *device, uint64_t down_ns)
{
    if (device->port == NULL)
        return -ENOTSUP;
    device_lock(device);
    device->port->cable = false;
    device->port->flap = devsim_clock_now(device) + down_ns;
    port_update_link(device->port);
    react(device);
    return 0;
}

int devsim_net_stall(devsim_device *device, uint64_t ns)
{
    if (device->port == NULL)
        return -ENOTSUP;
    device_lock(device);
    device->engine.stalled = devsim_clock_now(device) + ns;
    react(device);
    return 0;
}

int devsim_net_hang(devsim_device *device, int on)
{
    if (device->port == NULL)
        return -ENOTSUP;
    device_lock(device);
    device->engine.model->hang(device->state, on != 0);
    react(device);
    return 0;
}

int devsim_net_mangle(devsim_device *device, uint32_t writebacks)
{
    if (device->port == NULL)
        return -ENOTSUP;
    device_lock(device);
    device->engine.model->mangle(device->state, writebacks);
    device_unlock(device);
    return 0;
}

/* ---- counts ------------------------------------------------------------------------------------------------- */

int devsim_net_count(devsim_device *device, devsim_net_counts *counts)
{
    struct port *port = device->port;
    if (port == NULL)
        return -ENOTSUP;
    device_lock(device);
    *counts = port->counts;
    counts->missed = atomic_load(&port->missed) - port->missed_base;
    counts->waiting = frames_count(&port->in) + port->from_source;
    counts->arrived = counts->received + counts->missed + counts->filtered + counts->bad + counts->deaf
                      + counts->broken + counts->waiting;
    counts->source_left = port->source == NULL ? 0 : port->source->left;
    device_unlock(device);
    return 0;
}

int devsim_net_counts_clear(devsim_device *device)
{
    struct port *port = device->port;
    if (port == NULL)
        return -ENOTSUP;
    device_lock(device);
    port->counts = (devsim_net_counts){0};
    port->missed_base = atomic_load(&port->missed);
    device_unlock(device);
    return 0;
}
