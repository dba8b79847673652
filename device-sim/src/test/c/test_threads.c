/* SPDX-License-Identifier: Apache-2.0 */
/* Many threads on one device: registers, DMA, timers, interrupts and the state, and then the end of it. */
#include "bus.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 4, ACCESSES = 2000 };

static devsim_device *device;
static atomic_int wrong;

/* Liveness must never show a value that nobody wrote; the factorial engine keeps timers going. */
static void *use_registers(void *argument)
{
    uint32_t tag = (uint32_t)(uintptr_t)argument;
    for (uint32_t i = 0; i < ACCESSES; i++) {
        write32(device, 0x04, tag << 24 | (i & 0xffff));
        uint32_t seen = ~read32(device, 0x04);
        if (seen >> 24 == 0 || seen >> 24 > THREADS)
            atomic_fetch_add(&wrong, 1);
        if (i % 16 == 0)
            write32(device, 0x08, i & 7);
        if (i % 64 == 0)
            write64(device, 0x98, 1 | 2 | 4);
    }
    return NULL;
}

static void run_threads(void *(*what)(void *))
{
    pthread_t threads[THREADS];
    for (uintptr_t i = 0; i < THREADS; i++)
        CHECK_EQ(0, pthread_create(&threads[i], NULL, what, (void *)(i + 1)));
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}

static void threads_share_a_device(void)
{
    static unsigned char memory[64];
    device = bus_open("edu", "factorial-ns=1000,dma-ns=1000");
    CHECK_EQ(0, devsim_irq_mode(device, DEVSIM_IRQ_MSI));
    CHECK_EQ(0, devsim_iommu_map(device, 0x1000, memory, sizeof memory, DEVSIM_DMA_FROM_DEVICE));
    write32(device, 0x20, 0x80);
    write32(device, 0x04, 1u << 24);
    write64(device, 0x80, 0x40000);
    write64(device, 0x88, 0x1000);
    write64(device, 0x90, sizeof memory);
    run_threads(use_registers);
    CHECK_EQ(0, atomic_load(&wrong));
    CHECK_EQ(0, faults(device));
    const devsim_trace *trace = devsim_trace_of(device);
    devsim_trace_enable(device, 0); /* a timer may still fire */
    uint64_t end = traced(device), accesses = 0;
    bool dense = end <= DEVSIM_TRACE_CAPACITY;
    for (uint64_t i = 0; i < end; i++) {
        dense &= trace->ring[i].sequence == i;
        accesses += trace->ring[i].kind <= DEVSIM_WRITE;
    }
    CHECK(dense);
    CHECK_EQ(5 + THREADS * (2 * ACCESSES + ACCESSES / 16 + (ACCESSES + 63) / 64), accesses);
    devsim_close(device); /* timers may be pending */
}

/* Looks at the trace while it grows, by the rule in the header. */
static void *watch(void *argument)
{
    const atomic_bool *stop = argument;
    const devsim_trace *trace = devsim_trace_of(device);
    uint64_t seen = 0;
    while (!atomic_load(stop)) {
        uint64_t next = __atomic_load_n(&trace->next, __ATOMIC_ACQUIRE);
        for (; seen < next; seen++)
            if (trace->ring[seen & (DEVSIM_TRACE_CAPACITY - 1)].sequence != seen)
                atomic_fetch_add(&wrong, 1);
    }
    return NULL;
}

static void the_trace_is_read_while_it_grows(void)
{
    device = bus_open("edu", "");
    atomic_bool stop = false;
    pthread_t watcher;
    CHECK_EQ(0, pthread_create(&watcher, NULL, watch, &stop));
    write32(device, 0x04, 1u << 24);
    run_threads(use_registers);
    atomic_store(&stop, true);
    pthread_join(watcher, NULL);
    CHECK_EQ(0, atomic_load(&wrong));
    devsim_close(device);
}

static void *change_everything(void *argument)
{
    uintptr_t tag = (uintptr_t)argument;
    static unsigned char memory[4];
    for (int i = 0; i < 300; i++) {
        devsim_iommu_map(device, 0x1000 * tag, memory, 4, DEVSIM_DMA_FROM_DEVICE);
        devsim_irq_mode(device, (uint32_t)i % 3);
        devsim_irq_unmask(device, 0);
        devsim_set_state(device, i % 8 == 0 ? DEVSIM_STATE_REMOVED : DEVSIM_STATE_NORMAL);
        write32(device, 0x60, 1);
        write32(device, 0x08, 3);
        read32(device, 0x08);
        devsim_clock_mode(device, (uint32_t)i % 2, 5);
        devsim_clock_advance(device, 100);
        if (i % 50 == 0)
            devsim_reset(device);
        devsim_irq_pending(device);
        devsim_trace_clear(device);
        devsim_faults_clear(device);
        devsim_iommu_unmap(device, 0x1000 * tag);
    }
    return NULL;
}

static void everything_at_once(void)
{
    device = bus_open("edu", "factorial-ns=50");
    run_threads(change_everything);
    CHECK_EQ(0, devsim_iommu_count(device));
    devsim_close(device);
}

static void close_with_timers_due(void)
{
    for (int i = 0; i < 100; i++) {
        device = bus_open("edu", "factorial-ns=20000");
        devsim_irq_mode(device, DEVSIM_IRQ_MSI);
        int fd = dup(devsim_irq_eventfd(device, 0));
        write32(device, 0x20, 0x80);
        write32(device, 0x08, 5);
        nanosleep(&(struct timespec){.tv_nsec = i * 1000}, NULL);
        devsim_close(device);
        uint64_t before = 0, after = 0;
        bool had = read(fd, &before, sizeof before) > 0;
        CHECK(!had || before == 1);
        CHECK(read(fd, &after, sizeof after) < 0); /* nothing comes after close() */
        close(fd);
    }
}

int main(void)
{
    RUN_BOTH(threads_share_a_device);
    RUN_BOTH(the_trace_is_read_while_it_grows);
    RUN_BOTH(everything_at_once);
    RUN_BOTH(close_with_timers_due);
    return test_summary();
}
