/* SPDX-License-Identifier: Apache-2.0 */
/* The engine by hand and by a thread, and registers in plain memory. */
#include "nic.h"

#include <errno.h>
#include <sched.h>

static void steps(void)
{
    uint8_t frame[60];
    struct nic nic = nic_started("");
    CHECK_EQ(0, devsim_net_discard(nic.device));
    CHECK_EQ(0, devsim_step(nic.device, 10));
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(0, devsim_step(nic.device, 10)); /* the tail's write was enough */
    CHECK_EQ(1, nic_counts(&nic).sent);
    CHECK_EQ(-ESRCH, devsim_poll_stop(nic.device));
    CHECK_EQ(-EINVAL, devsim_poll_start(nic.device, 100000));
    nic_close(&nic);
}

/* Waits for the device's thread, which has no deadline of its own; the test has. */
#define EVENTUALLY(condition) \
    do { \
        for (uint64_t turns = 0; !(condition) && turns < UINT64_C(50000000); turns++) \
            sched_yield(); \
        CHECK(condition); \
    } while (0)

static void a_thread_turns_it(void)
{
    uint8_t frame[60];
    struct nic nic = nic_started("");
    CHECK_EQ(0, devsim_net_echo(nic.device));
    CHECK_EQ(0, devsim_poll_start(nic.device, 0));
    CHECK_EQ(-EBUSY, devsim_poll_start(nic.device, -1));
    for (uint32_t i = 0; i < 300; i++) {
        nic_frame(frame, sizeof frame, NIC_MAC, i);
        nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
        const struct nic_descriptor *next = &nic.memory->rx[0][nic.rx_next[0]];
        EVENTUALLY(__atomic_load_n(&next->upper, __ATOMIC_ACQUIRE) >> 32 & 1);
        CHECK(nic_expect(&nic, frame, sizeof frame));
    }
    CHECK_EQ(0, devsim_poll_stop(nic.device));
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND); /* by itself again */
    CHECK(nic_expect(&nic, frame, sizeof frame));
    CHECK_EQ(0, devsim_poll_start(nic.device, -1));
    CHECK_NO_FAULT(&nic);
    nic_close(&nic); /* ends the thread */
}

/* ---- plain memory ------------------------------------------------------------------------------------------- */

static uint32_t look(struct nic *nic, uint32_t offset)
{
    return __atomic_load_n((uint32_t *)devsim_window_address(nic->device, 0) + offset / 4, __ATOMIC_ACQUIRE);
}

static struct nic in_memory(void)
{
    bus_access = DEVSIM_ACCESS_MEMORY;
    struct nic nic = nic_open("");
    CHECK_EQ(0, devsim_clock_mode(nic.device, DEVSIM_CLOCK_STEPPED, 0));
    return nic;
}

static void memory_is_looked_at_in_turns(void)
{
    uint8_t frame[60];
    struct nic nic = in_memory();
    CHECK_EQ(0x12005452, look(&nic, RAL)); /* there from the beginning */
    uint64_t before = traced(nic.device);
    write32(nic.device, IMS, 0x15);
    CHECK_EQ(0x15, look(&nic, IMS));
    write32(nic.device, EERD, 1);
    CHECK_EQ(0, devsim_step(nic.device, 1));
    CHECK_EQ(0x54520002, look(&nic, EERD));
    CHECK_EQ(0x15, look(&nic, IMS));
    write32(nic.device, IMC, 0x11);
    CHECK_EQ(0, devsim_step(nic.device, 1));
    CHECK_EQ(0x04, look(&nic, IMS));
    CHECK_EQ(0, look(&nic, IMC));
    write32(nic.device, CTRL, look(&nic, CTRL) | 1 << 6);
    CHECK_EQ(0, devsim_step(nic.device, 1));
    devsim_clock_advance(nic.device, 2000);
    CHECK_EQ(0, devsim_step(nic.device, 1));
    CHECK_EQ(2, look(&nic, STATUS) & 2);
    CHECK_EQ(0x80000004, look(&nic, ICR));
    CHECK_EQ(0x80000004, look(&nic, ICR)); /* a read clears nothing */
    write32(nic.device, ICR, 4);
    CHECK_EQ(0, devsim_step(nic.device, 1));
    CHECK_EQ(0, look(&nic, ICR));

    nic_queue(&nic, 0, RING - 1); /* all at once, then one look at it */
    write32(nic.device, TCTL, 0xa);
    write32(nic.device, RCTL, RCTL_EN | RCTL_SECRC);
    nic_frame(frame, sizeof frame, NIC_MAC, 5);
    for (int i = 0; i < 5; i++)
        nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ(0, look(&nic, TDH));
    CHECK_EQ(3, devsim_step(nic.device, 3));
    CHECK_EQ(3, look(&nic, TDH));
    CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
    CHECK(!nic_expect(&nic, frame, sizeof frame));
    CHECK_EQ(3, devsim_step(nic.device, 3)); /* two out, one in */
    CHECK_EQ(5, look(&nic, TDH));
    CHECK_EQ(1, look(&nic, RDH));
    CHECK(nic_expect(&nic, frame, sizeof frame));
    CHECK_EQ(5, look(&nic, 0x4080)); /* GPTC */
    CHECK_EQ(0, faults(nic.device));
    CHECK(traced(nic.device) > before);
    for (uint64_t n = before; n < traced(nic.device); n++) {
        uint32_t kind = transaction(nic.device, n)->kind;
        CHECK(kind == DEVSIM_DMA_READ || kind == DEVSIM_DMA_WRITE);
    }

    write32(nic.device, IMS, 0x80);
    write32(nic.device, RAL, 1);
    write32(nic.device, CTRL, 1 << 26); /* takes along what was written before it */
    CHECK_EQ(0, devsim_step(nic.device, 1));
    CHECK_EQ(0, devsim_step(nic.device, 1));
    CHECK_EQ(0, look(&nic, IMS));
    CHECK_EQ(0x12005452, look(&nic, RAL));
    CHECK_EQ(0, look(&nic, CTRL) & 1 << 26);
    CHECK_EQ(0, look(&nic, RDT));
    CHECK_EQ(0, look(&nic, RCTL));
    nic_close(&nic);
}

static void memory_and_a_thread(void)
{
    uint8_t frame[64];
    const uint8_t *data;
    struct nic nic = in_memory();
    CHECK_EQ(0, devsim_clock_mode(nic.device, DEVSIM_CLOCK_REAL, 0));
    CHECK_EQ(0, devsim_net_echo(nic.device));
    CHECK_EQ(0, devsim_poll_start(nic.device, -1));
    write32(nic.device, CTRL, 1 << 26);
    EVENTUALLY((look(&nic, CTRL) & 1 << 26) == 0);
    write32(nic.device, CTRL, look(&nic, CTRL) | 1 << 6);
    EVENTUALLY(look(&nic, STATUS) & 2);
    nic_queue(&nic, 0, RING - 1);
    write32(nic.device, TCTL, 0xa);
    write32(nic.device, RCTL, RCTL_EN | RCTL_SECRC);
    /* Both rings at full tilt; the frames' bytes show whether the order of writes held. */
    for (uint32_t sent = 0, received = 0; received < 20000;) {
        if (sent < 20000 && sent - received < 16) {
            nic_frame(frame, sizeof frame, NIC_MAC, sent++);
            nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
        }
        if (nic_received(&nic, 0, &data) != NULL) {
            nic_frame(frame, sizeof frame, NIC_MAC, received++);
            CHECK(memcmp(frame, data, sizeof frame) == 0);
            nic_refill(&nic, 0);
        } else {
            sched_yield();
        }
    }
    CHECK_EQ(0, devsim_poll_stop(nic.device));
    CHECK_EQ(20000, nic_counts(&nic).received);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

int main(void)
{
    RUN_BOTH(steps);
    RUN_BOTH(a_thread_turns_it);
    RUN(memory_is_looked_at_in_turns);
    RUN(memory_and_a_thread);
    return test_summary();
}
