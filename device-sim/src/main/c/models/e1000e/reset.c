/* SPDX-License-Identifier: Apache-2.0 */
/* A reset of the MAC: what its registers hold then, and which parts begin anew. NVM and PHY are not set back. */
#include "reset.h"

#include "interrupts.h"
#include "nvm.h"
#include "phy.h"
#include "receive.h"
#include "ring.h"

#include "net/port.h"

#include <string.h>

void card_reset(struct card *card)
{
    static const struct {
        uint32_t offset, value;
    } defaults[] = {
        {CTRL, CTRL_RESET}, {STATUS, STATUS_FD | STATUS_SPEED_1000 | STATUS_GIO_MASTER_ENABLE}, {VET, 0x8100},
        {TIPG, 0x00602008}, {LEDCTL, 0x00068302}, {PBA, 0x00140014}, {EEMNGCTL, 1u << 31 | EEMNGCTL_CFG_DONE},
        {RXDCTL, RXDCTL_RESET}, {RXDCTL + QUEUE_STEP, RXDCTL_RESET}, {RXCSUM, RXCSUM_IPOFL | RXCSUM_TUOFL},
        {TARC, 0x403}, {TARC + QUEUE_STEP, 0x403},
    };
    memset(card->reg, 0, BAR_BYTES);
    for (size_t i = 0; i < sizeof defaults / sizeof defaults[0]; i++)
        REG(card, defaults[i].offset) = defaults[i].value;
    for (uint32_t timer = 0; timer <= TIMER_LINK; timer++)
        devsim_timer_cancel(card->device, timer);
    card->hung = card->seen = card->no_buffer = false;
    nvm_load(card);
    receive_control(card, 0);
    interrupts_reset(card);
    rings_reset(card);
    port_flush(card->port);
    link_reset(card);
}
