/* SPDX-License-Identifier: Apache-2.0 */
/** What a port consists of, for the files of this folder, and how a frame gets into it from outside of its card. */
#ifndef PORT_STATE_H
#define PORT_STATE_H

#include "frames.h"

enum sink { SINK_TAKE, SINK_ECHO, SINK_DISCARD, SINK_WIRE, SINK_SOCKET };

/** All but `in`, `up` and `missed` are guarded by the device's lock. */
struct port {
    devsim_device *device;
    uint8_t address[6];
    struct frames in;  /* arrived */
    struct frames out; /* kept for devsim_net_take() */

    enum sink sink;
    struct wire *wire; /* SINK_WIRE: the card is at its end `end` */
    int end;
    struct net_socket *socket;
    struct source *source;
    struct pcap_file *file; /* gets a copy of what is sent */

    bool cable;        /* as devsim_net_link() has it */
    uint64_t flap;     /* when a cable that was pulled out comes back; 0: not by itself */
    atomic_bool up;    /* the cable is in, and with a wire the other card's too */

    bool from_source;  /* the frame that the card looks at is the source's, not the queue's */
    struct frame sourced;
    uint32_t length;   /* of the frame that the card looks at */

    _Atomic uint64_t missed;
    uint64_t missed_seen, missed_base;
    devsim_net_counts counts; /* but for those that are found out when they are asked for */
};

/** Lets a frame arrive, by the parameters of frames_put(); counts it as missed if there is no room. */
bool port_arrive(struct port *port, const void *bytes, uint32_t length, uint64_t due, int32_t corrupt, bool bad);
/** Lets a frame arrive whole and at once from the host, a socket or a source with gaps; a short one is padded. */
bool port_deliver(struct port *port, const void *bytes, uint32_t length);

#endif
