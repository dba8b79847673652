/* SPDX-License-Identifier: Apache-2.0 */
/* The PHY behind MDIC, datasheet sections 10.2.2.7 and 10.3, and the link that it negotiates. */
#include "phy.h"

#include "entry.h"
#include "interrupts.h"

#include "net/port.h"

enum {
    PHY_CONTROL = 0, PHY_STATUS = 1, PHY_ID1 = 2, PHY_ID2 = 3, PHY_ADVERTISE = 4, PHY_PARTNER = 5, PHY_EXPANSION = 6,
    PHY_GIGABIT = 9, PHY_GIGABIT_STATUS = 10, PHY_EXTENDED = 15, PHY_COPPER = 16, PHY_COPPER_STATUS = 17,
    PHY_COUNT = 32,
};

#define CONTROL_RESTART (1u << 9)
#define CONTROL_POWER_DOWN (1u << 11)
#define CONTROL_NEGOTIATE (1u << 12)
#define CONTROL_RESET (1u << 15)
#define STATUS_LINK (1u << 2)
#define STATUS_NEGOTIATED (1u << 5)
#define COPPER_LINK (1u << 10 | 1u << 3)
#define COPPER_RESOLVED (1u << 11)
#define ADDRESS 1

bool link_is_up(const struct card *card)
{
    return (REG(card, STATUS) & STATUS_LU) != 0;
}

static void show_link(struct card *card, bool up)
{
    if (up) {
        REG(card, STATUS) |= STATUS_LU | STATUS_FD | STATUS_SPEED_1000;
        card->phy[PHY_STATUS] |= STATUS_NEGOTIATED; /* STATUS_LINK latches low: the next read shows that it was down */
        card->phy[PHY_COPPER_STATUS] = 2u << 14 | 1u << 13 | COPPER_RESOLVED | COPPER_LINK;
        card->phy[PHY_PARTNER] = 0x4de1;
        card->phy[PHY_GIGABIT_STATUS] = 0x3c00;
    } else {
        REG(card, STATUS) &= ~STATUS_LU;
        card->phy[PHY_STATUS] &= (uint16_t)~(STATUS_LINK | STATUS_NEGOTIATED);
        card->phy[PHY_COPPER_STATUS] = 0;
        card->phy[PHY_PARTNER] = 0;
        card->phy[PHY_GIGABIT_STATUS] = 0;
    }
}

static void negotiated(void *state)
{
    struct card *card = state;
    card->negotiating = false;
    show_link(card, true);
    interrupts_raise(card, ICR_LSC);
    entry_end(card);
}

void link_update(struct card *card)
{
    bool possible = port_link(card->port) && (REG(card, CTRL) & CTRL_SLU) != 0
                    && (card->phy[PHY_CONTROL] & CONTROL_POWER_DOWN) == 0;
    if (!possible) {
        devsim_timer_cancel(card->device, TIMER_LINK);
        card->negotiating = false;
        if (link_is_up(card)) {
            show_link(card, false);
            interrupts_raise(card, ICR_LSC);
        }
    } else if (!link_is_up(card) && !card->negotiating) {
        card->negotiating = true;
        devsim_timer_arm(card->device, TIMER_LINK, card->link_ns, negotiated);
    }
}

void link_reset(struct card *card)
{
    devsim_timer_cancel(card->device, TIMER_LINK);
    card->negotiating = false;
    show_link(card, false);
}

/* The link goes and, if it can, comes again. */
static void renegotiate(struct card *card)
{
    card->negotiating = false;
    if (link_is_up(card)) {
        show_link(card, false);
        interrupts_raise(card, ICR_LSC);
    }
    link_update(card);
}

void phy_reset(struct card *card)
{
    static const uint16_t values[PHY_COUNT] = {
        [PHY_CONTROL] = 0x1140, [PHY_STATUS] = 0x7949, [PHY_ID1] = 0x0141, [PHY_ID2] = 0x0cb1,
        [PHY_ADVERTISE] = 0x0de1, [PHY_EXPANSION] = 0x0004, [PHY_GIGABIT] = 0x0f00, [PHY_EXTENDED] = 0x3000,
        [PHY_COPPER] = 0x3360,
    };
    _Static_assert(sizeof values == sizeof card->phy, "one page of registers");
    __builtin_memcpy(card->phy, values, sizeof values);
    REG(card, STATUS) |= STATUS_PHYRA;
    renegotiate(card);
}

static void write(struct card *card, uint32_t index, uint16_t value)
{
    switch (index) {
    case PHY_STATUS: case PHY_ID1: case PHY_ID2: case PHY_PARTNER: case PHY_EXPANSION: case PHY_GIGABIT_STATUS:
    case PHY_EXTENDED: case PHY_COPPER_STATUS:
        return; /* read-only */
    case PHY_CONTROL:
        if (value & CONTROL_RESET) {
            phy_reset(card);
            return;
        }
        card->phy[PHY_CONTROL] = (uint16_t)(value & ~CONTROL_RESTART);
        if ((value & CONTROL_RESTART) && (value & CONTROL_NEGOTIATE))
            renegotiate(card);
        link_update(card);
        return;
    default: card->phy[index] = value;
    }
}

void phy_command(struct card *card, uint32_t value)
{
    uint32_t operation = value >> 26 & 3, index = value >> 16 & 31;
    value &= ~(MDIC_READY | MDIC_ERROR);
    if ((value >> 21 & 31) != ADDRESS) {
        value |= MDIC_ERROR;
    } else if (operation == 2) {
        value = (value & ~0xffffu) | card->phy[index];
        if (index == PHY_STATUS && link_is_up(card))
            card->phy[PHY_STATUS] |= STATUS_LINK;
    } else if (operation == 1) {
        write(card, index, (uint16_t)value);
    } else {
        value |= MDIC_ERROR;
    }
    REG(card, MDIC) = value | MDIC_READY;
    if (value & MDIC_INTERRUPT)
        interrupts_raise(card, ICR_MDAC);
}
