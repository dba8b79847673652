/* SPDX-License-Identifier: Apache-2.0 */
/* The NVM, datasheet sections 3.3 and 6: 64 words with the address and a checksum, by EERD, EEWR and by EECD's pins. */
#include "nvm.h"

/* Words, section 6.1. */
enum { NVM_ADDRESS = 0x00, NVM_INIT1 = 0x0a, NVM_SUBSYSTEM = 0x0b, NVM_DEVICE = 0x0d, NVM_CHECKSUM = 0x3f };
#define NVM_SUM 0xbabau

/* EECD: the pins of an SPI part, section 10.2.2.3, and its commands. */
enum {
    PIN_CLOCK = 1, PIN_SELECT = 2, PIN_IN = 4, PIN_OUT = 8, REQUEST = 0x40, GRANT = 0x80,
    SPI_WRITE = 2, SPI_READ = 3, SPI_ENABLE = 6,
};

static void put_checksum(struct card *card)
{
    uint16_t sum = 0;
    for (uint32_t i = 0; i < NVM_CHECKSUM; i++)
        sum = (uint16_t)(sum + card->nvm[i]);
    card->nvm[NVM_CHECKSUM] = (uint16_t)(NVM_SUM - sum);
}

void nvm_create(struct card *card)
{
    for (uint32_t i = 0; i < 3; i++)
        card->nvm[NVM_ADDRESS + i] = (uint16_t)(card->address[2 * i] | card->address[2 * i + 1] << 8);
    card->nvm[NVM_INIT1] = 0x1025;
    card->nvm[NVM_SUBSYSTEM] = 0x0000;
    card->nvm[NVM_SUBSYSTEM + 1] = 0x8086;
    card->nvm[NVM_DEVICE] = 0x10d3;
    put_checksum(card);
}

void nvm_load(struct card *card)
{
    const uint16_t *address = card->nvm + NVM_ADDRESS;
    REG(card, RA) = address[0] | (uint32_t)address[1] << 16;
    REG(card, RA + 4) = address[2] | RAH_AV;
    REG(card, EECD) = EECD_PRESENT | EECD_AUTO_READ_DONE;
    REG(card, EERD) = EERD_DONE;
    REG(card, EEWR) = EERD_DONE;
    card->nvm_bits = 0;
    card->nvm_writable = false;
}

/* ---- EERD and EEWR ------------------------------------------------------------------------------------------ */

static uint32_t word(const struct card *card, uint32_t index)
{
    return index < NVM_WORDS ? card->nvm[index] : 0xffff;
}

void nvm_read(struct card *card, uint32_t value)
{
    uint32_t index = value >> 2 & 0x3fff;
    REG(card, EERD) = value & 0xfffc;
    if (value & EERD_START)
        REG(card, EERD) |= word(card, index) << 16 | EERD_DONE;
}

void nvm_write(struct card *card, uint32_t value)
{
    uint32_t index = value >> 2 & 0x3fff;
    REG(card, EEWR) = (value & ~(EERD_START | EERD_DONE)) | EERD_DONE;
    if ((value & EERD_START) && index < NVM_WORDS)
        card->nvm[index] = (uint16_t)(value >> 16);
}

/* ---- EECD --------------------------------------------------------------------------------------------------- */

/*
 * What the part puts out from a rising clock on. A command has 8 bits, then 16 of a byte's address; then bytes follow
 * as long as it is selected. Of a read, the 25th clock has the first bit.
 */
static bool clocked(struct card *card, bool in)
{
    card->nvm_shift = card->nvm_shift << 1 | in;
    uint32_t bit = ++card->nvm_bits;
    if (bit == 8) {
        card->nvm_command = card->nvm_shift & 0xff;
        card->nvm_writable |= card->nvm_command == SPI_ENABLE;
    }
    if (bit == 24)
        card->nvm_byte = card->nvm_shift & 0xffff;
    if (bit <= 24)
        return false; /* a status too is 0: ready, and nothing is protected */
    uint32_t byte = card->nvm_byte + (bit - 25) / 8, index = byte / 2, lane = byte % 2 * 8;
    if (card->nvm_command == SPI_WRITE && card->nvm_writable && bit % 8 == 0 && index < NVM_WORDS)
        card->nvm[index] = (uint16_t)((card->nvm[index] & ~(0xffu << lane)) | (card->nvm_shift & 0xff) << lane);
    return card->nvm_command == SPI_READ && (word(card, index) >> (lane + 7 - (bit - 25) % 8) & 1) != 0;
}

void nvm_bang(struct card *card, uint32_t value)
{
    const uint32_t pins = PIN_CLOCK | PIN_SELECT | PIN_IN | REQUEST;
    uint32_t before = REG(card, EECD);
    uint32_t now = (before & ~(pins | GRANT)) | (value & pins) | (value & REQUEST ? GRANT : 0u);
    if (now & PIN_SELECT) { /* active low: not selected */
        card->nvm_writable &= card->nvm_bits <= 8; /* enabled for one write */
        card->nvm_bits = 0;
        now |= PIN_OUT;
    } else if ((now & PIN_CLOCK) && !(before & PIN_CLOCK)) {
        now = clocked(card, (now & PIN_IN) != 0) ? now | PIN_OUT : now & ~(uint32_t)PIN_OUT;
    }
    REG(card, EECD) = now;
}
