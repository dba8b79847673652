/* SPDX-License-Identifier: Apache-2.0 */
/* The e1000e model: frames through legacy descriptors of queue 0, filters, and the cable by hand. */
#include "nic.h"

#include <errno.h>

static void a_frame_in(void)
{
    uint8_t frame[1514];
    struct nic nic = nic_started("");
    for (uint32_t i = 0; i < 100; i++) { /* three times round the ring */
        uint32_t length = 60 + i * 14;
        nic_frame(frame, length, NIC_MAC, i);
        CHECK_EQ(0, devsim_net_inject(nic.device, frame, length));
        CHECK(nic_expect(&nic, frame, length));
        CHECK_EQ((i + 1) % RING, read32(nic.device, RDH));
    }
    nic_frame(frame, 20, NIC_MAC, 1);
    memset(frame + 20, 0, 40);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, 20)); /* padded, as its sender would have done */
    CHECK(nic_expect(&nic, frame, 60));
    CHECK_EQ(101, nic_counts(&nic).received);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void a_frame_out(void)
{
    uint8_t frame[1514], data[1514];
    uint32_t length = 0;
    struct nic nic = nic_started("");
    CHECK_EQ(-EAGAIN, devsim_net_take(nic.device, data, sizeof data, &length));
    for (uint32_t i = 0; i < 100; i++) {
        uint32_t size = 60 + i * 14, slot = nic.tx_tail[0];
        nic_frame(frame, size, "ff:ff:ff:ff:ff:ff", i);
        nic_send(&nic, 0, frame, size, NIC_SEND);
        CHECK_EQ(1, nic.memory->tx[0][slot].upper >> 32 & 1);
        CHECK_EQ(nic.tx_tail[0], read32(nic.device, TDH));
        CHECK_EQ(0, devsim_net_take(nic.device, data, sizeof data, &length));
        CHECK_EQ(size, length);
        CHECK(memcmp(frame, data, size) == 0);
    }
    nic_send(&nic, 0, frame, 20, TX_EOP | TX_IFCS); /* no RS: nothing is written back; TCTL.PSP pads */
    CHECK_EQ(0, nic.memory->tx[0][(nic.tx_tail[0] + RING - 1) % RING].upper >> 32);
    CHECK_EQ(-EMSGSIZE, devsim_net_take(nic.device, data, 59, &length));
    CHECK_EQ(60, length);
    CHECK_EQ(0, devsim_net_take(nic.device, data, 60, NULL));
    CHECK_EQ(0, data[59]);
    CHECK_EQ(101, nic_counts(&nic).sent);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void a_frame_of_many_buffers(void)
{
    static uint8_t frame[9000], data[9000];
    struct nic nic = nic_started("");
    write32(nic.device, RCTL, nic.rctl | RCTL_LPE);
    nic_frame(frame, sizeof frame, NIC_MAC, 3);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    uint32_t total = 0;
    for (uint32_t i = 0; i < 5; i++) {
        const uint8_t *part = NULL;
        const struct nic_descriptor *done = nic_received(&nic, 0, &part);
        CHECK(done != NULL);
        if (done == NULL)
            break;
        CHECK_EQ(i == 4 ? 3 : 1, done->upper >> 32 & 3); /* EOP on the last one alone */
        memcpy(data + total, part, done->upper & 0xffff);
        total += done->upper & 0xffff;
    }
    CHECK_EQ(9000, total);
    CHECK(memcmp(frame, data, sizeof frame) == 0);
    for (uint32_t i = 0; i < 5; i++) { /* and out again, in five parts of which the last one is told of */
        uint32_t slot = nic.tx_tail[0], size = i == 4 ? 808 : 2048;
        memcpy(nic.memory->tx_buffer[0][slot], frame + 2048 * i, size);
        nic.memory->tx[0][slot] = (struct nic_descriptor){nic_address(&nic, nic.memory->tx_buffer[0][slot]),
                                                          size | TX_IFCS | (i == 4 ? TX_EOP | (uint64_t)TX_RS : 0)};
        nic.tx_tail[0]++;
    }
    write32(nic.device, TDT, nic.tx_tail[0]);
    CHECK_EQ(0, devsim_net_take(nic.device, data, sizeof data, &total));
    CHECK_EQ(9000, total);
    CHECK(memcmp(frame, data, sizeof frame) == 0);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void sizes_of_buffers(void)
{
    static const struct {
        uint32_t rctl, bytes;
    } table[] = {
        {0, 2048}, {1 << 16, 1024}, {2 << 16, 512}, {3 << 16, 256}, {1 << 25 | 3 << 16, 4096}, {1 << 27, 1024},
    };
    static uint8_t frame[4000];
    const uint8_t *data;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct nic nic = nic_started("");
        write32(nic.device, RCTL, nic.rctl | RCTL_LPE | table[i].rctl);
        nic_frame(frame, sizeof frame, NIC_MAC, 0);
        CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
        for (uint32_t left = sizeof frame; left > 0;) {
            const struct nic_descriptor *done = nic_received(&nic, 0, &data);
            uint32_t part = left < table[i].bytes ? left : table[i].bytes;
            CHECK(done != NULL && (done->upper & 0xffff) == part);
            left -= part;
        }
        CHECK_NO_FAULT(&nic);
        nic_close(&nic);
    }
    struct nic nic = nic_started("");
    write32(nic.device, RCTL, nic.rctl | RCTL_LPE | 1 << 25);
    CHECK_EQ(DEVSIM_FAULT_MODEL, last_fault(nic.device)); /* reserved */
    nic_close(&nic);
}

static void a_frame_that_no_ring_holds(void)
{
    static uint8_t frame[9000];
    struct nic nic = nic_started("");
    write32(nic.device, RCTL, nic.rctl | RCTL_LPE | 3 << 16); /* 36 buffers of 256 bytes */
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    CHECK_EQ(1, faults(nic.device));
    CHECK_EQ(1, nic_counts(&nic).broken);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, 200)); /* the next one is none the worse */
    CHECK(nic_expect(&nic, frame, 200));
    nic_close(&nic);
}

static void dma_switched_off(void)
{
    uint8_t frame[60];
    struct nic nic = nic_started("");
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    write32(nic.device, CTRL, read32(nic.device, CTRL) | 1 << 2); /* GIO master disable */
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(1, nic_counts(&nic).waiting);
    CHECK_EQ(0, read32(nic.device, TDH));
    write32(nic.device, CTRL, read32(nic.device, CTRL) & ~(1u << 2));
    CHECK(nic_expect(&nic, frame, sizeof frame));
    CHECK_EQ(1, read32(nic.device, TDH));
    write32(nic.device, 0x3840, 3); /* TARC0 without ENABLE */
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(1, read32(nic.device, TDH));
    write32(nic.device, 0x3840, 0x403);
    CHECK_EQ(2, read32(nic.device, TDH));
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void addresses(void)
{
    static const struct {
        const char *to;
        uint32_t rctl;
        bool accepted;
    } table[] = {
        {NIC_MAC, 0, true}, {"52:54:00:12:34:57", 0, false}, {"52:54:00:12:34:57", RCTL_UPE, true},
        {"ff:ff:ff:ff:ff:ff", 0, false}, {"ff:ff:ff:ff:ff:ff", RCTL_BAM, true}, {"01:00:5e:00:00:01", 0, false},
        {"01:00:5e:00:00:01", RCTL_MPE, true}, {"01:00:5e:00:00:01", RCTL_UPE, false},
        {"01:00:5e:00:00:fb", 0, true}, /* by the hash */ {"02:00:00:00:00:05", 0, true}, /* by RAL[3] */
    };
    uint8_t frame[60];
    const uint8_t *data;
    struct nic nic = nic_started("");
    write32(nic.device, MTA + 4 * (0xfb0 >> 5), 1u << (0xfb0 & 31)); /* 0xfb00 >> 4 */
    write32(nic.device, RAL + 24, 0x00000002);
    write32(nic.device, RAH + 24, 0x80000500);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        write32(nic.device, RCTL, RCTL_EN | RCTL_SECRC | table[i].rctl);
        nic_frame(frame, sizeof frame, table[i].to, 0);
        CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
        const struct nic_descriptor *done = nic_received(&nic, 0, &data);
        CHECK_EQ(table[i].accepted, done != NULL);
        if (done != NULL)
            CHECK_EQ(i == 8, done->upper >> 39 & 1); /* passed the inexact filter */
    }
    CHECK_EQ(4, nic_counts(&nic).filtered);
    write32(nic.device, RCTL, RCTL_SECRC);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    CHECK_EQ(1, nic_counts(&nic).deaf);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void frames_wait_for_buffers(void)
{
    uint8_t frame[60];
    struct nic nic = nic_started("");
    uint32_t lost = 0;
    for (uint32_t i = 0; i < 4000; i++) {
        nic_frame(frame, sizeof frame, NIC_MAC, i);
        int error = devsim_net_inject(nic.device, frame, sizeof frame);
        CHECK(error == 0 || error == -ENOBUFS);
        lost += error != 0;
    }
    uint32_t kept = DEVSIM_NET_QUEUE / (16 + 64);
    CHECK_EQ(4000 - kept - (RING - 1), lost);
    CHECK_EQ(lost, nic_counts(&nic).missed);
    CHECK_EQ(lost, read32(nic.device, 0x4010)); /* MPC */
    CHECK_EQ(0, read32(nic.device, 0x4010));
    CHECK_EQ(1, read32(nic.device, 0x40a0)); /* RNBC */
    CHECK_EQ(1 << 6, read32(nic.device, ICR) & 1 << 6);
    for (uint32_t i = 0; i < kept + RING - 1; i++) {
        nic_frame(frame, sizeof frame, NIC_MAC, i);
        CHECK(nic_expect(&nic, frame, sizeof frame));
    }
    CHECK(!nic_expect(&nic, frame, sizeof frame));
    CHECK_EQ(0, nic_counts(&nic).waiting);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void echo_and_discard(void)
{
    uint8_t frame[1514];
    struct nic nic = nic_started("");
    CHECK_EQ(0, devsim_net_echo(nic.device));
    for (uint32_t i = 0; i < 70; i++) {
        nic_frame(frame, sizeof frame, NIC_MAC, i);
        nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
        CHECK(nic_expect(&nic, frame, sizeof frame));
    }
    CHECK_EQ(0, devsim_net_discard(nic.device));
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK(!nic_expect(&nic, frame, sizeof frame));
    devsim_net_counts counts = nic_counts(&nic);
    CHECK_EQ(71, counts.sent);
    CHECK_EQ(1, counts.discarded);
    CHECK_EQ(70, counts.received);
    CHECK_EQ(0, devsim_net_leave(nic.device));
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(0, devsim_net_take(nic.device, frame, sizeof frame, NULL));
    CHECK_EQ(0, devsim_net_counts_clear(nic.device));
    CHECK_EQ(0, nic_counts(&nic).sent);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void removal(void)
{
    uint8_t frame[60];
    struct nic nic = nic_started("");
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    CHECK_EQ(0, devsim_set_state(nic.device, DEVSIM_STATE_REMOVED));
    CHECK_EQ(0xffffffff, read32(nic.device, STATUS));
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    CHECK_EQ(1, nic_counts(&nic).deaf);
    CHECK_EQ(0, devsim_set_state(nic.device, DEVSIM_STATE_NORMAL));
    CHECK_EQ(0, read32(nic.device, RCTL)); /* it was without power */
    nic_start(&nic);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    CHECK(nic_expect(&nic, frame, sizeof frame));
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

int main(void)
{
    RUN_BOTH(a_frame_in);
    RUN_BOTH(a_frame_out);
    RUN_BOTH(a_frame_of_many_buffers);
    RUN_BOTH(sizes_of_buffers);
    RUN_BOTH(a_frame_that_no_ring_holds);
    RUN_BOTH(dma_switched_off);
    RUN_BOTH(addresses);
    RUN_BOTH(frames_wait_for_buffers);
    RUN_BOTH(echo_and_discard);
    RUN_BOTH(removal);
    return test_summary();
}
