/* SPDX-License-Identifier: Apache-2.0 */
/* Removal, bus errors, reset, and the ways in which opening fails. */
#include "bus.h"
#include "devsim_net.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static void removed_and_back(void)
{
    devsim_device *device = bus_open("edu", "");
    devsim_irq_mode(device, DEVSIM_IRQ_MSI);
    write32(device, 0x04, 0);
    CHECK_EQ(DEVSIM_STATE_NORMAL, devsim_state(device));
    CHECK_EQ(0, devsim_set_state(device, DEVSIM_STATE_REMOVED));
    CHECK_EQ(DEVSIM_STATE_REMOVED, devsim_state(device));
    devsim_trace_clear(device);
    uint64_t first = devsim_trace_of(device)->first;
    CHECK_EQ(0xff, bus_read(device, 0, 1));
    CHECK_EQ(0xffff, bus_read(device, 0, 2));
    CHECK_EQ(0xffffffff, bus_read(device, 0, 4));
    CHECK_EQ(UINT64_MAX, bus_read(device, 0x80, 8));
    write32(device, 0x60, 1); /* would interrupt */
    CHECK_EQ(first + 5, traced(device));
    for (uint64_t i = first; i < first + 5; i++)
        CHECK(transaction(device, i)->flags & DEVSIM_FLAG_REMOVED);
    CHECK_EQ(0xffff, transaction(device, first + 1)->value);
    CHECK_EQ(1, transaction(device, first + 4)->value);
    CHECK_EQ(0, faults(device));
    CHECK_EQ(0, devsim_irq_count(device));
    CHECK_EQ(0, devsim_set_state(device, DEVSIM_STATE_NORMAL));
    CHECK_EQ(0x010000ed, read32(device, 0));
    CHECK_EQ(0, read32(device, 0x04)); /* it was without power: the value is that after reset */
    CHECK_EQ(0, read32(device, 0x24));
    devsim_close(device);
}

static void no_dma_and_no_interrupt_while_removed(void)
{
    static unsigned char memory[8];
    memset(memory, 0x77, sizeof memory);
    devsim_device *device = bus_open("edu", "");
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0);
    devsim_irq_mode(device, DEVSIM_IRQ_INTX);
    devsim_iommu_map(device, 0, memory, sizeof memory, DEVSIM_DMA_FROM_DEVICE);
    write64(device, 0x80, 0x40000);
    write64(device, 0x90, 8);
    write64(device, 0x98, 1 | 2 | 4);
    devsim_set_state(device, DEVSIM_STATE_BUS_ERROR);
    devsim_clock_advance(device, 1000);
    CHECK_EQ(0x77, memory[0]);
    CHECK_EQ(0, devsim_irq_count(device));
    CHECK_EQ(0, faults(device));
    /* After a bus error the device is what it was: the level that rose meanwhile interrupts now. */
    devsim_set_state(device, DEVSIM_STATE_NORMAL);
    CHECK_EQ(1, devsim_irq_count(device));
    CHECK_EQ(0x100, read32(device, 0x24));
    CHECK_EQ(-EINVAL, devsim_set_state(device, 3));
    devsim_close(device);
}

static sigjmp_buf escape;

static void on_sigbus(int signal)
{
    siglongjmp(escape, signal);
}

static void bus_error(void)
{
    devsim_device *device = bus_open("edu", "");
    CHECK_EQ(0, devsim_set_state(device, DEVSIM_STATE_BUS_ERROR));
    if (bus_access == DEVSIM_ACCESS_CALL) {
        CHECK_EQ(0xffffffff, read32(device, 0));
    } else {
        struct sigaction mine = {.sa_handler = on_sigbus}, before;
        sigaction(SIGBUS, &mine, &before);
        volatile bool reached = false;
        if (sigsetjmp(escape, 1) == 0) {
            read32(device, 0);
            reached = true;
        }
        CHECK(!reached);
        sigaction(SIGBUS, &before, NULL);
    }
    CHECK_EQ(0, devsim_set_state(device, DEVSIM_STATE_NORMAL));
    CHECK_EQ(0x010000ed, read32(device, 0));
    devsim_close(device);
}

static void reset_ends_what_runs(void)
{
    devsim_device *device = bus_open("edu", "");
    devsim_clock_mode(device, DEVSIM_CLOCK_STEPPED, 0);
    write32(device, 0x08, 5);
    CHECK_EQ(1, read32(device, 0x20));
    devsim_reset(device);
    CHECK_EQ(0, read32(device, 0x20));
    devsim_clock_advance(device, 10000);
    CHECK_EQ(0, read32(device, 0x08));
    devsim_close(device);
}

static void open_fails(void)
{
    devsim_device *device = (devsim_device *)&escape;
    CHECK_EQ(-ENOENT, devsim_open("nothing", "", DEVSIM_ACCESS_CALL, &device));
    CHECK(device == NULL);
    CHECK(strstr(devsim_open_error(), "\"nothing\"") != NULL);
    CHECK_EQ(-EINVAL, devsim_open("edu", "", 3, &device));
    CHECK_EQ(-EOPNOTSUPP, devsim_open("edu", "", DEVSIM_ACCESS_MEMORY, &device)); /* not every model can */
    if (!devsim_trap_supported())
        CHECK_EQ(-EOPNOTSUPP, devsim_open("edu", "", DEVSIM_ACCESS_TRAP, &device));
    CHECK_EQ(0, devsim_open("edu", NULL, DEVSIM_ACCESS_CALL, &device));
    CHECK_EQ('\0', devsim_open_error()[0]);
    CHECK(devsim_window_address(device, 0) == NULL);
    devsim_close(device);
    devsim_close(NULL);
}

static void what_there_is(void)
{
    CHECK_EQ(DEVSIM_ABI, devsim_abi());
    CHECK(strcmp("edu", devsim_builtin(0)->name) == 0);
    CHECK(strcmp("regs", devsim_builtin(1)->name) == 0);
    CHECK(strcmp("e1000e", devsim_builtin(2)->name) == 0);
    CHECK(devsim_builtin(3) == NULL);
}

static void two_devices_do_not_meet(void)
{
    devsim_device *first = bus_open("edu", ""), *second = bus_open("edu", "");
    write32(first, 0x04, 1);
    write32(second, 0x04, 2);
    CHECK_EQ(~1u, read32(first, 0x04));
    CHECK_EQ(~2u, read32(second, 0x04));
    CHECK_EQ(2, traced(first));
    devsim_close(first);
    CHECK_EQ(~2u, read32(second, 0x04));
    devsim_close(second);
}

int main(void)
{
    RUN_BOTH(removed_and_back);
    RUN_BOTH(no_dma_and_no_interrupt_while_removed);
    RUN_BOTH(bus_error);
    RUN_BOTH(reset_ends_what_runs);
    RUN(open_fails);
    RUN(what_there_is);
    RUN_BOTH(two_devices_do_not_meet);
    return test_summary();
}
