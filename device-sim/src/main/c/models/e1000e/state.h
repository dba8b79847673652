/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What one 82574L holds: its registers, its rings and what is under way. The ground on which its parts stand; they are
 * files of this folder, and each one's header says what those above may ask of it.
 */
#ifndef E1000E_STATE_H
#define E1000E_STATE_H

#include "devsim_net.h"
#include "registers.h"

#include <stdbool.h>

struct port;

#define BAR_BYTES 0x20000u
#define QUEUES 2
#define VECTORS 5
#define NVM_WORDS 64
#define PHY_REGISTERS 32
#define DESCRIPTOR 16u
/** RDLEN and TDLEN have bits 19:7. */
#define RING_MAX (0xfff80u / DESCRIPTOR)

/** Its timers. The last one is the engine's. */
enum { TIMER_EITR, TIMER_ITR = TIMER_EITR + VECTORS, TIMER_RECEIVE_DELAY, TIMER_TRANSMIT_DELAY, TIMER_LINK };

struct descriptor {
    uint64_t address;
    uint64_t upper;
};

/** A descriptor ring, and what the card has fetched of it. */
struct ring {
    const char *name;       /* "receive queue 0" */
    uint32_t registers;     /* offset of RDBAL or TDBAL */
    bool transmit;
    uint32_t size;          /* descriptors */
    uint64_t base;
    uint32_t head, tail;    /* the device owns those from head up to tail */
    uint32_t fetched;       /* those from head up to here are in `copy` */
    uint64_t fetch;         /* the engine's turn in which some were fetched last, */
    uint32_t fresh;         /* and the first of those */
    bool broken;            /* a wrong descriptor or a DMA fault: no more are fetched until it is set up again */
    struct descriptor *copy; /* RING_MAX of them, of which only a ring's size is ever touched */
};

/** What a context descriptor says: where checksums begin, go, and end. */
struct offload {
    uint8_t start, place;
    uint16_t end; /* inclusive; 0: the frame's end */
};

/** A frame that is being gathered from its descriptors. */
struct gather {
    uint8_t bytes[DEVSIM_NET_FRAME_MAX + 8]; /* room for a check sequence and a tag */
    uint32_t length;
    bool started;           /* the first data descriptor was seen */
    bool ready;             /* whole, and refused by the port: it has to be sent again */
    bool bad;               /* the check sequence that the driver brought is wrong */
    uint32_t options;       /* TXD_IXSM and TXD_TXSM of the first one */
    struct offload ip, transport;
    bool is_tcp;
};

struct card {
    devsim_device *device;
    struct port *port;
    uint32_t *reg; /* BAR_BYTES: what each register holds */
    uint64_t turn; /* of the engine */

    uint64_t link_ns; /* options */
    bool check;
    uint8_t address[6];

    uint16_t nvm[NVM_WORDS];
    uint32_t nvm_shift, nvm_bits, nvm_command, nvm_byte; /* what EECD's pins did, see nvm.c */
    bool nvm_writable;
    uint16_t phy[PHY_REGISTERS];
    bool negotiating;

    struct ring receive[QUEUES], transmit[QUEUES];
    struct gather gather[QUEUES];
    uint8_t scratch[DEVSIM_NET_FRAME_MAX + 8]; /* a frame that is received otherwise than it arrived */
    uint32_t buffer_bytes; /* of a receive descriptor */
    uint32_t *shown;       /* with DEVSIM_ACCESS_MEMORY: what each register was stored as last */
    bool seen, no_buffer;  /* the frame at hand was counted in TPR, and in RNBC */
    bool hung;             /* transmission, by request of a test */
    uint32_t mangles;      /* write-backs still to be corrupted */
    uint32_t mangle_kind;

    uint32_t raised;       /* causes since the last interrupts_update() */
    uint32_t delayed;      /* causes that RDTR or TIDV hold back */
    uint32_t signalled;    /* causes for which a message was sent */
    bool line;
    uint64_t earliest[VECTORS + 1]; /* when the next message of a vector, or the line, may come */
    uint64_t receive_limit, transmit_limit; /* when RADV and TADV end a delay; 0: no delay */
};

/** A register, by its offset; as an lvalue. */
#define REG(card, offset) ((card)->reg[(offset) / 4])

#endif
