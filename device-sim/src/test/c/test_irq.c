/* SPDX-License-Identifier: Apache-2.0 */
/* INTx and MSI, with the meaning that VFIO gives them. */
#include "bus.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#define RAISE 0x60
#define ACK 0x64

/* What the eventfd counted since the last look; 0 if nothing. */
static uint64_t signals(devsim_device *device, uint32_t vector)
{
    uint64_t count = 0;
    int fd = devsim_irq_eventfd(device, vector);
    CHECK(fd >= 0);
    if (read(fd, &count, sizeof count) < 0)
        CHECK_EQ(EAGAIN, errno);
    return count;
}

static void intx_masks_itself(void)
{
    devsim_device *device = bus_open("edu", "");
    CHECK_EQ(0, devsim_irq_mode(device, DEVSIM_IRQ_INTX));
    CHECK_EQ(0, signals(device, 0));
    write32(device, RAISE, 1);
    CHECK_EQ(1, signals(device, 0));
    CHECK_EQ(1, devsim_irq_pending(device)); /* the line is up, and masked */
    write32(device, RAISE, 2);
    CHECK_EQ(0, signals(device, 0));
    CHECK_EQ(0, devsim_irq_unmask(device, 0)); /* not acknowledged: again */
    CHECK_EQ(1, signals(device, 0));
    write32(device, ACK, 3);
    CHECK_EQ(0, devsim_irq_pending(device));
    CHECK_EQ(0, devsim_irq_unmask(device, 0));
    CHECK_EQ(0, signals(device, 0));
    CHECK_EQ(0, devsim_irq_mask(device, 0));
    write32(device, RAISE, 1);
    CHECK_EQ(0, signals(device, 0));
    write32(device, ACK, 1); /* it fell before it was let through: a level is not remembered */
    CHECK_EQ(0, devsim_irq_unmask(device, 0));
    CHECK_EQ(0, signals(device, 0));
    CHECK_EQ(2, devsim_irq_count(device));
    devsim_close(device);
}

static void msi_is_an_edge(void)
{
    devsim_device *device = bus_open("edu", "");
    CHECK_EQ(0, devsim_irq_mode(device, DEVSIM_IRQ_MSI));
    write32(device, RAISE, 1);
    write32(device, RAISE, 1);
    CHECK_EQ(2, signals(device, 0)); /* each one counts, whether acknowledged or not */
    CHECK_EQ(0, devsim_irq_mask(device, 0));
    write32(device, RAISE, 1);
    write32(device, RAISE, 1);
    CHECK_EQ(0, signals(device, 0));
    CHECK_EQ(1, devsim_irq_pending(device));
    CHECK_EQ(0, devsim_irq_unmask(device, 0));
    CHECK_EQ(1, signals(device, 0)); /* one is remembered */
    CHECK_EQ(0, devsim_irq_pending(device));
    CHECK_EQ(0, devsim_irq_unmask(device, 0));
    CHECK_EQ(0, signals(device, 0));
    CHECK_EQ(3, devsim_irq_count(device));
    devsim_close(device);
}

static void modes_and_vectors_are_checked(void)
{
    devsim_device *device = bus_open("edu", "");
    CHECK_EQ(-EINVAL, devsim_irq_mode(device, 3));
    CHECK_EQ(-EINVAL, devsim_irq_mask(device, 0)); /* mode NONE has no vectors */
    CHECK_EQ(-EINVAL, devsim_irq_unmask(device, 0));
    CHECK_EQ(-EINVAL, devsim_irq_eventfd(device, 1));
    CHECK_EQ(0, devsim_irq_mode(device, DEVSIM_IRQ_MSI));
    CHECK_EQ(-EINVAL, devsim_irq_mask(device, 1));
    CHECK_EQ(-EINVAL, devsim_irq_unmask(device, 32));
    CHECK_EQ(0, devsim_irq_mode(device, DEVSIM_IRQ_NONE));
    write32(device, RAISE, 1);
    CHECK_EQ(0, devsim_irq_count(device));
    devsim_close(device);
    device = bus_open("regs", ""); /* has no messages */
    CHECK_EQ(-EINVAL, devsim_irq_mode(device, DEVSIM_IRQ_MSI));
    CHECK_EQ(0, devsim_irq_mode(device, DEVSIM_IRQ_INTX));
    devsim_close(device);
}

static void a_new_mode_begins_clean(void)
{
    devsim_device *device = bus_open("edu", "");
    devsim_irq_mode(device, DEVSIM_IRQ_MSI);
    write32(device, RAISE, 1);
    devsim_irq_mask(device, 0);
    write32(device, RAISE, 1);
    devsim_irq_mode(device, DEVSIM_IRQ_MSI);
    CHECK_EQ(0, devsim_irq_pending(device));
    CHECK_EQ(0, signals(device, 0)); /* the old signal does not count for the new mode */
    write32(device, RAISE, 1);
    CHECK_EQ(1, signals(device, 0)); /* and nothing is masked */
    devsim_close(device);
}

static void reset_lowers_the_line(void)
{
    devsim_device *device = bus_open("edu", "");
    devsim_irq_mode(device, DEVSIM_IRQ_INTX);
    write32(device, RAISE, 1);
    CHECK_EQ(1, signals(device, 0));
    devsim_reset(device);
    CHECK_EQ(0, devsim_irq_pending(device));
    CHECK_EQ(0, devsim_irq_unmask(device, 0)); /* the mask is the host's: a reset leaves it */
    CHECK_EQ(0, signals(device, 0));
    write32(device, RAISE, 1);
    CHECK_EQ(1, signals(device, 0));
    devsim_close(device);
}

static void signals_get_lost(void)
{
    devsim_device *device = bus_open("edu", "");
    devsim_irq_mode(device, DEVSIM_IRQ_MSI);
    CHECK_EQ(0, devsim_irq_drop(device, 2));
    write32(device, RAISE, 1);
    write32(device, RAISE, 1);
    CHECK_EQ(0, signals(device, 0));
    CHECK_EQ(0, devsim_irq_count(device));
    write32(device, RAISE, 1);
    CHECK_EQ(1, signals(device, 0));
    CHECK_EQ(0, devsim_irq_drop(device, 1000));
    CHECK_EQ(0, devsim_irq_drop(device, 0));
    write32(device, RAISE, 1);
    CHECK_EQ(1, signals(device, 0));
    devsim_irq_mode(device, DEVSIM_IRQ_INTX);
    CHECK_EQ(0, devsim_irq_drop(device, 1));
    write32(device, RAISE, 1);
    CHECK_EQ(0, signals(device, 0));
    write32(device, RAISE, 1); /* the line did not mask itself: it tells again */
    CHECK_EQ(1, signals(device, 0));
    devsim_close(device);
}

static void a_waiting_thread_wakes(void)
{
    devsim_device *device = bus_open("edu", "factorial-ns=1000000");
    devsim_irq_mode(device, DEVSIM_IRQ_MSI);
    struct pollfd wait = {.fd = devsim_irq_eventfd(device, 0), .events = POLLIN};
    CHECK_EQ(0, poll(&wait, 1, 0));
    write32(device, 0x20, 0x80);
    write32(device, 0x08, 5);
    CHECK_EQ(1, poll(&wait, 1, 20000));
    CHECK_EQ(120, read32(device, 0x08));
    devsim_close(device);
}

int main(void)
{
    RUN_BOTH(intx_masks_itself);
    RUN_BOTH(msi_is_an_edge);
    RUN(modes_and_vectors_are_checked);
    RUN_BOTH(a_new_mode_begins_clean);
    RUN_BOTH(reset_lowers_the_line);
    RUN_BOTH(signals_get_lost);
    RUN_BOTH(a_waiting_thread_wakes);
    return test_summary();
}
