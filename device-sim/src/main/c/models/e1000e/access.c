/* SPDX-License-Identifier: Apache-2.0 */
/* Reads and writes of registers: which exist, what may be written, and who carries a write out. */
#include "access.h"

#include "delay.h"
#include "entry.h"
#include "interrupts.h"
#include "nvm.h"
#include "phy.h"
#include "receive.h"
#include "reset.h"
#include "ring.h"
#include "statistics.h"

#include <errno.h>
#include <inttypes.h>

/* By a register's offset / 4; those that are not named do not exist. */
static const uint8_t kinds[BAR_BYTES / 4] = {
    [CTRL / 4] = COMMAND, [CTRL / 4 + 1] = COMMAND, /* the second is a copy, section 10.2.2.1 */
    [STATUS / 4] = COMMAND, [EECD / 4] = COMMAND, [EERD / 4] = COMMAND, [CTRL_EXT / 4] = PLAIN,
    [MDIC / 4] = COMMAND, [FCAL / 4] = PLAIN, [FCAH / 4] = PLAIN, [FCT / 4] = PLAIN, [VET / 4] = PLAIN,
    [ICR / 4] = COMMAND, [ITR / 4] = PLAIN, [ICS / 4] = COMMAND, [IMS / 4] = COMMAND, [IMC / 4] = COMMAND,
    [EIAC / 4] = PLAIN, [IAM / 4] = PLAIN, [IVAR / 4] = PLAIN, [EITR / 4 ... EITR / 4 + VECTORS - 1] = PLAIN,
    [RCTL / 4] = COMMAND, [FCTTV / 4] = PLAIN, [TCTL / 4] = COMMAND, [TCTL_EXT / 4] = PLAIN, [TIPG / 4] = PLAIN,
    [AIT / 4] = PLAIN, [LEDCTL / 4] = PLAIN, [EXTCNF_CTRL / 4] = PLAIN, [EXTCNF_SIZE / 4] = PLAIN, [PBA / 4] = PLAIN,
    [EEMNGCTL / 4] = PLAIN, [EEWR / 4] = COMMAND, [FCRTL / 4] = PLAIN, [FCRTH / 4] = PLAIN, [PSRCTL / 4] = PLAIN,
    [RDBAL / 4] = RING, [RDBAL / 4 + 1] = RING, [RDBAL / 4 + 2] = RING, [RDBAL / 4 + 4] = RING, [RDBAL / 4 + 6] = RING,
    [RDTR / 4] = COMMAND, [RXDCTL / 4] = PLAIN, [RADV / 4] = PLAIN,
    [RDBAL / 4 + 64] = RING, [RDBAL / 4 + 65] = RING, [RDBAL / 4 + 66] = RING, [RDBAL / 4 + 68] = RING,
    [RDBAL / 4 + 70] = RING, [RXDCTL / 4 + 64] = PLAIN, [RSRPD / 4] = PLAIN, [RAID / 4] = PLAIN,
    [TDBAL / 4] = RING, [TDBAL / 4 + 1] = RING, [TDBAL / 4 + 2] = RING, [TDBAL / 4 + 4] = RING, [TDBAL / 4 + 6] = RING,
    [TIDV / 4] = COMMAND, [TXDCTL / 4] = PLAIN, [TADV / 4] = PLAIN, [TARC / 4] = PLAIN,
    [TDBAL / 4 + 64] = RING, [TDBAL / 4 + 65] = RING, [TDBAL / 4 + 66] = RING, [TDBAL / 4 + 68] = RING,
    [TDBAL / 4 + 70] = RING, [TXDCTL / 4 + 64] = PLAIN, [TARC / 4 + 64] = PLAIN,
    [CRCERRS / 4 ... STATISTICS_END / 4 - 1] = STATISTIC,
    [RXCSUM / 4] = PLAIN, [RFCTL / 4] = PLAIN, [MTA / 4 ... MTA / 4 + 127] = PLAIN, [RA / 4 ... RA / 4 + 31] = PLAIN,
    [VFTA / 4 ... VFTA / 4 + 127] = PLAIN, [WUC / 4] = PLAIN, [WUFC / 4] = PLAIN, [WUS / 4] = PLAIN, [MRQC / 4] = PLAIN,
    [MANC / 4] = PLAIN, [GCR / 4] = PLAIN, [FACTPS / 4] = READ_ONLY, [SWSM / 4] = PLAIN,
    [FWSM / 4] = READ_ONLY,
    [PBACLR / 4] = PLAIN, [RETA / 4 ... RETA / 4 + 31] = PLAIN, [RSSRK / 4 ... RSSRK / 4 + 9] = PLAIN,
};

enum kind register_kind(uint32_t offset)
{
    return kinds[offset / 4];
}

/* "All registers should be accessed as 32-bit width", section 10.1. */
static bool check_width(struct card *card, uint32_t window, uint64_t offset, uint32_t width)
{
    if (width == 4 && offset % 4 == 0)
        return true;
    devsim_report(card->device, DEVSIM_FAULT_ACCESS_WIDTH, window, offset, width,
                  "the register at 0x%05" PRIx64 " does not answer %" PRIu32 " bytes", offset, width);
    return false;
}

/* ---- reads -------------------------------------------------------------------------------------------------- */

/* What a register shows, without the read's side effects. */
static uint32_t show(const struct card *card, uint32_t offset)
{
    switch (offset) {
    case CTRL + 4: return REG(card, CTRL);
    case ICS: return REG(card, ICR); /* documented as write-only; the card shows ICR there, which clears nothing */
    case IMC: return 0;
    default: return kinds[offset / 4] == ABSENT ? 0 : REG(card, offset);
    }
}

uint64_t card_read(void *state, uint32_t window, uint64_t offset, uint32_t width)
{
    struct card *card = state;
    if (!check_width(card, window, offset, width))
        return UINT64_MAX;
    uint32_t value = show(card, (uint32_t)offset);
    if (offset == ICR)
        return interrupts_read(card);
    if (kinds[offset / 4] == STATISTIC)
        return statistics_read(card, (uint32_t)offset);
    if (offset == SWSM) /* a semaphore: who reads it as 0 has it, section 10.2.8.11 */
        REG(card, SWSM) |= SWSM_SMBI;
    return value;
}

/* ---- writes ------------------------------------------------------------------------------------------------- */

static void store_control(struct card *card, uint32_t value)
{
    if (value & CTRL_RST) {
        card_reset(card); /* the write's other bits are lost */
        return;
    }
    if (value & CTRL_PHY_RST)
        phy_reset(card);
    REG(card, CTRL) = value & ~(CTRL_RST | CTRL_PHY_RST);
    if (value & CTRL_GIO_MASTER_DISABLE)
        REG(card, STATUS) &= ~STATUS_GIO_MASTER_ENABLE; /* at once: nothing is ever under way between two accesses */
    else
        REG(card, STATUS) |= STATUS_GIO_MASTER_ENABLE;
    link_update(card);
}

static void command(struct card *card, uint32_t offset, uint32_t value)
{
    switch (offset) {
    case CTRL:
    case CTRL + 4: store_control(card, value); break;
    case STATUS: REG(card, STATUS) &= value | ~STATUS_PHYRA; break;
    case EECD: nvm_bang(card, value); break;
    case EERD: nvm_read(card, value); break;
    case EEWR: nvm_write(card, value); break;
    case MDIC: phy_command(card, value); break;
    case ICR: interrupts_acknowledge(card, value); break;
    case ICS: interrupts_raise(card, value & ICR_CAUSES); break;
    case IMS: interrupts_enable(card, value); break;
    case IMC: interrupts_disable(card, value); break;
    case RCTL: receive_control(card, value); break;
    case TCTL: REG(card, TCTL) = value; break;
    case RDTR:
    case TIDV:
        REG(card, offset) = value & 0xffff;
        if (value & DELAY_FLUSH)
            delay_flush(card);
        break;
    default: break;
    }
}

/* The bits of a register that are there; the others read as 0. */
static uint32_t there(uint32_t offset)
{
    switch (offset) {
    case FCAH:
    case FCT:
    case VET:
    case FCTTV:
    case ITR:
    case EITR ... EITR + 4 * (VECTORS - 1):
    case RADV:
    case TADV: return 0xffff;
    case FCRTL: return 0x8000fff8;
    case FCRTH: return 0xfff8;
    case RSRPD: return 0xfff;
    default: return UINT32_MAX;
    }
}

void card_store(struct card *card, uint32_t offset, uint32_t value)
{
    switch (register_kind(offset)) {
    case COMMAND: command(card, offset, value); break;
    case RING: ring_store(card, offset, value); break;
    case PLAIN: REG(card, offset) = value & there(offset); break;
    default: break; /* a statistic, or nothing: the write is lost */
    }
}

void card_write(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value)
{
    struct card *card = state;
    if (!check_width(card, window, offset, width))
        return;
    if (kinds[offset / 4] == READ_ONLY || kinds[offset / 4] == STATISTIC)
        devsim_report(card->device, DEVSIM_FAULT_ACCESS_POLICY, window, offset, width, "write of a read-only register");
    card_store(card, (uint32_t)offset, (uint32_t)value);
    entry_end(card);
}

/* ---- the back door ------------------------------------------------------------------------------------------ */

int card_peek(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t *value)
{
    (void)window;
    if (width != 4 || offset % 4 != 0 || kinds[offset / 4] == ABSENT)
        return -ERANGE;
    *value = show(state, (uint32_t)offset);
    return 0;
}

/* Registers that only hold a value, and statistics; what the others say is the card's own. */
int card_poke(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value)
{
    (void)window;
    struct card *card = state;
    if (width != 4 || offset % 4 != 0 || (kinds[offset / 4] != PLAIN && kinds[offset / 4] != STATISTIC))
        return -ERANGE;
    REG(card, offset) = (uint32_t)value;
    return 0;
}
