/* SPDX-License-Identifier: Apache-2.0 */
/* What goes wrong when a test wants it to: stalls, hangs, write-backs that get lost; and devices without a port. */
#include "nic.h"

#include <errno.h>

static void stall(void)
{
    uint8_t frame[60];
    struct nic nic = nic_started("");
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    CHECK_EQ(0, devsim_net_echo(nic.device));
    CHECK_EQ(0, devsim_net_stall(nic.device, 5000));
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    CHECK_EQ(0, devsim_step(nic.device, 10)); /* not by hand either */
    devsim_clock_advance(nic.device, 4999);
    CHECK_EQ(0, read32(nic.device, TDH));
    CHECK_EQ(0, read32(nic.device, RDH));
    CHECK_EQ(1, nic_counts(&nic).waiting);
    devsim_clock_advance(nic.device, 1); /* nobody touches the card: it wakes by itself */
    CHECK_EQ(1, nic.memory->tx[0][0].upper >> 32 & 1);
    CHECK(nic_expect(&nic, frame, sizeof frame));
    CHECK(nic_expect(&nic, frame, sizeof frame));
    CHECK_EQ(0, devsim_net_stall(nic.device, 5000));
    CHECK_EQ(0, devsim_net_stall(nic.device, 0)); /* ends it */
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    CHECK(nic_expect(&nic, frame, sizeof frame));
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void hang(void)
{
    uint8_t frame[60];
    struct nic nic = nic_started("");
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    CHECK_EQ(0, devsim_net_hang(nic.device, 1));
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(0, read32(nic.device, TDH));
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame)); /* receiving goes on */
    CHECK(nic_expect(&nic, frame, sizeof frame));
    CHECK_EQ(0, devsim_net_hang(nic.device, 0));
    CHECK_EQ(1, read32(nic.device, TDH));
    CHECK_EQ(0, devsim_net_hang(nic.device, 1));
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(1, read32(nic.device, TDH));
    write32(nic.device, CTRL, 1 << 26); /* so does a driver's reset */
    nic_start(&nic);
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(1, read32(nic.device, TDH));
    CHECK_EQ(2, nic_counts(&nic).sent); /* the one in between is gone */
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

/* Whether a legacy receive write-back can be told from a good one. */
static bool is_wrong(uint64_t upper)
{
    uint32_t length = upper & 0xffff, errors = upper >> 40 & 0xff;
    return length == 0 || length > BUFFER || errors != 0;
}

static void mangle(void)
{
    uint8_t frame[60];
    const uint8_t *data;
    struct nic nic = nic_started("");
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    CHECK_EQ(0, devsim_net_mangle(nic.device, 8));
    for (int i = 0; i < 10; i++) {
        CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
        const struct nic_descriptor *done = nic_received(&nic, 0, &data);
        CHECK(done != NULL);
        if (done != NULL)
            CHECK_EQ(i < 8, is_wrong(done->upper));
    }
    write32(nic.device, RFCTL, 1 << 15);
    CHECK_EQ(0, devsim_net_mangle(nic.device, 4));
    for (int i = 0; i < 5; i++) {
        CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
        const struct nic_descriptor *done = nic_received(&nic, 0, &data);
        CHECK(done != NULL);
        if (done == NULL)
            continue;
        uint32_t length = done->upper >> 32 & 0xffff;
        CHECK_EQ(i < 4, length == 0 || length > BUFFER || (done->upper >> 24 & 0xff) != 0);
    }
    CHECK_EQ(0, devsim_net_mangle(nic.device, 1));
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(0, nic.memory->tx[0][0].upper >> 32 & 1); /* its done bit got lost */
    CHECK_EQ(1, nic.memory->tx[0][1].upper >> 32 & 1);
    CHECK_EQ(2, nic_counts(&nic).sent);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void removal_under_load(void)
{
    uint8_t frame[60];
    struct nic nic = nic_started("");
    CHECK_EQ(0, devsim_net_echo(nic.device));
    CHECK_EQ(0, devsim_net_generate(nic.device, 60, 0, 1000, 1));
    CHECK_EQ(0, devsim_poll_start(nic.device, -1));
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    for (int i = 0; i < 100; i++)
        nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(0, devsim_set_state(nic.device, DEVSIM_STATE_REMOVED));
    CHECK_EQ(0xffffffff, read32(nic.device, STATUS));
    CHECK_EQ(0, devsim_set_state(nic.device, DEVSIM_STATE_NORMAL));
    CHECK_EQ(0, devsim_poll_stop(nic.device));
    CHECK_EQ(0, devsim_net_leave(nic.device));
    nic_start(&nic);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    CHECK(nic_expect(&nic, frame, sizeof frame));
    nic_close(&nic);
}

/* Times that were set by the clock before are kept as what is left of them. */
static void another_clock(void)
{
    uint8_t frame[60];
    struct nic nic = nic_started("");
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    devsim_clock_advance(nic.device, 1000000000);
    CHECK_EQ(0, devsim_net_stall(nic.device, 5000));
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    CHECK_EQ(0, devsim_clock_mode(nic.device, DEVSIM_CLOCK_STEPPED, 0));
    devsim_clock_advance(nic.device, 4999);
    CHECK(!nic_expect(&nic, frame, sizeof frame));
    devsim_clock_advance(nic.device, 1);
    CHECK(nic_expect(&nic, frame, sizeof frame));
    devsim_clock_advance(nic.device, 1000000000);
    CHECK_EQ(0, devsim_net_generate(nic.device, 60, 10, 1000, 1));
    CHECK_EQ(0, devsim_net_flap(nic.device, 20000));
    CHECK_EQ(0, devsim_clock_mode(nic.device, DEVSIM_CLOCK_STEPPED, 0));
    devsim_clock_advance(nic.device, 9000);
    CHECK_EQ(0, nic_counts(&nic).source_left);
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    devsim_clock_advance(nic.device, 13000);
    CHECK_EQ(2, read32(nic.device, STATUS) & 2);
    struct nic other = nic_started(""); /* and a frame that is under way */
    CHECK_EQ(0, devsim_net_wire(nic.device, other.device, &(devsim_net_wire_options){.delay_ns = 5000}));
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(0, devsim_clock_mode(other.device, DEVSIM_CLOCK_STEPPED, 0));
    CHECK_EQ(0, devsim_clock_mode(nic.device, DEVSIM_CLOCK_STEPPED, 0));
    devsim_clock_advance(other.device, 4999);
    CHECK(!nic_expect(&other, frame, sizeof frame));
    devsim_clock_advance(other.device, 1);
    CHECK(nic_expect(&other, frame, sizeof frame));
    nic_close(&other);
    nic_close(&nic);
}

static void no_port_elsewhere(void)
{
    devsim_device *edu = bus_open("edu", "");
    devsim_net_counts counts;
    CHECK_EQ(-ENOTSUP, devsim_net_inject(edu, "x", 1));
    CHECK_EQ(-ENOTSUP, devsim_net_take(edu, NULL, 0, NULL));
    CHECK_EQ(-ENOTSUP, devsim_net_count(edu, &counts));
    CHECK_EQ(-ENOTSUP, devsim_net_wire(edu, edu, NULL));
    CHECK_EQ(-ENOTSUP, devsim_net_echo(edu));
    CHECK_EQ(-ENOTSUP, devsim_net_discard(edu));
    CHECK_EQ(-ENOTSUP, devsim_net_leave(edu));
    CHECK_EQ(-ENOTSUP, devsim_net_socket(edu, "a", "b"));
    CHECK_EQ(-ENOTSUP, devsim_net_pcap_in(edu, "a", 0, 1));
    CHECK_EQ(-ENOTSUP, devsim_net_pcap_out(edu, "a"));
    CHECK_EQ(-ENOTSUP, devsim_net_generate(edu, 60, 1, 0, 1));
    CHECK_EQ(-ENOTSUP, devsim_net_link(edu, 0));
    CHECK_EQ(-ENOTSUP, devsim_net_flap(edu, 1));
    CHECK_EQ(-ENOTSUP, devsim_net_stall(edu, 1));
    CHECK_EQ(-ENOTSUP, devsim_net_hang(edu, 1));
    CHECK_EQ(-ENOTSUP, devsim_net_mangle(edu, 1));
    CHECK_EQ(-ENOTSUP, devsim_net_counts_clear(edu));
    CHECK_EQ(-ENOTSUP, devsim_poll_stop(edu));
    CHECK_EQ(-ENOTSUP, devsim_step(edu, 1));
    CHECK_EQ(-ENOTSUP, devsim_poll_start(edu, -1));
    devsim_close(edu);
    struct nic nic = nic_open("");
    CHECK_EQ(-EINVAL, devsim_net_inject(nic.device, "x", 0));
    CHECK_EQ(-EINVAL, devsim_net_inject(nic.device, "x", DEVSIM_NET_FRAME_MAX + 1));
    CHECK_EQ(-EINVAL, devsim_net_wire(nic.device, nic.device, NULL));
    nic_close(&nic);
}

int main(void)
{
    RUN_BOTH(stall);
    RUN_BOTH(hang);
    RUN_BOTH(mangle);
    RUN_BOTH(removal_under_load);
    RUN_BOTH(another_clock);
    RUN_BOTH(no_port_elsewhere);
    return test_summary();
}
