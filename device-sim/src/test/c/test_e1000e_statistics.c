/* SPDX-License-Identifier: Apache-2.0 */
/* The e1000e model's statistics: what each one counts, and that a read clears it. */
#include "nic.h"

enum {
    CRCERRS = 0x4000, MPC = 0x4010, PRC64 = 0x405c, GPRC = 0x4074, BPRC = 0x4078, MPRC = 0x407c, GPTC = 0x4080,
    GORCL = 0x4088, GORCH = 0x408c, GOTCL = 0x4090, GOTCH = 0x4094, RNBC = 0x40a0, RUC = 0x40a4, ROC = 0x40ac,
    TORL = 0x40c0, TOTL = 0x40c8, TPR = 0x40d0, TPT = 0x40d4, PTC64 = 0x40d8, MPTC = 0x40f0, BPTC = 0x40f4,
};

static void twice(struct nic *nic, uint32_t offset, uint32_t expected)
{
    CHECK_EQ(expected, read32(nic->device, offset));
    CHECK_EQ(0, read32(nic->device, offset));
}

static void frames_by_kind(void)
{
    static const char *const to[] = {NIC_MAC, "ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01", "52:54:00:00:00:01"};
    uint8_t frame[60];
    struct nic nic = nic_started("");
    write32(nic.device, RCTL, nic.rctl | RCTL_MPE);
    for (int i = 0; i < 10; i++) {
        nic_frame(frame, sizeof frame, to[i % 4], 0);
        CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
        nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    }
    twice(&nic, GPRC, 8); /* 2 are for another card */
    twice(&nic, BPRC, 3);
    twice(&nic, MPRC, 2);
    twice(&nic, TPR, 10);
    CHECK_EQ(8 * 64, read32(nic.device, GORCL));
    CHECK_EQ(8 * 64, read32(nic.device, GORCL)); /* the high half clears both */
    CHECK_EQ(0, read32(nic.device, GORCH));
    CHECK_EQ(0, read32(nic.device, GORCL));
    CHECK_EQ(10 * 64, read32(nic.device, TORL));
    twice(&nic, GPTC, 10);
    twice(&nic, TPT, 10);
    twice(&nic, BPTC, 3);
    twice(&nic, MPTC, 2);
    CHECK_EQ(10 * 64, read32(nic.device, GOTCL));
    CHECK_EQ(10 * 64, read32(nic.device, TOTL));
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void frames_by_size(void)
{
    static const struct {
        uint32_t length, counter;
    } table[] = {
        {60, 0}, {61, 1}, {123, 1}, {124, 2}, {251, 2}, {252, 3}, {507, 3}, {508, 4}, {1019, 4}, {1020, 5}, {1514, 5},
    };
    uint8_t frame[1514];
    const uint8_t *data;
    struct nic nic = nic_started("");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        nic_frame(frame, table[i].length, NIC_MAC, 0);
        CHECK_EQ(0, devsim_net_inject(nic.device, frame, table[i].length));
        nic_send(&nic, 0, frame, table[i].length, NIC_SEND);
        for (uint32_t counter = 0; counter < 6; counter++) {
            CHECK_EQ(counter == table[i].counter, read32(nic.device, PRC64 + 4 * counter));
            CHECK_EQ(counter == table[i].counter, read32(nic.device, PTC64 + 4 * counter));
        }
        CHECK(nic_received(&nic, 0, &data) != NULL);
        nic_refill(&nic, 0);
    }
    nic_close(&nic);
}

static void bad_sizes(void)
{
    static uint8_t frame[2000];
    struct nic nic = nic_started("");
    write32(nic.device, TCTL, 1 << 1); /* PSP is off: short frames go out as they are */
    CHECK_EQ(0, devsim_net_echo(nic.device));
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    nic_send(&nic, 0, frame, 59, NIC_SEND);
    nic_send(&nic, 0, frame, 1518, NIC_SEND);
    nic_send(&nic, 0, frame, 1519, NIC_SEND);
    twice(&nic, RUC, 1);
    twice(&nic, ROC, 1);
    twice(&nic, GPRC, 1);
    CHECK_EQ(2, nic_counts(&nic).bad);
    write32(nic.device, RCTL, nic.rctl | RCTL_LPE);
    nic_send(&nic, 0, frame, 1519, NIC_SEND);
    twice(&nic, ROC, 0);
    twice(&nic, GPRC, 1);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void they_stick_at_the_top(void)
{
    uint8_t frame[60];
    struct nic nic = nic_started("");
    CHECK_EQ(0, devsim_poke(nic.device, 0, GPRC, 4, 0xffffffff));
    CHECK_EQ(0, devsim_poke(nic.device, 0, GORCL, 4, 0xffffffff));
    CHECK_EQ(0, devsim_poke(nic.device, 0, GOTCL, 4, 0xffffffff));
    CHECK_EQ(0, devsim_poke(nic.device, 0, GOTCH, 4, 0xffffffff));
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    twice(&nic, GPRC, 0xffffffff);
    CHECK_EQ(63, read32(nic.device, GORCL)); /* carries */
    CHECK_EQ(1, read32(nic.device, GORCH));
    CHECK_EQ(0xffffffff, read32(nic.device, GOTCL));
    CHECK_EQ(0xffffffff, read32(nic.device, GOTCH));
    CHECK_EQ(0, faults(nic.device));
    write32(nic.device, GPRC, 1);
    CHECK_EQ(DEVSIM_FAULT_ACCESS_POLICY, last_fault(nic.device));
    nic_close(&nic);
}

int main(void)
{
    RUN_BOTH(frames_by_kind);
    RUN_BOTH(frames_by_size);
    RUN_BOTH(bad_sizes);
    RUN_BOTH(they_stick_at_the_top);
    return test_summary();
}
