/* SPDX-License-Identifier: Apache-2.0 */
/* Captures, in and out, and the generator. */
#include "nic.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

/* A folder of this run's own; a name in it. */
static const char *path(const char *name)
{
    static bool made;
    static char folder[] = "/tmp/devsim-net-XXXXXX", all[4][128];
    static int next;
    if (!made && mkdtemp(folder) == NULL)
        exit(1);
    made = true;
    char *text = all[next++ % 4];
    snprintf(text, sizeof all[0], "%s/%s", folder, name);
    return text;
}

static void remove_all(void)
{
    static const char *const names[] = {"in.pcap", "out.pcap", ""};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        remove(path(names[i]));
}

static void put32(uint8_t *to, uint32_t value, bool swapped)
{
    value = swapped ? __builtin_bswap32(value) : value;
    memcpy(to, &value, 4);
}

static uint32_t shortest = 60;

/* Writes a capture of `count` frames, the first of `shortest` bytes and each one longer. */
static void write_capture(uint32_t count, uint32_t magic, bool swapped)
{
    uint8_t bytes[2048] = {0};
    FILE *file = fopen(path("in.pcap"), "wb");
    put32(bytes, magic, swapped);
    put32(bytes + 4, 0x00040002, swapped);
    put32(bytes + 16, 65535, swapped);
    put32(bytes + 20, 1, swapped);
    fwrite(bytes, 24, 1, file);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t length = shortest + i % 1400;
        put32(bytes, i, swapped);
        put32(bytes + 4, 0, swapped);
        put32(bytes + 8, length, swapped);
        put32(bytes + 12, length, swapped);
        nic_frame(bytes + 16, length, NIC_MAC, i);
        fwrite(bytes, 16 + length, 1, file);
    }
    fclose(file);
}

static bool next_of_capture(struct nic *nic, uint32_t number)
{
    uint8_t frame[1514];
    nic_frame(frame, 60 + number % 1400, NIC_MAC, number);
    return nic_expect(nic, frame, 60 + number % 1400);
}

static void a_capture_comes_as_fast_as_it_is_taken(void)
{
    static const uint32_t magics[] = {0xa1b2c3d4, 0xa1b23c4d};
    for (int kind = 0; kind < 4; kind++) {
        write_capture(500, magics[kind & 1], kind >= 2);
        struct nic nic = nic_started("");
        CHECK_EQ(0, devsim_net_pcap_in(nic.device, path("in.pcap"), 0, 3));
        CHECK_EQ(1500 - (RING - 1), nic_counts(&nic).source_left); /* made when there is room for it */
        for (uint32_t i = 0; i < 1500; i++)
            CHECK(next_of_capture(&nic, i % 500));
        CHECK(!next_of_capture(&nic, 0));
        devsim_net_counts counts = nic_counts(&nic);
        CHECK_EQ(1500, counts.received);
        CHECK_EQ(0, counts.source_left);
        CHECK_EQ(0, counts.missed);
        CHECK_NO_FAULT(&nic);
        nic_close(&nic);
    }
}

static void a_capture_comes_with_gaps(void)
{
    write_capture(3, 0xa1b2c3d4, false);
    struct nic nic = nic_started("");
    CHECK_EQ(0, devsim_net_pcap_in(nic.device, path("in.pcap"), 1000, 0));
    CHECK_EQ(UINT64_MAX, nic_counts(&nic).source_left);
    CHECK(next_of_capture(&nic, 0));
    CHECK(!next_of_capture(&nic, 1));
    devsim_clock_advance(nic.device, 999);
    CHECK(!next_of_capture(&nic, 1));
    devsim_clock_advance(nic.device, 1);
    CHECK(next_of_capture(&nic, 1));
    devsim_clock_advance(nic.device, 2000);
    CHECK(next_of_capture(&nic, 2));
    CHECK(next_of_capture(&nic, 0)); /* again from the beginning */
    CHECK_EQ(0, devsim_net_leave(nic.device));
    devsim_clock_advance(nic.device, 10000);
    CHECK(!next_of_capture(&nic, 1));
    CHECK_EQ(0, nic_counts(&nic).source_left);
    nic_close(&nic);
}

static void short_frames_are_padded(void)
{
    uint8_t frame[60] = {0};
    shortest = 20;
    write_capture(1, 0xa1b2c3d4, false);
    shortest = 60;
    struct nic nic = nic_started("");
    CHECK_EQ(0, devsim_net_pcap_in(nic.device, path("in.pcap"), 0, 1));
    nic_frame(frame, 20, NIC_MAC, 0);
    CHECK(nic_expect(&nic, frame, 60));
    nic_close(&nic);
}

static void broken_captures(void)
{
    struct nic nic = nic_open("");
    CHECK_EQ(-ENOENT, devsim_net_pcap_in(nic.device, path("none.pcap"), 0, 1));
    CHECK_EQ(-EINVAL, devsim_net_pcap_in(nic.device, "/dev/zero", 0, 1));
    write_capture(2, 0x0a0d0d0a, false); /* a pcapng */
    CHECK_EQ(-EINVAL, devsim_net_pcap_in(nic.device, path("in.pcap"), 0, 1));
    write_capture(0, 0xa1b2c3d4, false);
    CHECK_EQ(-EINVAL, devsim_net_pcap_in(nic.device, path("in.pcap"), 0, 1));
    static const off_t sizes[] = {0, 10, 30, 40, 99, 101, 116};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        write_capture(2, 0xa1b2c3d4, false);
        CHECK_EQ(0, truncate(path("in.pcap"), sizes[i]));
        CHECK_EQ(-EINVAL, devsim_net_pcap_in(nic.device, path("in.pcap"), 0, 1));
    }
    CHECK_EQ(0, nic_counts(&nic).source_left);
    nic_close(&nic);
}

static void what_is_sent_is_captured(void)
{
    uint8_t frame[1514], record[16 + 1514];
    struct nic nic = nic_started("");
    CHECK_EQ(0, devsim_net_pcap_out(nic.device, path("out.pcap")));
    CHECK_EQ(0, devsim_net_echo(nic.device)); /* wherever else it goes */
    for (uint32_t i = 0; i < 200; i++) {
        nic_frame(frame, 60 + i, NIC_MAC, i);
        devsim_clock_advance(nic.device, 1000000007);
        nic_send(&nic, 0, frame, 60 + i, NIC_SEND);
        CHECK(nic_expect(&nic, frame, 60 + i));
    }
    CHECK_EQ(0, devsim_net_pcap_out(nic.device, NULL));
    nic_send(&nic, 0, frame, 60, NIC_SEND); /* no more */
    FILE *file = fopen(path("out.pcap"), "rb");
    CHECK_EQ(1, fread(record, 24, 1, file));
    for (uint32_t i = 0; i < 200; i++) {
        uint32_t head[4];
        nic_frame(frame, 60 + i, NIC_MAC, i);
        CHECK_EQ(1, fread(record, 16 + 60 + i, 1, file));
        memcpy(head, record, sizeof head);
        CHECK_EQ(1000000 + (i + 1) * UINT64_C(1000000007), head[0] * UINT64_C(1000000000) + head[1]);
        CHECK_EQ(60 + i, head[2]);
        CHECK_EQ(60 + i, head[3]);
        CHECK(memcmp(frame, record + 16, 60 + i) == 0);
    }
    CHECK_EQ(0, fread(record, 1, 1, file));
    fclose(file);
    CHECK_EQ(0, devsim_net_leave(nic.device));
    write32(nic.device, RDT, read32(nic.device, RDT));
    nic_start(&nic); /* its own capture can be played to it */
    CHECK_EQ(0, devsim_net_pcap_in(nic.device, path("out.pcap"), 0, 1));
    nic_frame(frame, 60, NIC_MAC, 0);
    CHECK(nic_expect(&nic, frame, 60));
    CHECK_EQ(-ENOENT, devsim_net_pcap_out(nic.device, path("none/out.pcap")));
    CHECK_EQ(0, devsim_net_pcap_out(nic.device, "/dev/full"));
    nic_send(&nic, 0, frame, 60, NIC_SEND);
    CHECK_EQ(-ENOSPC, devsim_net_pcap_out(nic.device, NULL));
    nic_close(&nic);
}

static uint64_t big_endian(const uint8_t *bytes, int count)
{
    uint64_t value = 0;
    for (int i = 0; i < count; i++)
        value = value << 8 | bytes[i];
    return value;
}

static void generated_frames(void)
{
    struct nic nic = nic_started("mac=02:00:00:00:00:11");
    CHECK_EQ(0, devsim_net_generate(nic.device, 100, 1000, 0, 7));
    for (uint32_t i = 0; i < 1000; i++) {
        const uint8_t *frame = NULL;
        const struct nic_descriptor *done = nic_received(&nic, 0, &frame);
        CHECK(done != NULL);
        if (done == NULL)
            break;
        CHECK_EQ(100, done->upper & 0xffff);
        CHECK_EQ(0x70, done->upper >> 32 & 0x70); /* both checksums were checked ... */
        CHECK_EQ(0, done->upper >> 40 & 0xff);    /* ... and are right */
        CHECK_EQ(0x020000000011, big_endian(frame, 6));
        CHECK_EQ(i, big_endian(frame + DEVSIM_NET_GENERATED_NUMBER, 8));
        CHECK_EQ(i % 7, big_endian(frame + DEVSIM_NET_GENERATED_FLOW, 2));
        CHECK_EQ(0x0a010000 + i % 7, big_endian(frame + 26, 4)); /* the source address */
        nic_refill(&nic, 0);
    }
    CHECK_EQ(0, nic_counts(&nic).source_left);
    /* With gaps it does not wait for the card. */
    CHECK_EQ(0, devsim_net_generate(nic.device, 60, 100000, 672, 1));
    devsim_clock_advance(nic.device, 672 * 99999);
    devsim_net_counts counts = nic_counts(&nic);
    CHECK_EQ(0, counts.source_left);
    CHECK_EQ(1000 + 100000, counts.arrived);
    CHECK_EQ(100000 - (RING - 1) - DEVSIM_NET_QUEUE / 80, counts.missed);
    CHECK_EQ(-EINVAL, devsim_net_generate(nic.device, 59, 1, 0, 1));
    CHECK_EQ(-EINVAL, devsim_net_generate(nic.device, 1515, 1, 0, 1));
    CHECK_EQ(-EINVAL, devsim_net_generate(nic.device, 60, 1, 0, 0));
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void a_generator_on_the_real_clock(void)
{
    struct nic nic = nic_started("");
    CHECK_EQ(0, devsim_clock_mode(nic.device, DEVSIM_CLOCK_REAL, 0));
    CHECK_EQ(0, devsim_irq_mode(nic.device, DEVSIM_IRQ_MSI));
    write32(nic.device, IMS, 1 << 7);
    CHECK_EQ(0, devsim_net_generate(nic.device, 60, 20, 100000, 1));
    struct pollfd wait = {.fd = devsim_irq_eventfd(nic.device, 0), .events = POLLIN};
    for (uint32_t received = 0; received < 20;) {
        const uint8_t *frame;
        if (nic_received(&nic, 0, &frame) != NULL) {
            received++;
            continue;
        }
        CHECK_EQ(1, poll(&wait, 1, 10000));
        uint64_t count;
        if (read(wait.fd, &count, sizeof count) != sizeof count)
            break;
        read32(nic.device, ICR);
    }
    CHECK_EQ(20, nic_counts(&nic).received);
    nic_close(&nic);
}

int main(void)
{
    RUN_BOTH(a_capture_comes_as_fast_as_it_is_taken);
    RUN_BOTH(a_capture_comes_with_gaps);
    RUN_BOTH(short_frames_are_padded);
    RUN(broken_captures);
    RUN_BOTH(what_is_sent_is_captured);
    RUN_BOTH(generated_frames);
    RUN_BOTH(a_generator_on_the_real_clock);
    remove_all();
    return test_summary();
}
