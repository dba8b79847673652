/* SPDX-License-Identifier: Apache-2.0 */
/* Two queues: RSS by the vectors of Microsoft's "Verifying the RSS Hash Calculation", and sending from both. */
#include "packets.h"

enum { EXTENDED = 1 << 15, HASHED = 1 << 13 };

static const uint8_t key[40] = {
    0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67,
    0x25, 0x3d, 0x43, 0xa3, 0x8f, 0xb0, 0xd0, 0xca, 0x2b, 0xcb,
    0xae, 0x7b, 0x30, 0xb4, 0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30,
    0xf2, 0x0c, 0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac, 0x01, 0xfa,
};

static struct nic with_rss(uint32_t fields)
{
    struct nic nic = nic_started("");
    nic_queue(&nic, 1, RING - 1);
    write32(nic.device, RFCTL, EXTENDED);
    write32(nic.device, RXCSUM, HASHED | 0x300);
    for (uint32_t i = 0; i < 10; i++) {
        uint32_t word;
        memcpy(&word, key + 4 * i, 4);
        write32(nic.device, RSSRK + 4 * i, word);
    }
    write32(nic.device, MRQC, 1 | fields << 16);
    return nic;
}

/* The hash and its type; the frame went to the queue that the table has for it. */
static void hashed(struct nic *nic, const uint8_t *frame, uint32_t hash, uint32_t type)
{
    const uint8_t *data;
    for (uint32_t queue = 0; queue < 2; queue++) {
        uint32_t entry = type == 0 ? 0 : hash & 127, others = queue == 0 ? 0x80808080 : 0;
        for (uint32_t i = 0; i < 32; i++)
            write32(nic->device, RETA + 4 * i, others);
        write32(nic->device, RETA + (entry & ~3u), others ^ 0x80u << 8 * (entry & 3));
        uint32_t expected = type == 0 ? 0 : queue;
        CHECK_EQ(0, devsim_net_inject(nic->device, frame, LENGTH));
        const struct nic_descriptor *done = nic_received(nic, expected, &data);
        CHECK(done != NULL);
        if (done == NULL)
            continue;
        CHECK_EQ(type | expected << 8, done->address & 0xffffffff);
        CHECK_EQ(hash, done->address >> 32);
        CHECK(memcmp(frame, data, LENGTH) == 0);
        nic_refill(nic, expected);
    }
}

static void rss_ipv4(void)
{
    static const struct {
        uint8_t addresses[8]; /* from, to */
        uint16_t from, to;
        uint32_t with_ports, without;
    } table[] = {
        {{66, 9, 149, 187, 161, 142, 100, 80}, 2794, 1766, 0x51ccc178, 0x323e8fc2},
        {{199, 92, 111, 2, 65, 69, 140, 83}, 14230, 4739, 0xc626b0ea, 0xd718262a},
        {{24, 19, 198, 95, 12, 22, 207, 184}, 12898, 38024, 0x5c2b394a, 0xd2d0a5de},
    };
    uint8_t frame[LENGTH];
    for (uint32_t fields = 0; fields < 4; fields++) {
        struct nic nic = with_rss(fields);
        for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
            ipv4(frame, 6);
            memcpy(frame + 26, table[i].addresses, 8);
            put16(frame + 34, table[i].from);
            put16(frame + 36, table[i].to);
            hashed(&nic, frame, fields & 1 ? table[i].with_ports : fields & 2 ? table[i].without : 0,
                   fields & 1 ? 1 : fields & 2 ? 2 : 0);
            frame[23] = 17; /* UDP's ports do not count */
            hashed(&nic, frame, fields & 2 ? table[i].without : 0, fields & 2 ? 2 : 0);
        }
        CHECK_NO_FAULT(&nic);
        nic_close(&nic);
    }
}

static void rss_ipv6(void)
{
    static const uint8_t addresses[32] = {
        0x3f, 0xfe, 0x25, 0x01, 0x02, 0x00, 0x1f, 0xff, 0, 0, 0, 0, 0, 0, 0, 7,
        0x3f, 0xfe, 0x25, 0x01, 0x02, 0x00, 0x00, 0x03, 0, 0, 0, 0, 0, 0, 0, 1,
    };
    uint8_t frame[LENGTH];
    for (int with_ports = 0; with_ports < 2; with_ports++) {
        struct nic nic = with_rss(with_ports ? 4 : 16);
        ipv6(frame, 0);
        memcpy(frame + IP + 8, addresses, 32);
        put16(frame + IP + 40, 2794);
        put16(frame + IP + 42, 1766);
        hashed(&nic, frame, with_ports ? 0x40207d3d : 0x2cc18cd5, with_ports ? 3 : 5);
        CHECK_NO_FAULT(&nic);
        nic_close(&nic);
    }
}

/* A source without gaps waits for the queue that a frame is for, and none is missed. */
static void a_full_queue_holds_the_source(void)
{
    struct nic nic = with_rss(2);
    const uint8_t *data;
    for (uint32_t i = 0; i < 32; i++)
        write32(nic.device, RETA + 4 * i, 0x80008000);
    CHECK_EQ(0, devsim_net_generate(nic.device, 60, 2000, 0, 16));
    for (uint32_t received = 0; received < 2000;) {
        uint32_t before = received;
        for (uint32_t queue = 0; queue < 2; queue++) {
            while (nic_received(&nic, queue, &data) != NULL) {
                received++;
                nic_refill(&nic, queue);
            }
        }
        CHECK(received != before);
        if (received == before)
            break;
    }
    CHECK_EQ(2000, nic_counts(&nic).received);
    CHECK_EQ(0, nic_counts(&nic).missed);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

/* Two queues out: each one's ring, each one's frames. */
static void two_transmit_queues(void)
{
    uint8_t frame[LENGTH], data[2048];
    uint32_t length = 0;
    struct nic nic = nic_started("");
    nic_queue(&nic, 1, 0);
    for (uint32_t i = 0; i < 70; i++) {
        nic_frame(frame, LENGTH, NIC_MAC, i);
        nic_send(&nic, i % 2, frame, LENGTH, NIC_SEND);
        CHECK_EQ(0, devsim_net_take(nic.device, data, sizeof data, &length));
        CHECK_EQ(LENGTH, length);
        CHECK(memcmp(frame, data, LENGTH) == 0);
        CHECK_EQ(nic.tx_tail[i % 2], read32(nic.device, TDH + NIC_QUEUE1 * (i % 2)));
    }
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

int main(void)
{
    RUN_BOTH(rss_ipv4);
    RUN_BOTH(rss_ipv6);
    RUN_BOTH(a_full_queue_holds_the_source);
    RUN_BOTH(two_transmit_queues);
    return test_summary();
}
