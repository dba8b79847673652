/* SPDX-License-Identifier: Apache-2.0 */
/* Extended descriptors, checksums and VLAN tags. */
#include "packets.h"

enum { EXTENDED = 1 << 15, VME = 1 << 30, VFE = 1 << 18 };

/* What the card says of a frame: status and errors of a legacy descriptor. */
static uint32_t said(struct nic *nic, const uint8_t *frame, uint32_t length)
{
    const uint8_t *data;
    CHECK_EQ(0, devsim_net_inject(nic->device, frame, length));
    const struct nic_descriptor *done = nic_received(nic, 0, &data);
    CHECK(done != NULL);
    if (done == NULL)
        return 0;
    uint32_t result = done->upper >> 32 & 0xffff;
    nic_refill(nic, 0);
    return result;
}

enum { DD = 1, EOP = 2, IXSM = 4, VP = 8, UDPCS = 0x10, TCPCS = 0x20, IPCS = 0x40, TCPE = 0x2000, IPE = 0x4000 };

static void received_checksums(void)
{
    uint8_t frame[LENGTH];
    struct nic nic = nic_started("");
    ipv4(frame, 6);
    CHECK_EQ(DD | EOP | IPCS | TCPCS, said(&nic, frame, LENGTH));
    frame[LENGTH - 1] ^= 1;
    CHECK_EQ(DD | EOP | IPCS | TCPCS | TCPE, said(&nic, frame, LENGTH));
    frame[IP + 8]--;
    CHECK_EQ(DD | EOP | IPCS | TCPCS | TCPE | IPE, said(&nic, frame, LENGTH));
    ipv4(frame, 17);
    CHECK_EQ(DD | EOP | IPCS | TCPCS | UDPCS, said(&nic, frame, LENGTH));
    frame[60] ^= 0x80;
    CHECK_EQ(DD | EOP | IPCS | TCPCS | UDPCS | TCPE, said(&nic, frame, LENGTH));
    put16(frame + IP + 26, 0); /* its sender computed none */
    CHECK_EQ(DD | EOP | IPCS, said(&nic, frame, LENGTH));
    ipv4(frame, 1); /* ICMP */
    CHECK_EQ(DD | EOP | IPCS, said(&nic, frame, LENGTH));
    ipv4(frame, 6);
    put16(frame + IP + 6, 0x2000); /* a fragment: more of them follow */
    CHECK_EQ(DD | EOP | IPCS | IPE, said(&nic, frame, LENGTH));
    ipv6(frame, 0);
    CHECK_EQ(DD | EOP | TCPCS, said(&nic, frame, LENGTH));
    ipv6(frame, 16);
    CHECK_EQ(DD | EOP | TCPCS, said(&nic, frame, LENGTH));
    frame[LENGTH - 1] ^= 1;
    CHECK_EQ(DD | EOP | TCPCS | TCPE, said(&nic, frame, LENGTH));
    nic_frame(frame, LENGTH, NIC_MAC, 0);
    CHECK_EQ(DD | EOP | IXSM, said(&nic, frame, LENGTH));
    ipv4(frame, 6);
    put16(frame + IP + 2, LENGTH); /* longer than the frame: no IPv4 to the card */
    CHECK_EQ(DD | EOP | IXSM, said(&nic, frame, LENGTH));
    ipv4(frame, 6);
    write32(nic.device, RXCSUM, 0);
    CHECK_EQ(DD | EOP | IXSM, said(&nic, frame, LENGTH));
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void the_packet_checksum(void)
{
    uint8_t frame[LENGTH];
    const uint8_t *data;
    struct nic nic = nic_started("");
    ipv4(frame, 17);
    write32(nic.device, RXCSUM, 14);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, LENGTH));
    const struct nic_descriptor *done = nic_received(&nic, 0, &data);
    CHECK(done != NULL);
    if (done != NULL)
        CHECK_EQ(~sum16(frame + 14, LENGTH - 14, 0) & 0xffff, done->upper >> 16 & 0xffff);
    nic_close(&nic);
}

static uint32_t crc32(const uint8_t *bytes, uint32_t length)
{
    uint32_t crc = UINT32_MAX;
    for (uint32_t i = 0; i < 8 * length; i++)
        crc = crc >> 1 ^ (((crc ^ bytes[i / 8] >> i % 8) & 1) ? 0xedb88320 : 0);
    return ~crc;
}

static void the_check_sequence(void)
{
    uint8_t frame[104];
    const uint8_t *data;
    uint32_t check;
    struct nic nic = nic_started("");
    write32(nic.device, RCTL, RCTL_EN); /* SECRC is off */
    nic_frame(frame, 100, NIC_MAC, 8);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, 100));
    const struct nic_descriptor *done = nic_received(&nic, 0, &data);
    CHECK(done != NULL);
    if (done != NULL) {
        CHECK_EQ(104, done->upper & 0xffff);
        memcpy(&check, data + 100, 4);
        CHECK_EQ(crc32(frame, 100), check);
    }
    write32(nic.device, RCTL, nic.rctl); /* without IFCS the driver brings it */
    CHECK_EQ(0, devsim_net_echo(nic.device));
    check = crc32(frame, 100);
    memcpy(frame + 100, &check, 4);
    nic_send(&nic, 0, frame, 104, TX_EOP | TX_RS);
    CHECK(nic_expect(&nic, frame, 100));
    frame[100]++;
    nic_send(&nic, 0, frame, 104, TX_EOP | TX_RS);
    CHECK(!nic_expect(&nic, frame, 100));
    CHECK_EQ(1, nic_counts(&nic).bad);
    CHECK_EQ(1, read32(nic.device, 0x4000)); /* CRCERRS */
    write32(nic.device, RCTL, nic.rctl | 1 << 2); /* SBP stores bad frames */
    nic_send(&nic, 0, frame, 104, TX_EOP | TX_RS);
    done = nic_received(&nic, 0, &data);
    CHECK(done != NULL && (done->upper >> 40 & 0xff) == 1);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void extended_descriptors(void)
{
    uint8_t frame[LENGTH];
    const uint8_t *data;
    struct nic nic = nic_started("");
    write32(nic.device, RFCTL, EXTENDED);
    for (int i = 0; i < 70; i++) {
        ipv4(frame, 6);
        if (i % 2 == 1)
            frame[80] ^= 1;
        CHECK_EQ(0, devsim_net_inject(nic.device, frame, LENGTH));
        const struct nic_descriptor *done = nic_received(&nic, 0, &data);
        CHECK(done != NULL);
        if (done == NULL)
            break;
        CHECK_EQ(DD | EOP | IPCS | TCPCS | (i % 2 == 1 ? 0x20000000 : 0), done->upper & 0xffffffff);
        CHECK_EQ(LENGTH, done->upper >> 32);
        CHECK_EQ(0x1234, done->address >> 32 & 0xffff); /* the IP header's identification */
        CHECK(memcmp(frame, data, LENGTH) == 0);
        nic_refill(&nic, 0);
    }
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

/* ---- sending ------------------------------------------------------------------------------------------------ */

/* What a frame became on its way through the card. */
static uint32_t sent(struct nic *nic, uint8_t *data)
{
    uint32_t length = 0;
    CHECK_EQ(0, devsim_net_take(nic->device, data, 2048, &length));
    return length;
}

static void put(struct nic *nic, uint64_t address, uint64_t upper)
{
    nic->memory->tx[0][nic->tx_tail[0]] = (struct nic_descriptor){address, upper};
    nic->tx_tail[0] = (nic->tx_tail[0] + 1) % RING;
}

static uint64_t offload(uint32_t start, uint32_t place, uint32_t end)
{
    return start | place << 8 | end << 16;
}

static void checksums_by_context(void)
{
    uint8_t frame[LENGTH], expected[LENGTH], data[2048];
    struct nic nic = nic_started("");
    for (int kind = 0; kind < 3; kind++) {
        bool tcp = kind == 0;
        uint32_t place = tcp ? 50 : 40, protocol = tcp ? 6 : 17, segment = LENGTH - 34;
        ipv4(frame, protocol);
        if (kind == 2) { /* a UDP frame whose checksum is 0, which is sent as 0xffff */
            put16(frame + 90, 0);
            put16(frame + 40, 0);
            put16(frame + 90, ~sum16(frame + 34, segment, sum16(frame + 26, 8, protocol + segment)) & 0xffff);
            put16(frame + 40, 0xffff);
        }
        memcpy(expected, frame, LENGTH);
        put16(frame + 24, 0);
        put16(frame + place, sum16(frame + 26, 8, protocol + segment)); /* the pseudo header's */
        memcpy(nic.memory->tx_buffer[0][0], frame, LENGTH);
        put(&nic, offload(14, 24, 33) | offload(34, place, 0) << 32, (tcp ? 0x01000000u : 0) | 1u << 29);
        uint64_t buffer = nic_address(&nic, nic.memory->tx_buffer[0][0]);
        put(&nic, buffer, 40 | 1u << 20 | 1u << 29 | (uint64_t)3 << 40); /* in two parts */
        put(&nic, buffer + 40, (LENGTH - 40) | 1u << 20 | 1u << 29 | NIC_SEND);
        write32(nic.device, TDT, nic.tx_tail[0]);
        CHECK_EQ(LENGTH, sent(&nic, data));
        CHECK(memcmp(expected, data, LENGTH) == 0);
        CHECK_EQ(1, nic.memory->tx[0][(nic.tx_tail[0] + RING - 1) % RING].upper >> 32 & 1);
    }
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void a_checksum_of_a_legacy_descriptor(void)
{
    uint8_t frame[LENGTH], expected[LENGTH], data[2048];
    struct nic nic = nic_started("");
    ipv4(expected, 6);
    memcpy(frame, expected, LENGTH);
    put16(frame + 50, sum16(frame + 26, 8, 6 + LENGTH - 34));
    memcpy(nic.memory->tx_buffer[0][0], frame, LENGTH);
    put(&nic, nic_address(&nic, nic.memory->tx_buffer[0][0]),
        LENGTH | 50 << 16 | 1 << 26 | (uint64_t)NIC_SEND | (uint64_t)34 << 40);
    write32(nic.device, TDT, nic.tx_tail[0]);
    CHECK_EQ(LENGTH, sent(&nic, data));
    CHECK(memcmp(expected, data, LENGTH) == 0);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

/* ---- VLAN --------------------------------------------------------------------------------------------------- */

static void tags(void)
{
    uint8_t frame[100], tagged[104], data[2048];
    const uint8_t *got;
    struct nic nic = nic_started("");
    nic_frame(frame, sizeof frame, NIC_MAC, 4);
    memcpy(tagged, frame, 12);
    memcpy(tagged + 12, (const uint8_t[]){0x81, 0x00, 0xa1, 0x23}, 4);
    memcpy(tagged + 16, frame + 12, 88);
    /* Without VME the card does nothing, neither in nor out. */
    CHECK_EQ(0, devsim_net_inject(nic.device, tagged, 104));
    CHECK(nic_expect(&nic, tagged, 104));
    write32(nic.device, CTRL, read32(nic.device, CTRL) | VME);
    CHECK_EQ(0, devsim_net_inject(nic.device, tagged, 104));
    const struct nic_descriptor *done = nic_received(&nic, 0, &got);
    CHECK(done != NULL);
    if (done != NULL) {
        CHECK_EQ(100, done->upper & 0xffff);
        CHECK_EQ(VP, done->upper >> 32 & VP);
        CHECK_EQ(0xa123, done->upper >> 48);
        CHECK(memcmp(frame, got, 100) == 0);
        nic_refill(&nic, 0);
    }
    memcpy(nic.memory->tx_buffer[0][0], frame, 100);
    put(&nic, nic_address(&nic, nic.memory->tx_buffer[0][0]),
        100 | 1u << 30 | (uint64_t)NIC_SEND | (uint64_t)0xa123 << 48);
    write32(nic.device, TDT, nic.tx_tail[0]);
    CHECK_EQ(104, sent(&nic, data));
    CHECK(memcmp(tagged, data, 104) == 0);
    /* The filter: this VLAN, then others. */
    write32(nic.device, RCTL, nic.rctl | VFE);
    CHECK_EQ(0, devsim_net_inject(nic.device, tagged, 104));
    CHECK(nic_received(&nic, 0, &got) == NULL);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, 100)); /* frames without a tag pass */
    CHECK(nic_expect(&nic, frame, 100));
    write32(nic.device, VFTA + 4 * (0x123 >> 5), 1u << (0x123 & 31));
    CHECK_EQ(0, devsim_net_inject(nic.device, tagged, 104));
    CHECK(nic_received(&nic, 0, &got) != NULL);
    CHECK_EQ(1, nic_counts(&nic).filtered);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

int main(void)
{
    RUN_BOTH(received_checksums);
    RUN_BOTH(the_packet_checksum);
    RUN_BOTH(the_check_sequence);
    RUN_BOTH(extended_descriptors);
    RUN_BOTH(checksums_by_context);
    RUN_BOTH(a_checksum_of_a_legacy_descriptor);
    RUN_BOTH(tags);
    return test_summary();
}
