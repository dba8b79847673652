/* SPDX-License-Identifier: Apache-2.0 */
#include "wire.h"

#include "chance.h"
#include "clock.h"
#include "engine.h"
#include "port_state.h"

#include <stdlib.h>
#include <string.h>

/** From here on a queue is too full to go on without asking its card to take something. */
#define CROWDED (DEVSIM_NET_QUEUE / 2)
/** How long a frame waits for the one that is to overtake it: long enough for a sender on a busy machine. */
#define HOLD_NS 50000000u

/** The frames that one end sends. */
struct direction {
    uint64_t random;
    uint8_t held[DEVSIM_NET_FRAME_MAX]; /* a frame that the next one overtakes */
    uint32_t held_length;               /* 0: none */
    bool overtaking;                    /* the next frame overtakes one, which may have been let go meanwhile */
    bool held_bad;
    uint64_t held_until;
};

struct end {
    devsim_device *device;
    bool left;    /* it had a card */
    bool in;
    bool look;    /* something arrived or changed: its card has to run */
    atomic_bool waiting; /* a frame of its card was refused */
    bool asked;   /* and the other card was asked to take some since it was crowded */
    struct direction out;
};

struct wire {
    struct errand kick; /* first, so that its address is the wire's */
    pthread_mutex_t lock;
    uint32_t references;
    devsim_net_wire_options options;
    struct end ends[2];
};

static struct port *port_at(const struct end *end)
{
    return end->device->port;
}

/* ---- life --------------------------------------------------------------------------------------------------- */

static void run_kick(struct errand *errand)
{
    wire_kick((struct wire *)errand);
}

struct wire *wire_create(const devsim_net_wire_options *options)
{
    struct wire *wire = calloc(1, sizeof *wire);
    if (wire == NULL)
        return NULL;
    pthread_mutex_init(&wire->lock, NULL);
    wire->kick.run = run_kick;
    wire->references = 1;
    wire->options = *options;
    for (int i = 0; i < 2; i++) {
        wire->ends[i].in = true;
        wire->ends[i].out.random = wire->options.seed * 2 + (uint64_t)i;
    }
    return wire;
}

void wire_release(struct wire *wire)
{
    pthread_mutex_lock(&wire->lock);
    bool last = --wire->references == 0;
    pthread_mutex_unlock(&wire->lock);
    if (last) {
        pthread_mutex_destroy(&wire->lock);
        free(wire);
    }
}

/* Both cards run when `from`, whose lock is held, is unlocked. */
static void want_kick(struct wire *wire, struct end *from)
{
    if (from->device->errand != NULL)
        return;
    from->device->errand = &wire->kick;
    wire->references++;
}

/* An end that is yet to be plugged in takes no link away: that follows at once. */
static void update_link(struct wire *wire)
{
    bool whole = wire->ends[0].in && wire->ends[1].in && !wire->ends[0].left && !wire->ends[1].left;
    for (int i = 0; i < 2; i++) {
        if (wire->ends[i].device == NULL)
            continue;
        atomic_store(&port_at(&wire->ends[i])->up, whole);
        wire->ends[i].look = true;
    }
}

void wire_attach(struct wire *wire, int end, devsim_device *device)
{
    struct end *self = &wire->ends[end];
    pthread_mutex_lock(&wire->lock);
    wire->references++;
    self->device = device;
    self->in = device->port->cable;
    update_link(wire);
    want_kick(wire, self);
    pthread_mutex_unlock(&wire->lock);
}

void wire_detach(struct wire *wire, int end)
{
    struct end *self = &wire->ends[end];
    pthread_mutex_lock(&wire->lock);
    port_at(self)->counts.lost += self->out.held_length != 0;
    want_kick(wire, self);
    self->device = NULL;
    self->left = true;
    self->out.held_length = 0;
    update_link(wire);
    pthread_mutex_unlock(&wire->lock);
    wire_release(wire);
}

void wire_link(struct wire *wire, int end, bool in)
{
    pthread_mutex_lock(&wire->lock);
    wire->ends[end].in = in;
    update_link(wire);
    want_kick(wire, &wire->ends[end]);
    pthread_mutex_unlock(&wire->lock);
}

/* ---- frames ------------------------------------------------------------------------------------------------- */

static void arrive(struct wire *wire, struct end *to, const uint8_t *bytes, uint32_t length, int32_t corrupt, bool bad)
{
    uint64_t due = wire->options.delay_ns == 0 ? 0 : devsim_clock_now(to->device) + wire->options.delay_ns;
    port_arrive(port_at(to), bytes, length, due, corrupt, bad);
    to->look = true;
}

static void release_held(struct wire *wire, struct direction *out, struct end *to)
{
    if (out->held_length == 0)
        return;
    arrive(wire, to, out->held, out->held_length, -1, out->held_bad);
    out->held_length = 0;
}

static bool crowded(const struct end *to)
{
    return frames_used(&port_at(to)->in) > CROWDED;
}

/* Whether a frame has to wait until the other card has had its turn: it cannot while this one sends. */
static bool refused(struct wire *wire, struct end *self, const struct end *to)
{
    if (!crowded(to)) {
        self->asked = false;
        return false;
    }
    if (!wire->options.pause && (self->asked || engine_is_manual(to->device)))
        return false;
    self->asked = true;
    self->waiting = true;
    return true;
}

bool wire_send(struct wire *wire, int end, const uint8_t *bytes, uint32_t length, bool bad)
{
    struct end *self = &wire->ends[end], *to = &wire->ends[!end];
    devsim_net_counts *counts = &port_at(self)->counts;
    pthread_mutex_lock(&wire->lock);
    want_kick(wire, self);
    bool sent = true;
    if (to->device == NULL) {
        counts->unsent++;
    } else if (refused(wire, self, to)) {
        to->look = true;
        sent = false;
    } else {
        struct direction *out = &self->out;
        struct chance chance = chance_draw(&out->random, &wire->options, length);
        if (chance.lost) {
            counts->lost++;
        } else if (chance.later && !out->overtaking) {
            counts->reordered++;
            out->overtaking = true;
            memcpy(out->held, bytes, length);
            out->held_length = length;
            out->held_bad = bad;
            out->held_until = devsim_clock_now(self->device) + HOLD_NS;
        } else {
            counts->corrupted += chance.wrong >= 0;
            counts->duplicated += chance.twice;
            arrive(wire, to, bytes, length, chance.wrong, bad);
            if (chance.twice)
                arrive(wire, to, bytes, length, chance.wrong, bad);
            release_held(wire, out, to);
            out->overtaking = false;
        }
    }
    pthread_mutex_unlock(&wire->lock);
    return sent;
}

void wire_drained(struct wire *wire, int end)
{
    struct end *self = &wire->ends[end], *other = &wire->ends[!end];
    if (!atomic_load_explicit(&other->waiting, memory_order_relaxed))
        return; /* one that begins to wait just now looks again itself */
    pthread_mutex_lock(&wire->lock);
    if (other->waiting && !crowded(self)) {
        other->look = true;
        want_kick(wire, self);
    }
    pthread_mutex_unlock(&wire->lock);
}

uint64_t wire_due(struct wire *wire, int end)
{
    const struct direction *out = &wire->ends[end].out; /* written under this card's lock alone */
    return out->held_length == 0 ? UINT64_MAX : out->held_until;
}

void wire_rebase(struct wire *wire, int end, uint64_t before)
{
    struct direction *out = &wire->ends[end].out;
    out->held_until = clock_left(out->held_until, before);
}

void wire_tick(struct wire *wire, int end, uint64_t now)
{
    struct end *self = &wire->ends[end], *to = &wire->ends[!end];
    if (now < wire_due(wire, end))
        return;
    pthread_mutex_lock(&wire->lock);
    if (to->device != NULL) {
        release_held(wire, &self->out, to);
        want_kick(wire, self);
    } else {
        port_at(self)->counts.lost++;
        self->out.held_length = 0;
    }
    pthread_mutex_unlock(&wire->lock);
}

/* ---- letting cards run -------------------------------------------------------------------------------------- */

/* The next card that has to run, which close() leaves alone until it has; NULL if there is none. */
static devsim_device *next(struct wire *wire)
{
    devsim_device *device = NULL;
    pthread_mutex_lock(&wire->lock);
    for (int i = 0; i < 2 && device == NULL; i++) {
        struct end *end = &wire->ends[i];
        const struct end *other = &wire->ends[!i];
        bool resume = end->waiting && (!wire->options.pause || other->device == NULL || !crowded(other));
        if (end->device == NULL || !(end->look || resume))
            continue;
        /* The one that takes goes first, then the one that waits for it. */
        if (!end->look && other->device != NULL && other->look)
            continue;
        end->look = false;
        if (resume)
            end->waiting = false;
        if (engine_is_manual(end->device))
            continue; /* somebody turns its engine */
        device = end->device;
        atomic_fetch_add(&device->visitors, 1);
    }
    pthread_mutex_unlock(&wire->lock);
    return device;
}

void wire_kick(struct wire *wire)
{
    devsim_device *device;
    while ((device = next(wire)) != NULL) {
        device_lock(device);
        engine_run(device);
        struct errand *errand = device_unlock_quietly(device);
        if (errand == &wire->kick)
            wire_release(wire); /* what it says is in the ends, and looked at next */
        else if (errand != NULL)
            errand->run(errand); /* it was plugged elsewhere meanwhile */
        atomic_fetch_sub(&device->visitors, 1);
    }
    wire_release(wire);
}
