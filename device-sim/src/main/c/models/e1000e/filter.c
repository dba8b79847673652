/* SPDX-License-Identifier: Apache-2.0 */
/* Which frames the driver wants: datasheet section 7.1.1. */
#include "filter.h"

#include <string.h>

static uint64_t address_of(const uint8_t *bytes)
{
    uint64_t address = 0;
    memcpy(&address, bytes, 6);
    return address;
}

/* RAL and RAH, sixteen pairs. */
static bool is_exact(const struct card *card, uint64_t address)
{
    for (uint32_t i = 0; i < 16; i++) {
        uint32_t low = REG(card, RA + 8 * i), high = REG(card, RA + 8 * i + 4);
        if ((high & RAH_AV) && address == (low | (uint64_t)(high & 0xffff) << 32))
            return true;
    }
    return false;
}

/* 12 bits of the address, which ones is RCTL.MO, select a bit of the table. */
static bool is_hashed(const struct card *card, const uint8_t *frame)
{
    static const uint8_t shifts[] = {4, 3, 2, 0};
    uint32_t hash = ((uint32_t)frame[5] << 8 | frame[4]) >> shifts[RCTL_MO(REG(card, RCTL))] & 0xfff;
    return (REG(card, MTA + 4 * (hash >> 5)) >> (hash & 31) & 1) != 0;
}

static bool address_accepted(const struct card *card, const uint8_t *frame, bool *inexact)
{
    uint32_t rctl = REG(card, RCTL);
    uint64_t address = address_of(frame);
    if (is_exact(card, address))
        return true;
    if (address == UINT64_C(0xffffffffffff))
        return (rctl & (RCTL_BAM | RCTL_MPE)) != 0;
    if ((frame[0] & 1) == 0)
        return (rctl & RCTL_UPE) != 0;
    if (rctl & RCTL_MPE)
        return true;
    *inexact = true;
    return is_hashed(card, frame);
}

static bool vlan_accepted(const struct card *card, const uint8_t *frame, uint32_t length)
{
    uint32_t rctl = REG(card, RCTL);
    if ((rctl & RCTL_VFE) == 0 || length < 18 || ((uint32_t)frame[12] << 8 | frame[13]) != (REG(card, VET) & 0xffff))
        return true;
    uint32_t tag = (uint32_t)frame[14] << 8 | frame[15], id = tag & 0xfff;
    if ((rctl & RCTL_CFIEN) && (tag >> 12 & 1) != ((rctl & RCTL_CFI) != 0))
        return false;
    return (REG(card, VFTA + 4 * (id >> 5)) >> (id & 31) & 1) != 0;
}

bool filter_accepts(const struct card *card, const uint8_t *frame, uint32_t length, bool *inexact)
{
    *inexact = false;
    return address_accepted(card, frame, inexact) && vlan_accepted(card, frame, length);
}
