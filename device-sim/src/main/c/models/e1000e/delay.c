/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Delayed interrupts, datasheet sections 10.2.5.15 and 10.2.6.10: RDTR and TIDV start anew with each packet, RADV and
 * TADV bound the whole. Each counts 1.024 us. They are for INTx and MSI; with MSI-X there is EITR.
 */
#include "delay.h"

#include "interrupts.h"

#include "device.h"

#define UNIT_NS 1024u

static void flush(void *state)
{
    delay_flush(state);
    interrupts_update(state);
}

void delay_flush(struct card *card)
{
    interrupts_raise(card, card->delayed);
    card->delayed = 0;
    card->receive_limit = card->transmit_limit = 0;
    devsim_timer_cancel(card->device, TIMER_RECEIVE_DELAY);
    devsim_timer_cancel(card->device, TIMER_TRANSMIT_DELAY);
}

static void delay(struct card *card, uint32_t causes, uint32_t each, uint32_t all, uint32_t timer, uint64_t *limit)
{
    if (each == 0 || (card->device->irq.mode == DEVSIM_IRQ_MSI && REG(card, IVAR) != 0)) {
        interrupts_raise(card, causes);
        return;
    }
    uint64_t now = devsim_clock_now(card->device), at = now + (uint64_t)each * UNIT_NS;
    card->delayed |= causes;
    if (*limit == 0)
        *limit = all == 0 ? UINT64_MAX : now + (uint64_t)all * UNIT_NS;
    if (at > *limit)
        at = *limit;
    devsim_timer_arm(card->device, timer, at > now ? at - now : 0, flush);
}

void delay_receive(struct card *card, uint32_t causes)
{
    delay(card, causes, REG(card, RDTR), REG(card, RADV) & 0xffff, TIMER_RECEIVE_DELAY, &card->receive_limit);
}

void delay_transmit(struct card *card, uint32_t causes)
{
    delay(card, causes, REG(card, TIDV), REG(card, TADV) & 0xffff, TIMER_TRANSMIT_DELAY, &card->transmit_limit);
}
