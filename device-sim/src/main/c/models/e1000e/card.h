/* SPDX-License-Identifier: Apache-2.0 */
/**
 * One 82574L: what its parts know of each other. The parts are files of this folder; the registers are its memory.
 */
#ifndef E1000E_CARD_H
#define E1000E_CARD_H

#include "devsim_net.h"
#include "registers.h"

#include "net/port.h"

#include <stdbool.h>

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

/** Headers that offloads care about. */
struct headers {
    uint32_t network;   /* offset of the IP header, 0 if there is none */
    uint32_t transport; /* offset of the TCP or UDP header, 0 if there is none or this is a fragment */
    uint32_t end;       /* where the IP packet ends */
    uint8_t version;    /* 4 or 6 */
    uint8_t protocol;   /* 6 and 17 matter */
    bool extended;      /* IPv6 with extension headers */
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

/* card.c */
void card_reset(struct card *card); /* as CTRL.RST does */
/** Lets the engine turn after a register was written, unless someone else turns it. */
void card_run(struct card *card);

/* mirror.c */
void mirror_look(void *state);
void mirror_show(void *state);

/* access.c */
uint64_t card_read(void *state, uint32_t window, uint64_t offset, uint32_t width);
void card_write(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value);
int card_peek(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t *value);
int card_poke(void *state, uint32_t window, uint64_t offset, uint32_t width, uint64_t value);
/** A write of a register, without the checks of an access. */
void card_store(struct card *card, uint32_t offset, uint32_t value);

/* nvm.c */
void nvm_create(struct card *card);
void nvm_load(struct card *card); /* the first address, as after each reset */
void nvm_read(struct card *card, uint32_t value);
void nvm_write(struct card *card, uint32_t value);
void nvm_bang(struct card *card, uint32_t value);

/* phy.c */
void phy_reset(struct card *card);
void link_reset(struct card *card); /* with the MAC: it comes again when CTRL.SLU is set */
void phy_command(struct card *card, uint32_t value);
/** The cable, CTRL.SLU or the PHY changed: the link comes after a while, or goes at once. */
void link_update(struct card *card);
bool link_is_up(const struct card *card);

/* interrupts.c */
void interrupts_reset(struct card *card);
/** Notes causes; interrupts_update() does the rest, once an entry into the model. */
void interrupts_raise(struct card *card, uint32_t causes);
void interrupts_update(struct card *card);
uint32_t interrupts_read(struct card *card);
void interrupts_acknowledge(struct card *card, uint32_t value);
void interrupts_enable(struct card *card, uint32_t value);
void interrupts_disable(struct card *card, uint32_t value);

/* delay.c */
void delay_receive(struct card *card, uint32_t causes);
void delay_transmit(struct card *card, uint32_t causes);
void delay_flush(struct card *card);

/* ring.c */
int rings_create(struct card *card);
void rings_destroy(struct card *card);
void rings_reset(struct card *card);
void ring_store(struct card *card, uint32_t offset, uint32_t value);
struct ring *ring_of(struct card *card, uint32_t offset);
/** Fetches what was handed over, and checks it. */
void ring_fetch(struct card *card, struct ring *ring);
/** Descriptors that were fetched and are not used yet. */
uint32_t ring_ready(const struct ring *ring);
/** The n-th of these, checked again if the driver had time to change it. */
struct descriptor *ring_at(struct card *card, struct ring *ring, uint32_t n);
uint64_t ring_address(const struct ring *ring, uint32_t index);
void ring_advance(struct card *card, struct ring *ring, uint32_t count);
/** After a DMA fault: nothing that was fetched is used any more. */
void ring_stop(struct ring *ring);
/** Reports a broken rule of a descriptor, and stops the ring. */
void ring_break(struct card *card, struct ring *ring, uint32_t index, const char *rule);

/* receive.c, receive_writeback.c */
uint32_t receive(struct card *card, uint32_t packets);
void receive_control(struct card *card, uint32_t value);
struct verdict {
    uint32_t status; /* RXD_..., but for DD and EOP */
    uint32_t errors;
    uint32_t hash, hash_type, queue;
    uint16_t checksum, identification, tag;
};
bool receive_write_back(struct card *card, struct ring *ring, uint32_t index, const struct verdict *verdict,
                        uint32_t length, bool last);

/* filter.c */
/** Whether a frame's address and VLAN are wanted; *inexact if the driver has to look again. */
bool filter_accepts(const struct card *card, const uint8_t *frame, uint32_t length, bool *inexact);

/* headers.c */
struct headers headers_find(const uint8_t *frame, uint32_t length, uint16_t vlan_type);
uint32_t sum_bytes(uint32_t sum, const uint8_t *bytes, uint32_t length);
uint16_t sum_fold(uint32_t sum);
uint32_t frame_check(const uint8_t *frame, uint32_t length);

/* receive_offload.c, rss.c */
void receive_checksums(const struct card *card, const uint8_t *frame, uint32_t length, const struct headers *headers,
                       struct verdict *verdict);
void rss_choose(const struct card *card, const uint8_t *frame, const struct headers *headers, struct verdict *verdict);

/* transmit.c, transmit_offload.c */
uint32_t transmit(struct card *card, uint32_t packets);
void gather_reset(struct gather *gather);
/** Whether the port has refused a frame: this turn sends no more. */
bool transmit_waits(const struct card *card);
void transmit_context(struct gather *gather, const struct descriptor *descriptor);
/** Inserts checksums, a tag and padding into a whole frame. False if it can't be sent; the fault is reported. */
bool transmit_finish(struct card *card, struct ring *ring, struct gather *gather, uint32_t lower, uint32_t upper);

/* statistics.c */
void statistics_count(struct card *card, uint32_t offset, uint32_t amount);
uint32_t statistics_read(struct card *card, uint32_t offset);
void statistics_received(struct card *card, const uint8_t *frame, uint32_t length);
void statistics_sent(struct card *card, const uint8_t *frame, uint32_t length);

#endif
