/* SPDX-License-Identifier: Apache-2.0 */
/* Intel's 82574L: its life, and the order in which its parts have their turn. */
#include "access.h"
#include "entry.h"
#include "interrupts.h"
#include "mirror.h"
#include "nvm.h"
#include "phy.h"
#include "receive.h"
#include "reset.h"
#include "ring.h"
#include "transmit.h"

#include "clock.h"
#include "engine.h"
#include "models/builtin.h"
#include "net/port.h"
#include "options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/** Packets that are sent before those that arrived are received: so an echo does not overrun its queue. */
#define BURST 8

/* ---- turns -------------------------------------------------------------------------------------------------- */

static uint32_t turn(void *state, uint32_t packets)
{
    struct card *card = state;
    uint32_t sent = 0, received = 0;
    bool more;
    card->turn++;
    port_tick(card->port);
    link_update(card);
    do {
        uint32_t burst = packets - sent < BURST ? packets - sent : BURST;
        uint32_t out = transmit(card, burst);
        uint32_t in = receive(card, packets - received);
        sent += out < packets - sent ? out : packets - sent;
        received += in;
        more = out != 0 && sent < packets && !transmit_waits(card);
    } while (more);
    interrupts_update(card);
    return sent + received;
}

static uint64_t due(void *state)
{
    return port_due(((struct card *)state)->port);
}

static void rebase(void *state, uint64_t before)
{
    struct card *card = state;
    for (uint32_t i = 0; i <= VECTORS; i++)
        card->earliest[i] = clock_left(card->earliest[i], before);
    card->receive_limit = clock_left(card->receive_limit, before);
    card->transmit_limit = clock_left(card->transmit_limit, before);
    port_rebase(card->port, before);
}

static void wake(void *state)
{
    entry_end(state);
}

static void hang(void *state, bool on)
{
    ((struct card *)state)->hung = on;
}

static void mangle(void *state, uint32_t writebacks)
{
    struct card *card = state;
    card->mangles = writebacks;
    card->mangle_kind = 0;
}

static const struct engine_model engine = {
    .run = turn, .due = due, .wake = wake, .rebase = rebase, .hang = hang, .mangle = mangle,
    .look = mirror_look, .show = mirror_show,
};

/* ---- reset -------------------------------------------------------------------------------------------------- */

static void reset(void *state)
{
    struct card *card = state;
    card_reset(card);
    phy_reset(card);
    card->raised = 0; /* a link that goes with the power is no event */
}

/* ---- life --------------------------------------------------------------------------------------------------- */

static void destroy(void *state)
{
    struct card *card = state;
    rings_destroy(card);
    free(card->shown);
    free(card->reg);
    free(card);
}

static int options(devsim_device *device, const char *text, struct card *card)
{
    static const char *const keys[] = {"mac", "link-ns", "check", NULL};
    static const uint8_t address[6] = {0x52, 0x54, 0x00, 0x12, 0x34, 0x56};
    uint64_t check;
    int error = options_only(device, text, keys);
    if (error != 0)
        return error;
    if (option_address(text, "mac", address, card->address) != 0)
        return devsim_refuse(device, "option mac is no unicast address, as 52:54:00:12:34:56 is one: %s", text);
    if (devsim_option(text, "link-ns", 2000, &card->link_ns) != 0 || devsim_option(text, "check", 1, &check) != 0
        || check > 1)
        return devsim_refuse(device, "an option is not a number in its range: %s", text);
    card->check = check != 0;
    return 0;
}

/* As a window is aligned: they are compared with one in large steps. */
static uint32_t *registers(void)
{
    uint32_t *words = aligned_alloc(64, BAR_BYTES);
    if (words != NULL)
        memset(words, 0, BAR_BYTES);
    return words;
}

static int create(devsim_device *device, const char *text, void **state)
{
    struct card *card = calloc(1, sizeof *card);
    if (card == NULL)
        return -ENOMEM;
    card->device = device;
    int error = options(device, text, card);
    if (error == 0 && (card->reg = registers()) == NULL)
        error = -ENOMEM;
    if (error == 0 && (card->shown = registers()) == NULL)
        error = -ENOMEM;
    if (error == 0)
        error = rings_create(card);
    if (error == 0)
        error = port_create(device, card->address);
    if (error != 0) {
        destroy(card);
        return error;
    }
    card->port = port_of(device);
    nvm_create(card);
    engine_create(device, &engine);
    *state = card;
    return 0;
}

const devsim_model e1000e_model = {
    .abi = DEVSIM_ABI,
    .vectors = VECTORS,
    .name = "e1000e",
    .summary = "Intel's 82574L gigabit network card",
    .vendor = 0x8086,
    .device = 0x10d3,
    .revision = 0,
    .dma_mask = UINT64_MAX,
    .window_size = {BAR_BYTES},
    .create = create,
    .destroy = destroy,
    .reset = reset,
    .read = card_read,
    .write = card_write,
    .peek = card_peek,
    .poke = card_poke,
};
