/* SPDX-License-Identifier: Apache-2.0 */
/* Extended descriptors, checksums, VLAN tags, and two receive queues. */
#include "nic.h"

enum { EXTENDED = 1 << 15, HASHED = 1 << 13, VME = 1 << 30, VFE = 1 << 18 };

/* ---- frames to be checked ----------------------------------------------------------------------------------- */

static void put16(uint8_t *to, uint32_t value)
{
    to[0] = (uint8_t)(value >> 8);
    to[1] = (uint8_t)value;
}

static uint32_t sum16(const uint8_t *bytes, uint32_t length, uint32_t sum)
{
    for (uint32_t i = 0; i < length; i++)
        sum += i % 2 == 0 ? (uint32_t)bytes[i] << 8 : bytes[i];
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}

enum { IP = 14, LENGTH = 101 };

/* An IPv4 frame of LENGTH bytes with right checksums; its segment begins at `IP + 20`. */
static void ipv4(uint8_t *frame, uint32_t protocol)
{
    nic_frame(frame, LENGTH, NIC_MAC, protocol);
    put16(frame + 12, 0x0800);
    static const uint8_t header[20] = {0x45, 0, 0, 0, 0x12, 0x34, 0x40, 0, 64, 0, 0, 0, 10, 0, 0, 2, 10, 0, 0, 1};
    memcpy(frame + IP, header, sizeof header);
    put16(frame + IP + 2, LENGTH - IP);
    frame[IP + 9] = (uint8_t)protocol;
    put16(frame + IP + 10, ~sum16(frame + IP, 20, 0) & 0xffff);
    uint32_t segment = LENGTH - IP - 20, place = IP + 20 + (protocol == 6 ? 16 : 6);
    if (protocol == 17)
        put16(frame + IP + 24, segment);
    put16(frame + place, 0);
    uint32_t pseudo = sum16(frame + IP + 12, 8, protocol + segment);
    put16(frame + place, ~sum16(frame + IP + 20, segment, pseudo) & 0xffff);
}

static void ipv6(uint8_t *frame, uint32_t extension)
{
    nic_frame(frame, LENGTH, NIC_MAC, 6);
    put16(frame + 12, 0x86dd);
    uint8_t *header = frame + IP, *segment = header + 40 + extension;
    uint32_t size = LENGTH - IP - 40 - extension;
    header[0] = 0x60;
    put16(header + 4, LENGTH - IP - 40);
    header[6] = extension != 0 ? 60 : 6; /* destination options */
    if (extension != 0) {
        memset(header + 40, 0, extension);
        header[40] = 6;
        header[41] = (uint8_t)(extension / 8 - 1);
    }
    put16(segment + 16, 0);
    put16(segment + 16, ~sum16(segment, size, sum16(header + 8, 32, 6 + size)) & 0xffff);
}

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
    put(&nic, nic_address(&nic, nic.memory->tx_buffer[0][0]), 100 | 1u << 30 | (uint64_t)NIC_SEND | (uint64_t)0xa123 << 48);
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

/* ---- RSS: the vectors of Microsoft's "Verifying the RSS Hash Calculation" ------------------------------------- */

static const uint8_t key[40] = {
    0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67, 0x25, 0x3d, 0x43, 0xa3, 0x8f, 0xb0, 0xd0, 0xca, 0x2b, 0xcb,
    0xae, 0x7b, 0x30, 0xb4, 0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30, 0xf2, 0x0c, 0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac, 0x01, 0xfa,
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

/* Two queues out: each one's ring, each one's frames. */
static void two_transmit_queues(void)
{
    uint8_t frame[LENGTH], data[2048];
    struct nic nic = nic_started("");
    nic_queue(&nic, 1, 0);
    for (uint32_t i = 0; i < 70; i++) {
        nic_frame(frame, LENGTH, NIC_MAC, i);
        nic_send(&nic, i % 2, frame, LENGTH, NIC_SEND);
        CHECK_EQ(LENGTH, sent(&nic, data));
        CHECK(memcmp(frame, data, LENGTH) == 0);
        CHECK_EQ(nic.tx_tail[i % 2], read32(nic.device, TDH + NIC_QUEUE1 * (i % 2)));
    }
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
    RUN_BOTH(rss_ipv4);
    RUN_BOTH(rss_ipv6);
    RUN_BOTH(two_transmit_queues);
    return test_summary();
}
