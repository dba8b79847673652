/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A driver for the e1000e model in as few lines as its tests need, by numbers: no name is from the model's source.
 * Descriptors and buffers lie in one block that is mapped at NIC_IOVA.
 */
#ifndef NIC_H
#define NIC_H

#include "bus.h"
#include "devsim_net.h"

#include <string.h>

enum {
    CTRL = 0x0, STATUS = 0x8, EECD = 0x10, EERD = 0x14, CTRL_EXT = 0x18, MDIC = 0x20, VET = 0x38, ICR = 0xc0,
    ITR = 0xc4, ICS = 0xc8, IMS = 0xd0, IMC = 0xd8, EIAC = 0xdc, IAM = 0xe0, IVAR = 0xe4, EITR = 0xe8, RCTL = 0x100,
    TCTL = 0x400,
    RDBAL = 0x2800, RDBAH = 0x2804, RDLEN = 0x2808, RDH = 0x2810, RDT = 0x2818, RDTR = 0x2820, RADV = 0x282c,
    TDBAL = 0x3800, TDBAH = 0x3804, TDLEN = 0x3808, TDH = 0x3810, TDT = 0x3818, TIDV = 0x3820, TADV = 0x382c,
    RXCSUM = 0x5000, RFCTL = 0x5008, MTA = 0x5200, RAL = 0x5400, RAH = 0x5404, VFTA = 0x5600, MRQC = 0x5818,
    RETA = 0x5c00, RSSRK = 0x5c80, NIC_QUEUE1 = 0x100,
};

enum { RING = 32, BUFFER = 2048 };
#define NIC_IOVA UINT64_C(0x123400000000)

struct nic_descriptor {
    uint64_t address, upper;
};

struct nic_memory {
    struct nic_descriptor rx[2][RING], tx[2][RING];
    uint8_t rx_buffer[2][RING][BUFFER], tx_buffer[2][RING][BUFFER];
};

struct nic {
    devsim_device *device;
    struct nic_memory *memory;
    uint32_t rx_next[2], rx_tail[2], tx_tail[2];
    uint32_t rctl;
};

static inline uint64_t nic_address(const struct nic *nic, const void *inside)
{
    return NIC_IOVA + (uint64_t)((const char *)inside - (const char *)nic->memory);
}

static inline struct nic nic_open(const char *options)
{
    struct nic nic = {.device = bus_open("e1000e", options)};
    nic.memory = aligned_alloc(4096, (sizeof *nic.memory + 4095) / 4096 * 4096);
    memset(nic.memory, 0, sizeof *nic.memory);
    CHECK_EQ(0, devsim_iommu_map(nic.device, NIC_IOVA, nic.memory, sizeof *nic.memory,
                                 DEVSIM_DMA_TO_DEVICE | DEVSIM_DMA_FROM_DEVICE));
    return nic;
}

static inline void nic_close(struct nic *nic)
{
    devsim_close(nic->device);
    free(nic->memory);
}

/* Sets up both rings of a queue; receiving gets `buffers` of them. */
static inline void nic_queue(struct nic *nic, uint32_t queue, uint32_t buffers)
{
    uint32_t at = queue * NIC_QUEUE1;
    struct nic_descriptor *rx = nic->memory->rx[queue], *tx = nic->memory->tx[queue];
    for (uint32_t i = 0; i < RING; i++) {
        rx[i] = (struct nic_descriptor){nic_address(nic, nic->memory->rx_buffer[queue][i]), 0};
        tx[i] = (struct nic_descriptor){0};
    }
    write32(nic->device, RDBAL + at, (uint32_t)nic_address(nic, rx));
    write32(nic->device, RDBAH + at, (uint32_t)(nic_address(nic, rx) >> 32));
    write32(nic->device, RDLEN + at, RING * 16);
    write32(nic->device, RDH + at, 0);
    write32(nic->device, RDT + at, 0);
    write32(nic->device, TDBAL + at, (uint32_t)nic_address(nic, tx));
    write32(nic->device, TDBAH + at, (uint32_t)(nic_address(nic, tx) >> 32));
    write32(nic->device, TDLEN + at, RING * 16);
    write32(nic->device, TDH + at, 0);
    write32(nic->device, TDT + at, 0);
    nic->rx_next[queue] = 0;
    nic->tx_tail[queue] = 0;
    nic->rx_tail[queue] = buffers;
    write32(nic->device, RDT + at, buffers);
}

enum {
    RCTL_EN = 1 << 1, RCTL_UPE = 1 << 3, RCTL_MPE = 1 << 4, RCTL_LPE = 1 << 5, RCTL_BAM = 1 << 15, RCTL_SECRC = 1 << 26,
};

/* Link up, both directions on, broadcast accepted, check sequences stripped; time moves only as the test wants it. */
static inline void nic_start(struct nic *nic)
{
    CHECK_EQ(0, devsim_clock_mode(nic->device, DEVSIM_CLOCK_STEPPED, 0));
    write32(nic->device, CTRL, read32(nic->device, CTRL) | 1 << 6);
    devsim_clock_advance(nic->device, 1000000);
    CHECK_EQ(2, read32(nic->device, STATUS) & 2);
    nic_queue(nic, 0, RING - 1);
    write32(nic->device, TCTL, 1 << 1 | 1 << 3);
    nic->rctl = RCTL_EN | RCTL_BAM | RCTL_SECRC;
    write32(nic->device, RCTL, nic->rctl);
}

static inline struct nic nic_started(const char *options)
{
    struct nic nic = nic_open(options);
    nic_start(&nic);
    return nic;
}

/* Frame `number`, of which every byte depends on it, to an address. */
static inline void nic_frame(uint8_t *frame, uint32_t length, const char *to, uint32_t number)
{
    for (uint32_t i = 0; i < length; i++)
        frame[i] = (uint8_t)(number * 31 + i * 7 + i / 256);
    for (int i = 0; i < 6; i++)
        frame[i] = (uint8_t)strtoul(to + 3 * i, NULL, 16);
    frame[6] = 2;
    frame[12] = 0x88; /* an experimental type: no offload looks into it */
    frame[13] = 0xb5;
}

#define NIC_MAC "52:54:00:12:34:56"

/* ---- sending and receiving with legacy descriptors ----------------------------------------------------------- */

enum { TX_EOP = 1 << 24, TX_IFCS = 1 << 25, TX_RS = 1 << 27 };

static inline void nic_send(struct nic *nic, uint32_t queue, const uint8_t *frame, uint32_t length, uint32_t command)
{
    uint32_t slot = nic->tx_tail[queue];
    memcpy(nic->memory->tx_buffer[queue][slot], frame, length);
    nic->memory->tx[queue][slot] = (struct nic_descriptor){nic_address(nic, nic->memory->tx_buffer[queue][slot]),
                                                           length | (uint64_t)command};
    nic->tx_tail[queue] = (slot + 1) % RING;
    write32(nic->device, TDT + queue * NIC_QUEUE1, nic->tx_tail[queue]);
}

#define NIC_SEND (TX_EOP | TX_IFCS | TX_RS)

/* The next received descriptor, NULL if it is not done; *frame is its buffer. */
static inline const struct nic_descriptor *nic_received(struct nic *nic, uint32_t queue, const uint8_t **frame)
{
    uint32_t slot = nic->rx_next[queue];
    const struct nic_descriptor *done = &nic->memory->rx[queue][slot];
    bool extended = (read32(nic->device, RFCTL) & 1 << 15) != 0;
    if ((__atomic_load_n(&done->upper, __ATOMIC_ACQUIRE) >> (extended ? 0 : 32) & 1) == 0)
        return NULL;
    *frame = nic->memory->rx_buffer[queue][slot];
    nic->rx_next[queue] = (slot + 1) % RING;
    return done;
}

/* Gives the oldest slot back that is not the device's. */
static inline void nic_refill(struct nic *nic, uint32_t queue)
{
    uint32_t slot = nic->rx_tail[queue];
    nic->memory->rx[queue][slot] = (struct nic_descriptor){nic_address(nic, nic->memory->rx_buffer[queue][slot]), 0};
    nic->rx_tail[queue] = (slot + 1) % RING;
    write32(nic->device, RDT + queue * NIC_QUEUE1, nic->rx_tail[queue]);
}

/* Whether the next received frame is whole, in order, and this one; gives its slot back. */
static inline bool nic_expect(struct nic *nic, const uint8_t *frame, uint32_t length)
{
    const uint8_t *got;
    const struct nic_descriptor *done = nic_received(nic, 0, &got);
    bool same = done != NULL && (done->upper & 0xffff) == length && (done->upper >> 32 & 3) == 3
                && (done->upper >> 40 & 0xff) == 0 && memcmp(got, frame, length) == 0;
    if (done != NULL)
        nic_refill(nic, 0);
    return same;
}

static inline devsim_net_counts nic_counts(const struct nic *nic)
{
    devsim_net_counts counts = {0};
    CHECK_EQ(0, devsim_net_count(nic->device, &counts));
    CHECK_EQ(counts.arrived, counts.received + counts.missed + counts.filtered + counts.bad + counts.deaf
                                 + counts.broken + counts.waiting);
    return counts;
}

/* No rule was broken; if one was, it is printed. */
#define CHECK_NO_FAULT(nic) \
    do { \
        CHECK_EQ(0, faults((nic)->device)); \
        if (faults((nic)->device) != 0) \
            fprintf(stderr, "  %s\n", devsim_faults_of((nic)->device)->ring[0].detail); \
    } while (0)

#endif
