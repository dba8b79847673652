/* SPDX-License-Identifier: Apache-2.0 */
/* What a driver can do wrong with descriptors, and that the model says so. */
#include "nic.h"

static const char *last_detail(const struct nic *nic)
{
    uint64_t next = faults(nic->device);
    return next == 0 ? "no fault" : devsim_faults_of(nic->device)->ring[(next - 1) % DEVSIM_FAULT_CAPACITY].detail;
}

/* One fault, of that kind, that says this. */
#define CHECK_FAULT(nic, fault_kind, text) \
    do { \
        CHECK_EQ(1, faults((nic)->device)); \
        CHECK_EQ(fault_kind, last_fault((nic)->device)); \
        CHECK(strcmp(text, last_detail(nic)) == 0); \
        if (strcmp(text, last_detail(nic)) != 0) \
            fprintf(stderr, "  it says: %s\n", last_detail(nic)); \
    } while (0)
#define CHECK_RULE(nic, text) CHECK_FAULT(nic, DEVSIM_FAULT_MODEL, text)

static void send_one(struct nic *nic)
{
    uint8_t frame[60];
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    nic_send(nic, 0, frame, sizeof frame, NIC_SEND);
}

static void inject_one(struct nic *nic)
{
    uint8_t frame[60];
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    CHECK_EQ(0, devsim_net_inject(nic->device, frame, sizeof frame));
}

static void tails(void)
{
    struct nic nic = nic_started("");
    write32(nic.device, TDT, RING);
    CHECK_RULE(&nic, "transmit queue 0: a tail outside of the ring: 0x20");
    CHECK_EQ(0, read32(nic.device, TDH));
    nic_close(&nic);
    nic = nic_started("");
    write32(nic.device, RDT, 5); /* 31 are the card's: going back to 5 hands 6 of them over again */
    CHECK_RULE(&nic, "receive queue 0: a tail that overtakes the head: 0x5");
    nic_close(&nic);
    nic = nic_started("");
    write32(nic.device, RDT + NIC_QUEUE1, 1);
    CHECK_RULE(&nic, "receive queue 1: a tail, and the ring has no length: 0x1");
    nic_close(&nic);
}

static void rings(void)
{
    struct nic nic = nic_started("");
    write32(nic.device, RDLEN, 0x1000);
    CHECK_RULE(&nic, "receive queue 0: the ring changes while the card owns a part of it: 0x1000");
    nic_close(&nic);
    nic = nic_started("");
    write32(nic.device, TDBAL, 0x1008);
    CHECK_RULE(&nic, "transmit queue 0: a base that is not aligned to 16: 0x1008");
    nic_close(&nic);
    nic = nic_started("");
    write32(nic.device, TDLEN, 0x110);
    CHECK_RULE(&nic, "transmit queue 0: a length that is no multiple of 128: 0x110");
    nic_close(&nic);
    nic = nic_started("");
    write32(nic.device, TDH, RING);
    CHECK_RULE(&nic, "transmit queue 0: a head outside of the ring: 0x20");
    nic_close(&nic);
}

static void buffers(void)
{
    struct nic nic = nic_started("");
    nic.memory->tx[0][0] = (struct nic_descriptor){0, 60 | (uint64_t)NIC_SEND};
    write32(nic.device, TDT, 1);
    CHECK_RULE(&nic, "transmit queue 0: descriptor 0 was handed over without a buffer");
    nic.tx_tail[0] = 1;
    send_one(&nic); /* the queue stands still: one fault says it */
    CHECK_EQ(0, read32(nic.device, TDH));
    CHECK_EQ(1, faults(nic.device));
    nic_queue(&nic, 0, RING - 1); /* until it is set up again */
    devsim_faults_clear(nic.device);
    send_one(&nic);
    CHECK_EQ(1, read32(nic.device, TDH));
    nic_close(&nic);
    nic = nic_started("");
    const uint8_t *data;
    inject_one(&nic);
    CHECK(nic_received(&nic, 0, &data) != NULL);
    nic.memory->rx[0][31] = (struct nic_descriptor){0};
    write32(nic.device, RDT, 0);
    CHECK_RULE(&nic, "receive queue 0: descriptor 31 was handed over without a buffer");
    for (int i = 0; i < 30; i++) { /* those before it are in order */
        inject_one(&nic);
        CHECK(nic_received(&nic, 0, &data) != NULL);
    }
    inject_one(&nic);
    CHECK_EQ(1, nic_counts(&nic).waiting);
    nic_close(&nic);
}

static void done_bits(void)
{
    struct nic nic = nic_started("");
    nic.memory->tx[0][0] = (struct nic_descriptor){nic_address(&nic, nic.memory->tx_buffer[0][0]),
                                                   60 | (uint64_t)NIC_SEND | UINT64_C(1) << 32};
    write32(nic.device, TDT, 1);
    CHECK_RULE(&nic, "transmit queue 0: descriptor 0 was handed over with its done bit set");
    nic_close(&nic);
    nic = nic_started("");
    inject_one(&nic);
    nic.memory->rx[0][31] = nic.memory->rx[0][0]; /* as it was written back */
    write32(nic.device, RDT, 0);
    CHECK_RULE(&nic, "receive queue 0: descriptor 31 was handed over with its done bit set");
    nic_close(&nic);
}

static void changes(void)
{
    struct nic nic = nic_started("");
    inject_one(&nic);
    nic.memory->rx[0][1].address += 2;
    inject_one(&nic);
    CHECK_RULE(&nic, "receive queue 0: descriptor 1 changed while the card owned it");
    CHECK_EQ(1, nic_counts(&nic).broken);
    nic_close(&nic);
    nic = nic_started("check=0");
    nic.memory->rx[0][0].address += 2; /* not looked at: the card uses what it fetched */
    inject_one(&nic);
    CHECK_EQ(0, nic.memory->rx_buffer[0][0][1] - 0x54);
    CHECK_EQ(0, faults(nic.device));
    nic_close(&nic);
    nic = nic_started("");
    CHECK_EQ(0, devsim_net_stall(nic.device, 1000));
    send_one(&nic); /* not fetched yet: a driver that takes it back is too fast to be seen */
    devsim_clock_advance(nic.device, 1000);
    CHECK_EQ(0, faults(nic.device));
    CHECK_EQ(0, devsim_net_link(nic.device, 0));
    send_one(&nic);
    CHECK_EQ(1, read32(nic.device, TDH));
    nic_close(&nic);
}

/* One that was fetched, and waits for its turn: with plain memory the test says when that is. */
static void a_transmit_descriptor_changes(void)
{
    bus_access = DEVSIM_ACCESS_MEMORY;
    struct nic nic = nic_open("");
    CHECK_EQ(0, devsim_clock_mode(nic.device, DEVSIM_CLOCK_STEPPED, 0));
    write32(nic.device, CTRL, read32(nic.device, CTRL) | 1 << 6);
    CHECK_EQ(0, devsim_step(nic.device, 1));
    devsim_clock_advance(nic.device, 2000);
    nic_queue(&nic, 0, 0);
    write32(nic.device, TCTL, 1 << 1);
    for (int i = 0; i < 4; i++)
        send_one(&nic);
    CHECK_EQ(2, devsim_step(nic.device, 2));
    nic.memory->tx[0][3].upper++;
    CHECK_EQ(1, devsim_step(nic.device, 2));
    CHECK_RULE(&nic, "transmit queue 0: descriptor 3 changed while the card owned it");
    nic_close(&nic);
}

/* Half a frame, and the queue begins anew: what is sent then has nothing of it. */
static void half_a_frame_is_forgotten(void)
{
    uint8_t frame[60], data[128];
    uint32_t length = 0;
    struct nic nic = nic_started("");
    nic_frame(frame, sizeof frame, NIC_MAC, 1);
    nic_send(&nic, 0, frame, sizeof frame, TX_IFCS);
    CHECK_EQ(1, read32(nic.device, TDH));
    nic_queue(&nic, 0, RING - 1);
    devsim_faults_clear(nic.device);
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(0, devsim_net_take(nic.device, data, sizeof data, &length));
    CHECK_EQ(60, length);
    nic_close(&nic);
}

static void memory_that_is_not_mapped(void)
{
    struct nic nic = nic_started("");
    nic.memory->tx[0][0] = (struct nic_descriptor){0x1000, 60 | (uint64_t)NIC_SEND};
    write32(nic.device, TDT, 1);
    CHECK_FAULT(&nic, DEVSIM_FAULT_IOMMU_UNMAPPED, "DMA read at 0x1000: nothing is mapped there");
    CHECK_EQ(0, read32(nic.device, TDH));
    CHECK_EQ(0, nic_counts(&nic).sent);
    nic_close(&nic);
    nic = nic_started("");
    CHECK_EQ(0, devsim_iommu_unmap(nic.device, NIC_IOVA));
    inject_one(&nic);
    CHECK_EQ(1, faults(nic.device));
    CHECK_EQ(DEVSIM_FAULT_IOMMU_UNMAPPED, last_fault(nic.device));
    CHECK_EQ(1, nic_counts(&nic).broken);
    inject_one(&nic); /* the queue stands still */
    CHECK_EQ(1, faults(nic.device));
    CHECK_EQ(1, nic_counts(&nic).waiting);
    nic_close(&nic);
}

/* The ring is there, what it points to or its write-back is not. */
static void buffers_that_are_not_mapped(void)
{
    struct nic nic = nic_open("");
    struct nic_memory *memory = nic.memory;
    CHECK_EQ(0, devsim_iommu_unmap(nic.device, NIC_IOVA));
    uint64_t rings = offsetof(struct nic_memory, rx_buffer);
    CHECK_EQ(0, devsim_iommu_map(nic.device, NIC_IOVA, memory, rings, DEVSIM_DMA_TO_DEVICE));
    CHECK_EQ(0, devsim_iommu_map(nic.device, NIC_IOVA + rings, (char *)memory + rings, sizeof *memory - rings,
                                 DEVSIM_DMA_TO_DEVICE));
    nic_start(&nic);
    inject_one(&nic); /* the buffer is for the other direction */
    CHECK_FAULT(&nic, DEVSIM_FAULT_IOMMU_PERMISSION, "DMA write at 0x123400000800: mapped for the other direction");
    CHECK_EQ(1, nic_counts(&nic).broken);
    CHECK_EQ(0, read32(nic.device, RDH));
    devsim_faults_clear(nic.device);
    send_one(&nic); /* it goes out, and nobody hears of it */
    CHECK_EQ(1, nic_counts(&nic).sent);
    CHECK_EQ(2, faults(nic.device));
    CHECK_EQ(0, read32(nic.device, TDH));
    nic_close(&nic);
}

/* Transmit descriptors that make no sense. */
static void nonsense(void)
{
    static const struct {
        uint64_t upper;
        const char *text;
    } table[] = {
        {13 | (uint64_t)NIC_SEND,
         "transmit queue 0: descriptor 0 ends a frame that is shorter than an Ethernet header"},
        {60 | 1u << 20 | 1u << 26 | 1u << 29 | (uint64_t)NIC_SEND,
         "transmit queue 0: descriptor 0 wants segmentation, which the model does not have"},
        {60 | 2u << 20 | 1u << 29 | (uint64_t)NIC_SEND, "transmit queue 0: descriptor 0 is neither a context nor data"},
        {17000 | (uint64_t)NIC_SEND, "transmit queue 0: descriptor 0 makes the frame too long"},
        {60 | 59 << 16 | 1 << 26 | (uint64_t)NIC_SEND,
         "transmit queue 0: descriptor 0 has a checksum outside of its frame"},
        {60 | 24 << 16 | 1 << 26 | (uint64_t)NIC_SEND | UINT64_C(60) << 40,
         "transmit queue 0: descriptor 0 has a checksum outside of its frame"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct nic nic = nic_started("");
        nic.memory->tx[0][0] = (struct nic_descriptor){nic_address(&nic, nic.memory->tx_buffer[0][0]), table[i].upper};
        write32(nic.device, TDT, 1);
        CHECK_RULE(&nic, table[i].text);
        CHECK_EQ(0, nic_counts(&nic).sent);
        nic_close(&nic);
    }
    struct nic nic = nic_started("");
    write32(nic.device, RCTL, RCTL_EN | 1 << 10);
    CHECK_RULE(&nic, "the model does not split packets (RCTL.DTYP)");
    nic_close(&nic);
}

int main(void)
{
    RUN_BOTH(tails);
    RUN_BOTH(rings);
    RUN_BOTH(buffers);
    RUN_BOTH(done_bits);
    RUN_BOTH(changes);
    RUN(a_transmit_descriptor_changes);
    bus_access = DEVSIM_ACCESS_CALL;
    RUN_BOTH(half_a_frame_is_forgotten);
    RUN_BOTH(memory_that_is_not_mapped);
    RUN_BOTH(buffers_that_are_not_mapped);
    RUN_BOTH(nonsense);
    return test_summary();
}
