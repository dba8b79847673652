/* SPDX-License-Identifier: Apache-2.0 */
/* The trace and the fault log. */
#include "bus.h"

#include <string.h>
#include <unistd.h>

static void records_what_the_bus_saw(void)
{
    devsim_device *device = bus_open("edu", "");
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 10);
    uint32_t flags = bus_access == DEVSIM_ACCESS_CALL ? DEVSIM_FLAG_CALL : 0;
    write32(device, 0x04, 0xcafe);
    read32(device, 0x00);
    write64(device, 0x80, 0x123456789);
    const devsim_transaction expected[] = {
        {.sequence = 0, .time = 0, .offset = 0x04, .value = 0xcafe, .width = 4, .kind = DEVSIM_WRITE},
        {.sequence = 1, .time = 10, .offset = 0x00, .value = 0x010000ed, .width = 4, .kind = DEVSIM_READ},
        {.sequence = 2, .time = 20, .offset = 0x80, .value = 0x123456789, .width = 8, .kind = DEVSIM_WRITE},
    };
    CHECK_EQ(3, traced(device));
    for (uint64_t i = 0; i < 3; i++) {
        const devsim_transaction *t = transaction(device, i);
        CHECK_EQ(expected[i].sequence, t->sequence);
        CHECK_EQ(expected[i].time, t->time);
        CHECK_EQ(expected[i].offset, t->offset);
        CHECK_EQ(expected[i].value, t->value);
        CHECK_EQ(expected[i].width, t->width);
        CHECK_EQ(expected[i].kind, t->kind);
        CHECK_EQ(0, t->window);
        CHECK_EQ(flags, t->flags);
        CHECK_EQ(gettid(), t->thread);
    }
    devsim_close(device);
}

static void dma_and_interrupts_come_after_their_cause(void)
{
    static char memory[8];
    devsim_device *device = bus_open("edu", "dma-ns=0");
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0);
    devsim_irq_mode(device, DEVSIM_IRQ_MSI);
    devsim_iommu_map(device, 0x1000, memory, sizeof memory, DEVSIM_DMA_TO_DEVICE);
    write64(device, 0x80, 0x1000);
    write64(device, 0x88, 0x40000);
    write64(device, 0x90, 8);
    devsim_trace_clear(device);
    CHECK_EQ(3, devsim_trace_of(device)->first);
    write64(device, 0x98, 1 | 4);
    CHECK_EQ(6, traced(device));
    CHECK_EQ(DEVSIM_WRITE, transaction(device, 3)->kind);
    CHECK_EQ(DEVSIM_DMA_READ, transaction(device, 4)->kind);
    CHECK_EQ(0x1000, transaction(device, 4)->offset);
    CHECK_EQ(8, transaction(device, 4)->value);
    CHECK_EQ(DEVSIM_INTERRUPT, transaction(device, 5)->kind);
    CHECK_EQ(0, transaction(device, 5)->value);
    devsim_close(device);
}

static void off_and_on(void)
{
    devsim_device *device = bus_open("edu", "");
    CHECK_EQ(1, devsim_trace_of(device)->enabled);
    devsim_trace_enable(device, 0);
    CHECK_EQ(0, devsim_trace_of(device)->enabled);
    CHECK_EQ(0x010000ed, read32(device, 0));
    write32(device, 4, 1);
    devsim_set_state(device, DEVSIM_STATE_REMOVED);
    read32(device, 0);
    devsim_set_state(device, DEVSIM_STATE_NORMAL);
    CHECK_EQ(0, traced(device));
    devsim_trace_enable(device, 7);
    CHECK_EQ(1, devsim_trace_of(device)->enabled);
    read32(device, 0);
    CHECK_EQ(1, traced(device));
    devsim_close(device);
}

static void overflow_is_said(void)
{
    devsim_device *device = bus_open("edu", "");
    const uint64_t count = DEVSIM_TRACE_CAPACITY + 100;
    for (uint64_t i = 0; i < count; i++)
        devsim_write(device, 0, 0x04, 4, i);
    const devsim_trace *trace = devsim_trace_of(device);
    CHECK_EQ(count, trace->next);
    CHECK(trace->next - trace->first > DEVSIM_TRACE_CAPACITY); /* that is how it is said */
    bool right = true;
    for (uint64_t i = count - DEVSIM_TRACE_CAPACITY; i < count; i++)
        right &= transaction(device, i)->sequence == i && transaction(device, i)->value == i;
    CHECK(right);
    devsim_trace_clear(device);
    CHECK_EQ(trace->next, trace->first);
    devsim_close(device);
}

static void accesses_that_no_register_should_see(void)
{
    devsim_device *device = bus_open("edu", "");
    devsim_read(device, 0, 0x02, 4); /* not aligned */
    CHECK_EQ(DEVSIM_FAULT_ACCESS_STRADDLE, last_fault(device));
    CHECK_EQ(DEVSIM_FLAG_STRADDLE | DEVSIM_FLAG_CALL, transaction(device, 0)->flags);
    CHECK_EQ(1, faults(device));
    /* These no bus can carry: they are faults, and no transactions. */
    CHECK_EQ(0xffffffff, devsim_read(device, 0, 0xffffe, 4));
    CHECK_EQ(UINT64_MAX, devsim_read(device, 0, UINT64_MAX - 3, 8));
    CHECK_EQ(0xffff, devsim_read(device, 3, 0, 2));
    CHECK_EQ(0xffffff, devsim_read(device, 0, 0, 3));
    devsim_write(device, 6, 0, 4, 0);
    CHECK_EQ(6, faults(device));
    CHECK_EQ(DEVSIM_FAULT_ACCESS_WIDTH, last_fault(device));
    CHECK_EQ(1, traced(device));
    devsim_close(device);
}

/* One instruction, two transactions, one fault. */
static void a_locked_access_is_told_once(void)
{
    if (!devsim_trap_supported())
        return;
    bus_access = DEVSIM_ACCESS_TRAP;
    devsim_device *device = bus_open("edu", "");
    bus_access = DEVSIM_ACCESS_CALL;
    uint32_t *liveness = (uint32_t *)((char *)devsim_window_address(device, 0) + 4);
    write32(device, 4, ~5u);
    CHECK_EQ(5, __atomic_fetch_add(liveness, 1, __ATOMIC_SEQ_CST));
    CHECK_EQ(3, traced(device));
    CHECK_EQ(DEVSIM_READ, transaction(device, 1)->kind);
    CHECK_EQ(DEVSIM_WRITE, transaction(device, 2)->kind);
    CHECK_EQ(6, transaction(device, 2)->value);
    CHECK_EQ(DEVSIM_FLAG_LOCKED, transaction(device, 1)->flags);
    CHECK_EQ(DEVSIM_FLAG_LOCKED, transaction(device, 2)->flags);
    CHECK_EQ(1, faults(device));
    CHECK_EQ(DEVSIM_FAULT_ACCESS_LOCKED, last_fault(device));
    devsim_close(device);
}

static void fault_log_wraps(void)
{
    devsim_device *device = bus_open("edu", "");
    for (int i = 0; i < DEVSIM_FAULT_CAPACITY + 5; i++)
        devsim_read(device, 0, 0, 2);
    const devsim_faults *log = devsim_faults_of(device);
    CHECK_EQ(DEVSIM_FAULT_CAPACITY + 5, log->next);
    CHECK_EQ(DEVSIM_FAULT_CAPACITY + 4, log->ring[4].sequence);
    CHECK_EQ(5, log->ring[5].sequence);
    CHECK(strcmp("the register at 0x0 does not answer 2 bytes", log->ring[4].detail) == 0);
    CHECK_EQ(2, log->ring[4].length);
    devsim_faults_clear(device);
    CHECK_EQ(log->next, log->first);
    devsim_close(device);
}

int main(void)
{
    RUN_BOTH(records_what_the_bus_saw);
    RUN_BOTH(dma_and_interrupts_come_after_their_cause);
    RUN_BOTH(off_and_on);
    RUN(overflow_is_said);
    RUN(accesses_that_no_register_should_see);
    RUN(a_locked_access_is_told_once);
    RUN(fault_log_wraps);
    return test_summary();
}
