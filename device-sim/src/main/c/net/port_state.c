/* SPDX-License-Identifier: Apache-2.0 */
#include "port_state.h"

static bool arrived(struct port *port, bool room)
{
    if (!room)
        atomic_fetch_add(&port->missed, 1);
    return room;
}

bool port_arrive(struct port *port, const void *bytes, uint32_t length, uint64_t due, int32_t corrupt, bool bad)
{
    return arrived(port, frames_put(&port->in, bytes, length, 0, due, corrupt, bad));
}

bool port_deliver(struct port *port, const void *bytes, uint32_t length)
{
    return arrived(port, frames_put(&port->in, bytes, length, DEVSIM_NET_FRAME_MIN, 0, -1, false));
}
