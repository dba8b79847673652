/* SPDX-License-Identifier: Apache-2.0 */
/* The e1000e model: reset, NVM, PHY, link, and frames through legacy descriptors of queue 0. */
#include "nic.h"

#include <errno.h>

static void identity(void)
{
    struct nic nic = nic_open("");
    CHECK_EQ(0x20000, devsim_window_size(nic.device, 0));
    CHECK_EQ(0x8086, devsim_model_of(nic.device)->vendor);
    CHECK_EQ(0x10d3, devsim_model_of(nic.device)->device);
    CHECK_EQ(5, devsim_model_of(nic.device)->vectors);
    CHECK_EQ(0x12005452, read32(nic.device, RAL));
    CHECK_EQ(0x80005634, read32(nic.device, RAH));
    nic_close(&nic);
    nic = nic_open("mac=02:AB:00:00:01:fE");
    CHECK_EQ(0x0000ab02, read32(nic.device, RAL));
    CHECK_EQ(0x8000fe01, read32(nic.device, RAH));
    nic_close(&nic);
    static const char *const wrong[] = {"mac=", "mac=52:54:00:12:34", "mac=53:54:00:12:34:56", "mac=52-54-00-12-34-56",
                                        "mac=5g:54:00:12:34:56", "check=2", "link-ns=soon", "speed=1"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        devsim_device *none;
        CHECK_EQ(-EINVAL, devsim_open("e1000e", wrong[i], bus_access, &none));
    }
}

static uint32_t nvm(devsim_device *device, uint32_t word)
{
    write32(device, EERD, word << 2 | 1);
    uint32_t value = read32(device, EERD);
    CHECK_EQ(2, value & 3);
    return value >> 16;
}

static void nvm_by_eerd(void)
{
    struct nic nic = nic_open("");
    CHECK_EQ(0x5452, nvm(nic.device, 0));
    CHECK_EQ(0x1200, nvm(nic.device, 1));
    CHECK_EQ(0x5634, nvm(nic.device, 2));
    uint32_t sum = 0;
    for (uint32_t i = 0; i < 64; i++)
        sum += nvm(nic.device, i);
    CHECK_EQ(0xbaba, sum & 0xffff);
    CHECK_EQ(0xffff, nvm(nic.device, 64));
    CHECK_EQ(0x300, read32(nic.device, EECD) & 0x300); /* present, and read after the reset */
    nic_close(&nic);
}

/* Bits to and from an SPI part through EECD's pins. */
static uint32_t spi(devsim_device *device, uint32_t bits, uint32_t out)
{
    uint32_t in = 0;
    for (uint32_t i = bits; i-- > 0;) {
        uint32_t data = out >> i & 1 ? 4 : 0;
        write32(device, EECD, 0x40 | data);
        write32(device, EECD, 0x40 | data | 1);
        in = in << 1 | (read32(device, EECD) >> 3 & 1);
    }
    return in;
}

static void nvm_by_pins(void)
{
    struct nic nic = nic_open("");
    write32(nic.device, EECD, 0x42);
    CHECK_EQ(0x80, read32(nic.device, EECD) & 0x80); /* granted */
    spi(nic.device, 8, 3); /* read, from byte 1 on */
    spi(nic.device, 16, 1);
    CHECK_EQ(0x540012, spi(nic.device, 24, 0));
    write32(nic.device, EECD, 0x42);
    spi(nic.device, 8, 6); /* write enable */
    write32(nic.device, EECD, 0x42);
    spi(nic.device, 8, 2);
    spi(nic.device, 16, 2 * 0x30);
    spi(nic.device, 16, 0x3412);
    write32(nic.device, EECD, 0x42);
    CHECK_EQ(0x1234, nvm(nic.device, 0x30));
    nic_close(&nic);
}

static uint32_t phy(devsim_device *device, uint32_t index)
{
    write32(device, MDIC, 2u << 26 | 1u << 21 | index << 16);
    uint32_t value = read32(device, MDIC);
    CHECK_EQ(1u << 28, value & 7u << 28);
    return value & 0xffff;
}

static void link_comes_and_goes(void)
{
    struct nic nic = nic_open("link-ns=500");
    devsim_clock_mode(nic.device, DEVSIM_CLOCK_STEPPED, 0);
    CHECK_EQ(0x0141, phy(nic.device, 2));
    CHECK_EQ(0x0cb1, phy(nic.device, 3));
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    write32(nic.device, CTRL, read32(nic.device, CTRL) | 1 << 6);
    devsim_clock_advance(nic.device, 499);
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    devsim_clock_advance(nic.device, 1);
    CHECK_EQ(0x83, read32(nic.device, STATUS) & 0xc3); /* up, full duplex, 1000 Mbit/s */
    CHECK_EQ(4, read32(nic.device, ICR) & 4);
    phy(nic.device, 1); /* the link bit latches low: the second read has it */
    CHECK_EQ(0x24, phy(nic.device, 1) & 0x24);
    CHECK_EQ(0, devsim_net_link(nic.device, 0));
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    CHECK_EQ(4, read32(nic.device, ICR) & 4);
    CHECK_EQ(0, phy(nic.device, 1) & 0x24);
    CHECK_EQ(0, devsim_net_link(nic.device, 1));
    devsim_clock_advance(nic.device, 500);
    CHECK_EQ(2, read32(nic.device, STATUS) & 2);
    CHECK_EQ(0, devsim_net_flap(nic.device, 10000));
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    devsim_clock_advance(nic.device, 10499);
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    devsim_clock_advance(nic.device, 1);
    CHECK_EQ(2, read32(nic.device, STATUS) & 2);
    write32(nic.device, MDIC, 1u << 26 | 1u << 21 | 0 << 16 | 0x1340); /* restarts the negotiation */
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    devsim_clock_advance(nic.device, 500);
    CHECK_EQ(2, read32(nic.device, STATUS) & 2);
    write32(nic.device, MDIC, 2u << 26 | 2u << 21); /* nobody has that address */
    CHECK_EQ(1u << 30, read32(nic.device, MDIC) & 1u << 30);
    nic_close(&nic);
}

static void reset_by_the_driver(void)
{
    struct nic nic = nic_started("");
    write32(nic.device, RAL, 0x11111111);
    write32(nic.device, IMS, 0x80);
    write32(nic.device, CTRL, 1 << 26);
    CHECK_EQ(0, read32(nic.device, CTRL) & 1 << 26);
    CHECK_EQ(0x12005452, read32(nic.device, RAL));
    CHECK_EQ(0, read32(nic.device, IMS));
    CHECK_EQ(0, read32(nic.device, RDT));
    CHECK_EQ(0, read32(nic.device, RDLEN));
    CHECK_EQ(0, read32(nic.device, RCTL));
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    write32(nic.device, CTRL, 1 << 2); /* GIO master disable */
    CHECK_EQ(0, read32(nic.device, STATUS) & 1 << 19);
    nic_close(&nic);
}

static void widths_and_absent_registers(void)
{
    struct nic nic = nic_open("");
    CHECK_EQ(0, read32(nic.device, 0x1ff00));
    write32(nic.device, 0x1ff00, 5);
    CHECK_EQ(0, read32(nic.device, 0x1ff00));
    CHECK_EQ(0, faults(nic.device));
    CHECK_EQ(UINT64_MAX, bus_read(nic.device, STATUS, 8));
    bus_write(nic.device, VET, 2, 7);
    CHECK_EQ(2, faults(nic.device));
    CHECK_EQ(DEVSIM_FAULT_ACCESS_WIDTH, last_fault(nic.device));
    CHECK_EQ(0x8100, read32(nic.device, VET));
    uint64_t value = 0;
    CHECK_EQ(0, devsim_peek(nic.device, 0, VET, 4, &value));
    CHECK_EQ(0x8100, value);
    CHECK_EQ(0, devsim_poke(nic.device, 0, VET, 4, 0x88a8));
    CHECK_EQ(0x88a8, read32(nic.device, VET));
    CHECK_EQ(-ERANGE, devsim_poke(nic.device, 0, CTRL, 4, 0));
    CHECK_EQ(-ERANGE, devsim_peek(nic.device, 0, 0x1ff00, 4, &value));
    nic_close(&nic);
}

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

static void no_port_elsewhere(void)
{
    devsim_device *edu = bus_open("edu", "");
    devsim_net_counts counts;
    CHECK_EQ(-ENOTSUP, devsim_net_inject(edu, "x", 1));
    CHECK_EQ(-ENOTSUP, devsim_net_take(edu, NULL, 0, NULL));
    CHECK_EQ(-ENOTSUP, devsim_net_count(edu, &counts));
    CHECK_EQ(-ENOTSUP, devsim_net_wire(edu, edu, NULL));
    CHECK_EQ(-ENOTSUP, devsim_net_stall(edu, 1));
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
    RUN_BOTH(identity);
    RUN_BOTH(nvm_by_eerd);
    RUN_BOTH(nvm_by_pins);
    RUN_BOTH(link_comes_and_goes);
    RUN_BOTH(reset_by_the_driver);
    RUN_BOTH(widths_and_absent_registers);
    RUN_BOTH(a_frame_in);
    RUN_BOTH(a_frame_out);
    RUN_BOTH(a_frame_of_many_buffers);
    RUN_BOTH(addresses);
    RUN_BOTH(frames_wait_for_buffers);
    RUN_BOTH(echo_and_discard);
    RUN_BOTH(removal);
    RUN_BOTH(no_port_elsewhere);
    return test_summary();
}
