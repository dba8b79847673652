/* SPDX-License-Identifier: Apache-2.0 */
/* Two cards and a wire between them. */
#include "pair.h"

#include <errno.h>

static void there_and_back(void)
{
    uint8_t frame[1514];
    struct pair pair = wired(NULL);
    for (uint32_t i = 0; i < 100; i++) {
        nic_frame(frame, 60 + i, B_MAC, i);
        nic_send(&pair.a, 0, frame, 60 + i, NIC_SEND);
        CHECK(nic_expect(&pair.b, frame, 60 + i));
        nic_frame(frame, 60 + i, A_MAC, i);
        nic_send(&pair.b, 0, frame, 60 + i, NIC_SEND);
        CHECK(nic_expect(&pair.a, frame, 60 + i));
    }
    CHECK_EQ(100, nic_counts(&pair.a).sent);
    CHECK_EQ(100, nic_counts(&pair.a).received);
    CHECK_EQ(0, nic_counts(&pair.a).unsent);
    close_pair(&pair);
}

/* More than a queue holds, in one burst: the receiver takes its part meanwhile, as hardware would. */
static void a_burst(void)
{
    static uint8_t frame[15000];
    struct pair pair = wired(NULL);
    write32(pair.b.device, RCTL, pair.b.rctl | RCTL_LPE);
    uint8_t *block = pair.a.memory->tx_buffer[0][0]; /* one buffer for all of them */
    nic_frame(frame, sizeof frame, B_MAC, 1);
    memcpy(block, frame, sizeof frame);
    for (uint32_t i = 0; i < RING - 1; i++)
        pair.a.memory->tx[0][i] = (struct nic_descriptor){nic_address(&pair.a, block), 15000 | (uint64_t)NIC_SEND};
    write32(pair.a.device, TDT, RING - 1);
    CHECK_EQ(RING - 1, read32(pair.a.device, TDH));
    /* 31 descriptors take 3 frames of 8; 17 and the one that found it more than half full wait; the rest is lost. */
    devsim_net_counts counts = nic_counts(&pair.b);
    CHECK_EQ(31, counts.arrived);
    CHECK_EQ(3, counts.received);
    CHECK_EQ(17, counts.waiting);
    CHECK_EQ(11, counts.missed);
    close_pair(&pair);
}

static void flow_control(void)
{
    static uint8_t frame[15000];
    struct pair pair = wired(&(devsim_net_wire_options){.pause = 1});
    write32(pair.b.device, RCTL, pair.b.rctl | RCTL_LPE);
    nic_frame(frame, sizeof frame, B_MAC, 1);
    memcpy(pair.a.memory->tx_buffer[0][0], frame, sizeof frame);
    for (uint32_t i = 0; i < RING - 1; i++)
        pair.a.memory->tx[0][i] = (struct nic_descriptor){nic_address(&pair.a, pair.a.memory->tx_buffer[0][0]),
                                                          15000 | (uint64_t)NIC_SEND};
    write32(pair.a.device, TDT, RING - 1);
    CHECK(read32(pair.a.device, TDH) < RING - 1);
    for (uint32_t i = 0; i < (RING - 1) * 8; i++) { /* the receiver goes on, and so the sender does */
        const uint8_t *part;
        CHECK(nic_received(&pair.b, 0, &part) != NULL);
        nic_refill(&pair.b, 0);
    }
    CHECK_EQ(RING - 1, read32(pair.a.device, TDH));
    CHECK_EQ(RING - 1, nic_counts(&pair.b).received);
    CHECK_EQ(0, nic_counts(&pair.b).missed);
    close_pair(&pair);
}

static void delay(void)
{
    uint8_t frame[60];
    struct pair pair = wired(&(devsim_net_wire_options){.delay_ns = 5000});
    nic_frame(frame, sizeof frame, B_MAC, 1);
    nic_send(&pair.a, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(1, nic_counts(&pair.b).waiting);
    devsim_clock_advance(pair.b.device, 4999);
    CHECK(!nic_expect(&pair.b, frame, sizeof frame));
    devsim_clock_advance(pair.b.device, 1);
    CHECK(nic_expect(&pair.b, frame, sizeof frame));
    close_pair(&pair);
}

/* What arrives of 10000 frames, one number each; -1 ends it. */
static uint32_t arrivals(const devsim_net_wire_options *options, uint16_t *numbers, devsim_net_counts *sent,
                         devsim_net_counts *received)
{
    uint8_t frame[60];
    const uint8_t *data;
    uint32_t count = 0;
    struct pair pair = wired(options);
    for (uint32_t i = 0; i < 10000; i++) {
        nic_frame(frame, sizeof frame, B_MAC, 0);
        frame[20] = (uint8_t)(i >> 8);
        frame[21] = (uint8_t)i;
        nic_send(&pair.a, 0, frame, sizeof frame, NIC_SEND);
        while (nic_received(&pair.b, 0, &data) != NULL) {
            numbers[count++] = (uint16_t)(data[20] << 8 | data[21]);
            CHECK(memcmp(data + 22, frame + 22, 38) == 0); /* never a wrong byte as a good one */
            nic_refill(&pair.b, 0);
        }
    }
    *sent = nic_counts(&pair.a);
    *received = nic_counts(&pair.b);
    close_pair(&pair);
    return count;
}

static bool about(uint64_t count, uint64_t expected)
{
    return count > expected * 4 / 5 && count < expected * 6 / 5;
}

static void loss_corruption_duplicates(void)
{
    static uint16_t numbers[20000], again[20000];
    devsim_net_counts sent, received, unused;
    const devsim_net_wire_options options = {.loss = 100, .corrupt = 50, .duplicate = 30, .seed = 7};
    uint32_t count = arrivals(&options, numbers, &sent, &received);
    CHECK_EQ(10000, sent.sent);
    CHECK(about(sent.lost, 1000));
    CHECK(about(sent.corrupted, 450));
    CHECK(about(sent.duplicated, 270));
    CHECK_EQ(10000 - sent.lost + sent.duplicated, received.arrived);
    CHECK(received.bad >= sent.corrupted);
    CHECK_EQ(received.arrived - received.bad, received.received);
    CHECK_EQ(count, received.received);
    for (uint32_t i = 1; i < count; i++)
        CHECK(numbers[i - 1] <= numbers[i]); /* in order */
    CHECK_EQ(count, arrivals(&options, again, &unused, &unused)); /* the same seed gives the same events */
    CHECK(memcmp(numbers, again, count * sizeof numbers[0]) == 0);
    const devsim_net_wire_options other = {.loss = 100, .corrupt = 50, .duplicate = 30, .seed = 8};
    uint32_t others = arrivals(&other, again, &unused, &unused);
    CHECK(others != count || memcmp(numbers, again, count * sizeof numbers[0]) != 0);
}

static void reordering(void)
{
    static uint16_t numbers[20000];
    devsim_net_counts sent, received;
    const devsim_net_wire_options options = {.reorder = 100, .seed = 1};
    uint32_t count = arrivals(&options, numbers, &sent, &received), late = 0;
    CHECK(count == 10000 || count == 9999); /* the last one may still be held back */
    for (uint32_t i = 1; i < count; i++)
        late += numbers[i] + 1 == numbers[i - 1];
    CHECK(about(sent.reordered, 900)); /* one that follows a late one is never late */
    CHECK_EQ(sent.reordered - (10000 - count), late);
}

static void a_held_frame_goes_on_alone(void)
{
    uint8_t frame[60];
    struct pair pair = wired(&(devsim_net_wire_options){.reorder = 1000});
    nic_frame(frame, sizeof frame, B_MAC, 1);
    nic_send(&pair.a, 0, frame, sizeof frame, NIC_SEND);
    CHECK(!nic_expect(&pair.b, frame, sizeof frame));
    devsim_clock_advance(pair.a.device, 49999999);
    CHECK(!nic_expect(&pair.b, frame, sizeof frame));
    devsim_clock_advance(pair.a.device, 1);
    CHECK(nic_expect(&pair.b, frame, sizeof frame));
    nic_send(&pair.a, 0, frame, sizeof frame, NIC_SEND); /* overtakes nothing, and is not held back */
    CHECK(nic_expect(&pair.b, frame, sizeof frame));
    close_pair(&pair);
}

static void link_at_both_ends(void)
{
    uint8_t frame[60];
    struct pair pair = wired(NULL);
    nic_frame(frame, sizeof frame, B_MAC, 1);
    CHECK_EQ(0, devsim_net_link(pair.a.device, 0));
    CHECK_EQ(0, read32(pair.a.device, STATUS) & 2);
    CHECK_EQ(0, read32(pair.b.device, STATUS) & 2);
    CHECK_EQ(4, read32(pair.b.device, ICR) & 4);
    nic_send(&pair.a, 0, frame, sizeof frame, NIC_SEND); /* waits in the ring */
    CHECK_EQ(0, read32(pair.a.device, TDH));
    CHECK_EQ(0, devsim_net_link(pair.a.device, 1));
    devsim_clock_advance(pair.b.device, 2000);
    CHECK_EQ(2, read32(pair.b.device, STATUS) & 2);
    devsim_clock_advance(pair.a.device, 2000);
    CHECK_EQ(1, read32(pair.a.device, TDH));
    CHECK(nic_expect(&pair.b, frame, sizeof frame));
    nic_close(&pair.a);
    CHECK_EQ(0, read32(pair.b.device, STATUS) & 2); /* nobody is there any more */
    CHECK_EQ(0, devsim_net_leave(pair.b.device));
    devsim_clock_advance(pair.b.device, 2000);
    CHECK_EQ(2, read32(pair.b.device, STATUS) & 2);
    CHECK_NO_FAULT(&pair.b);
    nic_close(&pair.b);
}

static void another_wire(void)
{
    uint8_t frame[60];
    struct pair pair = wired(NULL);
    struct nic third = nic_started("mac=02:00:00:00:00:0c");
    CHECK_EQ(0, devsim_net_wire(pair.b.device, third.device, NULL)); /* unplugs the first one */
    CHECK_EQ(0, read32(pair.a.device, STATUS) & 2);
    devsim_clock_advance(pair.b.device, 2000);
    nic_frame(frame, sizeof frame, B_MAC, 1);
    nic_send(&third, 0, frame, sizeof frame, NIC_SEND);
    CHECK(nic_expect(&pair.b, frame, sizeof frame));
    CHECK_EQ(0, devsim_net_wire(pair.b.device, third.device, NULL)); /* the same two, anew */
    devsim_clock_advance(pair.b.device, 2000);
    devsim_clock_advance(third.device, 2000);
    nic_send(&third, 0, frame, sizeof frame, NIC_SEND);
    CHECK(nic_expect(&pair.b, frame, sizeof frame));
    CHECK_EQ(0, devsim_net_link(pair.b.device, 0)); /* then a wire to it has no link at all */
    CHECK_EQ(0, devsim_net_wire(pair.b.device, pair.a.device, NULL));
    CHECK_EQ(0, read32(pair.a.device, STATUS) & 2);
    nic_close(&third);
    close_pair(&pair);
    struct nic nic = nic_open(""), other = nic_open("");
    CHECK_EQ(-EINVAL, devsim_net_wire(nic.device, other.device, &(devsim_net_wire_options){.loss = 1001}));
    CHECK_EQ(-EINVAL, devsim_net_wire(nic.device, other.device, &(devsim_net_wire_options){.pause = 2}));
    nic_close(&nic);
    nic_close(&other);
}

int main(void)
{
    RUN_BOTH(there_and_back);
    RUN_BOTH(a_burst);
    RUN_BOTH(flow_control);
    RUN_BOTH(delay);
    RUN(loss_corruption_duplicates);
    RUN(reordering);
    RUN_BOTH(a_held_frame_goes_on_alone);
    RUN_BOTH(link_at_both_ends);
    RUN_BOTH(another_wire);
    return test_summary();
}
