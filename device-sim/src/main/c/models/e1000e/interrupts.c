/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Interrupts, datasheet sections 7.4 and 10.2.4. The host's mode decides: INTx is a line; messages are MSI-X as soon as
 * one entry of IVAR is valid, each cause with its vector, and otherwise MSI, all causes with vector 0.
 */
#include "interrupts.h"

#include "statistics.h"

#include "device.h"

#define NEVER_YET 0
#define LINE VECTORS /* the throttle of the line, and of MSI: ITR */
#define ITR_NS 256u

/* The causes that have an entry in IVAR, in its order; an entry is 4 bits, whose highest says that it is valid. */
static const uint32_t routed[] = {ICR_RXQ(0), ICR_RXQ(1), ICR_TXQ(0), ICR_TXQ(1), ICR_OTHER};
#define ENTRIES (sizeof routed / sizeof routed[0])
#define ENTRY(ivar, index) ((ivar) >> (4 * (index)) & 15)
#define ENTRY_VALID 8u
#define IVAR_VALID 0x88888u

static bool has_line(const struct card *card)
{
    return card->device->irq.mode == DEVSIM_IRQ_INTX;
}

static bool has_vectors(const struct card *card)
{
    return card->device->irq.mode == DEVSIM_IRQ_MSI && (REG(card, IVAR) & IVAR_VALID) != 0;
}

/* ---- throttling --------------------------------------------------------------------------------------------- */

static void unthrottled(void *state)
{
    interrupts_update(state);
}

/*
 * Whether a vector may signal now, and if so, begins its next interval: EITR and ITR count 256 ns each, section 7.4.4.
 * One that may not signals when the interval ends.
 */
static bool may_signal(struct card *card, uint32_t vector)
{
    uint32_t interval = (vector == LINE ? REG(card, ITR) : REG(card, EITR + 4 * vector)) & 0xffff;
    if (interval == 0)
        return true;
    uint64_t now = devsim_clock_now(card->device);
    if (card->earliest[vector] != NEVER_YET && now < card->earliest[vector]) {
        uint32_t timer = vector == LINE ? TIMER_ITR : TIMER_EITR + vector;
        devsim_timer_arm(card->device, timer, card->earliest[vector] - now, unthrottled);
        return false;
    }
    card->earliest[vector] = now + (uint64_t)interval * ITR_NS;
    return true;
}

/* ---- signals ------------------------------------------------------------------------------------------------ */

static uint32_t pending(const struct card *card)
{
    return REG(card, ICR) & REG(card, IMS) & ICR_CAUSES;
}

static void signal_line(struct card *card, bool fresh)
{
    card->line &= card->device->irq.asserted; /* the host may have chosen the mode anew meanwhile */
    if (pending(card) == 0) {
        card->line = false;
        devsim_irq_level(card->device, 0);
    } else if (card->line) {
        if (fresh)
            devsim_irq_level(card->device, 1); /* in case that the signal got lost */
    } else if (may_signal(card, LINE)) {
        card->line = true;
        statistics_count(card, IAC, 1);
        devsim_irq_level(card->device, 1);
    }
}

static void signal_message(struct card *card, uint32_t fresh)
{
    if (fresh == 0 || !may_signal(card, LINE))
        return;
    card->signalled |= fresh;
    statistics_count(card, IAC, 1);
    devsim_irq_message(card->device, 0);
}

/* The causes among `causes` that IVAR sends to a vector. */
static uint32_t causes_of(const struct card *card, uint32_t vector, uint32_t causes)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < ENTRIES; i++)
        if (ENTRY(REG(card, IVAR), i) == (ENTRY_VALID | vector))
            found |= causes & routed[i];
    return found;
}

/* EIAC clears causes, and CTRL_EXT.EIAME masks them by IAM, when their message is sent: section 7.4.5. */
static void signal_vectors(struct card *card, uint32_t fresh)
{
    for (uint32_t vector = 0; vector < VECTORS; vector++) {
        uint32_t causes = causes_of(card, vector, fresh);
        if (causes == 0 || !may_signal(card, vector))
            continue;
        card->signalled |= causes;
        REG(card, ICR) &= ~(REG(card, EIAC) & causes);
        if (REG(card, CTRL_EXT) & CTRL_EXT_EIAME)
            REG(card, IMS) &= ~(REG(card, IAM) & causes);
        statistics_count(card, IAC, 1);
        devsim_irq_message(card->device, vector);
    }
}

void interrupts_raise(struct card *card, uint32_t causes)
{
    card->raised |= causes;
}

void interrupts_update(struct card *card)
{
    uint32_t raised = card->raised;
    card->raised = 0;
    if (has_vectors(card) && (raised & ICR_OTHER_CAUSES))
        raised |= ICR_OTHER;
    REG(card, ICR) |= raised;
    card->signalled &= pending(card); /* a cause is signalled again when it was cleared, or masked, meanwhile */
    uint32_t fresh = pending(card) & ~card->signalled;
    if (has_line(card))
        signal_line(card, (pending(card) & raised) != 0);
    else if (has_vectors(card))
        signal_vectors(card, fresh);
    else
        signal_message(card, fresh);
    REG(card, ICR) &= ICR_CAUSES;
    if (pending(card) != 0)
        REG(card, ICR) |= ICR_ASSERTED;
}

/* ---- registers ---------------------------------------------------------------------------------------------- */

void interrupts_reset(struct card *card)
{
    card->raised = card->delayed = card->signalled = 0;
    card->line = false;
    card->receive_limit = card->transmit_limit = 0;
    for (uint32_t i = 0; i <= VECTORS; i++)
        card->earliest[i] = NEVER_YET;
    devsim_irq_level(card->device, 0);
}

/* CTRL_EXT.IAME: an acknowledgement of an asserted interrupt masks by IAM, section 10.2.2.5. */
static void auto_mask(struct card *card)
{
    if ((REG(card, ICR) & ICR_ASSERTED) && (REG(card, CTRL_EXT) & CTRL_EXT_IAME))
        REG(card, IMS) &= ~REG(card, IAM);
}

/* A read clears ICR if all is masked or an interrupt is asserted, and else does nothing: section 10.2.4.1. */
uint32_t interrupts_read(struct card *card)
{
    uint32_t value = REG(card, ICR);
    if (REG(card, IMS) == 0 || (value & ICR_ASSERTED)) {
        auto_mask(card);
        REG(card, ICR) = 0;
    }
    interrupts_update(card);
    return value;
}

/* Who clears OTHER has seen to its causes: drivers for the real card rely on it. */
void interrupts_acknowledge(struct card *card, uint32_t value)
{
    auto_mask(card);
    if (value & ICR_OTHER)
        value |= ICR_OTHER_CAUSES;
    REG(card, ICR) &= ~value;
    interrupts_update(card);
}

void interrupts_enable(struct card *card, uint32_t value)
{
    REG(card, IMS) |= value & ICR_CAUSES;
    interrupts_update(card);
}

void interrupts_disable(struct card *card, uint32_t value)
{
    REG(card, IMS) &= ~value;
    interrupts_update(card);
}
