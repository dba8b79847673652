/* SPDX-License-Identifier: Apache-2.0 */
/* Interrupts of the e1000e model: causes, masks, INTx, MSI, MSI-X, throttling and delays. */
#include "nic.h"

#include <errno.h>
#include <unistd.h>

enum { TXDW = 1 << 0, TXQE = 1 << 1, LSC = 1 << 2, RXDMT0 = 1 << 4, RXO = 1 << 6, RXT0 = 1 << 7 };
enum { RXQ0 = 1 << 20, RXQ1 = 1 << 21, TXQ0 = 1 << 22, TXQ1 = 1 << 23, OTHER = 1 << 24 };
#define ASSERTED (1u << 31)

static uint64_t signals(const struct nic *nic, uint32_t vector)
{
    uint64_t count = 0;
    if (read(devsim_irq_eventfd(nic->device, vector), &count, sizeof count) < 0)
        CHECK_EQ(EAGAIN, errno);
    return count;
}

static struct nic with_mode(uint32_t mode)
{
    struct nic nic = nic_started("");
    CHECK_EQ(0, devsim_irq_mode(nic.device, mode));
    read32(nic.device, ICR);
    return nic;
}

static void arrive(struct nic *nic)
{
    uint8_t frame[60];
    const uint8_t *data;
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    CHECK_EQ(0, devsim_net_inject(nic->device, frame, sizeof frame));
    CHECK(nic_received(nic, 0, &data) != NULL);
    nic_refill(nic, 0);
}

static void leave(struct nic *nic, uint32_t queue, uint32_t command)
{
    uint8_t frame[60];
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    nic_send(nic, queue, frame, sizeof frame, command);
}

static void causes(void)
{
    struct nic nic = with_mode(DEVSIM_IRQ_NONE);
    arrive(&nic);
    CHECK_EQ(RXT0 | RXQ0, read32(nic.device, ICR));
    CHECK_EQ(0, read32(nic.device, ICR)); /* all is masked: the read cleared it */
    leave(&nic, 0, NIC_SEND);
    CHECK_EQ(TXDW | TXQE | TXQ0, read32(nic.device, ICR));
    leave(&nic, 0, TX_EOP | TX_IFCS);
    CHECK_EQ(TXQE, read32(nic.device, ICR)); /* no RS */
    write32(nic.device, ICS, LSC | RXO | ASSERTED);
    CHECK_EQ(LSC | RXO, read32(nic.device, ICS)); /* shows ICR, and clears nothing */
    write32(nic.device, ICR, LSC);
    CHECK_EQ(RXO, read32(nic.device, ICR));
    write32(nic.device, IMS, LSC);
    write32(nic.device, ICS, RXO);
    CHECK_EQ(RXO, read32(nic.device, ICR)); /* not all is masked, nothing asserted: no effect */
    CHECK_EQ(RXO, read32(nic.device, ICR));
    write32(nic.device, ICS, LSC);
    CHECK_EQ(ASSERTED | LSC | RXO, read32(nic.device, ICR));
    CHECK_EQ(0, read32(nic.device, ICR));
    CHECK_EQ(LSC, read32(nic.device, IMS));
    write32(nic.device, IMS, RXO);
    CHECK_EQ(LSC | RXO, read32(nic.device, IMS));
    write32(nic.device, IMC, LSC);
    CHECK_EQ(RXO, read32(nic.device, IMS));
    nic_close(&nic);
}

static void few_buffers(void)
{
    struct nic nic = with_mode(DEVSIM_IRQ_NONE);
    uint8_t frame[60];
    nic_frame(frame, sizeof frame, NIC_MAC, 0);
    for (uint32_t left = RING - 2; left > 0; left--) {
        CHECK_EQ(0, devsim_net_inject(nic.device, frame, sizeof frame));
        CHECK_EQ(left == RING / 2 ? RXDMT0 : 0, read32(nic.device, ICR) & RXDMT0); /* RCTL.RDMTS is 0: half of them */
    }
    nic_close(&nic);
}

static void the_line(void)
{
    struct nic nic = with_mode(DEVSIM_IRQ_INTX);
    arrive(&nic);
    CHECK_EQ(0, signals(&nic, 0)); /* masked */
    write32(nic.device, IMS, RXT0);
    CHECK_EQ(1, signals(&nic, 0)); /* pending already */
    arrive(&nic);
    CHECK_EQ(0, signals(&nic, 0)); /* the host has the line masked */
    CHECK_EQ(0, devsim_irq_unmask(nic.device, 0));
    CHECK_EQ(1, signals(&nic, 0)); /* still up */
    CHECK_EQ(ASSERTED | RXT0 | RXQ0, read32(nic.device, ICR));
    CHECK_EQ(0, devsim_irq_unmask(nic.device, 0));
    CHECK_EQ(0, signals(&nic, 0));
    arrive(&nic);
    CHECK_EQ(1, signals(&nic, 0));
    write32(nic.device, IMC, RXT0); /* masked: the line falls */
    CHECK_EQ(0, devsim_irq_unmask(nic.device, 0));
    CHECK_EQ(0, signals(&nic, 0));
    write32(nic.device, IMS, RXT0);
    CHECK_EQ(1, signals(&nic, 0));
    CHECK_EQ(0, devsim_irq_mode(nic.device, DEVSIM_IRQ_MSI));
    CHECK_EQ(0, devsim_irq_mode(nic.device, DEVSIM_IRQ_INTX)); /* chosen anew: it is up, and nobody was told */
    arrive(&nic);
    CHECK_EQ(1, signals(&nic, 0));
    write32(nic.device, CTRL, 1 << 26); /* a reset lowers it */
    CHECK_EQ(0, devsim_irq_unmask(nic.device, 0));
    CHECK_EQ(0, signals(&nic, 0));
    nic_close(&nic);
}

static void acknowledgement_masks(void)
{
    struct nic nic = with_mode(DEVSIM_IRQ_INTX);
    write32(nic.device, CTRL_EXT, 1 << 27); /* IAME */
    write32(nic.device, IAM, RXT0 | TXDW);
    write32(nic.device, IMS, RXT0 | TXDW | LSC);
    arrive(&nic);
    CHECK_EQ(ASSERTED | RXT0 | RXQ0, read32(nic.device, ICR));
    CHECK_EQ(LSC, read32(nic.device, IMS));
    nic_close(&nic);
}

static void one_message(void)
{
    struct nic nic = with_mode(DEVSIM_IRQ_MSI);
    write32(nic.device, IMS, RXT0 | TXDW);
    arrive(&nic);
    CHECK_EQ(1, signals(&nic, 0));
    arrive(&nic);
    CHECK_EQ(0, signals(&nic, 0)); /* the cause is still there: no edge */
    leave(&nic, 0, NIC_SEND);
    CHECK_EQ(1, signals(&nic, 0)); /* another one */
    read32(nic.device, ICR);
    arrive(&nic);
    CHECK_EQ(1, signals(&nic, 0));
    for (uint32_t vector = 1; vector < 5; vector++)
        CHECK_EQ(0, signals(&nic, vector));
    nic_close(&nic);
}

/* RXQ0 to vector 0, RXQ1 to 1, TXQ0 to 2, TXQ1 to 3, the others to 4. */
#define EACH_ITS_OWN 0xcba98u

static void vectors(void)
{
    static const uint32_t causes[] = {RXQ0, RXQ1, TXQ0, TXQ1, OTHER};
    struct nic nic = with_mode(DEVSIM_IRQ_MSI);
    write32(nic.device, IVAR, EACH_ITS_OWN);
    write32(nic.device, IMS, RXQ0 | RXQ1 | TXQ0 | TXQ1 | OTHER);
    for (uint32_t cause = 0; cause < 5; cause++) {
        write32(nic.device, ICS, causes[cause]);
        for (uint32_t vector = 0; vector < 5; vector++)
            CHECK_EQ(vector == cause, signals(&nic, vector));
    }
    read32(nic.device, ICR);
    arrive(&nic);
    CHECK_EQ(1, signals(&nic, 0));
    leave(&nic, 0, NIC_SEND);
    CHECK_EQ(1, signals(&nic, 2));
    CHECK_EQ(0, devsim_net_link(nic.device, 0));
    CHECK_EQ(1, signals(&nic, 4));
    CHECK_EQ(OTHER | LSC, read32(nic.device, ICR) & (OTHER | LSC));
    write32(nic.device, IVAR, 0xcb0aa); /* both receive queues to vector 2, TXQ0 to none */
    write32(nic.device, ICS, RXQ0 | RXQ1 | TXQ0);
    CHECK_EQ(1, signals(&nic, 2)); /* one message for both */
    CHECK_EQ(0, signals(&nic, 0));
    nic_close(&nic);
}

static void vectors_clear_and_mask(void)
{
    struct nic nic = with_mode(DEVSIM_IRQ_MSI);
    write32(nic.device, IVAR, EACH_ITS_OWN);
    write32(nic.device, EIAC, RXQ0 | TXQ0);
    write32(nic.device, IMS, RXQ0 | TXQ0 | OTHER);
    arrive(&nic);
    arrive(&nic);
    CHECK_EQ(2, signals(&nic, 0)); /* cleared by each message, so each one is an edge */
    CHECK_EQ(RXT0, read32(nic.device, ICS) & (RXQ0 | RXT0));
    CHECK_EQ(RXQ0 | TXQ0 | OTHER, read32(nic.device, IMS));
    write32(nic.device, CTRL_EXT, 1 << 24); /* EIAME */
    write32(nic.device, IAM, RXQ0);
    arrive(&nic);
    CHECK_EQ(1, signals(&nic, 0));
    CHECK_EQ(TXQ0 | OTHER, read32(nic.device, IMS));
    arrive(&nic);
    arrive(&nic);
    CHECK_EQ(0, signals(&nic, 0));
    write32(nic.device, IMS, RXQ0);
    CHECK_EQ(1, signals(&nic, 0)); /* what came meanwhile */
    write32(nic.device, ICS, LSC);
    CHECK_EQ(1, signals(&nic, 4));
    write32(nic.device, ICR, OTHER); /* takes what is behind it along */
    CHECK_EQ(0, read32(nic.device, ICS) & (OTHER | LSC));
    nic_close(&nic);
}

static void throttled(uint32_t mode, uint32_t reg, uint32_t ivar)
{
    struct nic nic = with_mode(mode);
    write32(nic.device, IVAR, ivar);
    write32(nic.device, reg, 4); /* 1024 ns */
    write32(nic.device, EIAC, ivar != 0 ? RXQ0 : 0);
    write32(nic.device, IMS, ivar != 0 ? RXQ0 : RXT0);
    for (int i = 0; i < 3; i++) {
        arrive(&nic);
        CHECK_EQ(i == 0, signals(&nic, 0)); /* the first at once; later ones end the interval that the timer began */
        read32(nic.device, ICR);
        devsim_irq_unmask(nic.device, 0);
        arrive(&nic);
        CHECK_EQ(0, signals(&nic, 0));
        devsim_clock_advance(nic.device, 1023);
        CHECK_EQ(0, signals(&nic, 0));
        devsim_clock_advance(nic.device, 1);
        CHECK_EQ(1, signals(&nic, 0));
        read32(nic.device, ICR);
        devsim_irq_unmask(nic.device, 0);
    }
    devsim_clock_advance(nic.device, 1024);
    arrive(&nic);
    CHECK_EQ(1, signals(&nic, 0)); /* quiet for long enough */
    nic_close(&nic);
}

static void throttling(void)
{
    throttled(DEVSIM_IRQ_INTX, ITR, 0);
    throttled(DEVSIM_IRQ_MSI, ITR, 0);
    throttled(DEVSIM_IRQ_MSI, EITR, EACH_ITS_OWN);
    throttled(DEVSIM_IRQ_MSI, EITR, 0x8);
}

static void delayed_receive(void)
{
    struct nic nic = with_mode(DEVSIM_IRQ_MSI);
    write32(nic.device, RDTR, 2); /* 2048 ns behind the last one, */
    write32(nic.device, RADV, 3); /* 3072 ns behind the first one at most */
    write32(nic.device, IMS, RXT0);
    arrive(&nic);
    devsim_clock_advance(nic.device, 1500);
    arrive(&nic);
    devsim_clock_advance(nic.device, 1571);
    CHECK_EQ(0, signals(&nic, 0));
    devsim_clock_advance(nic.device, 1);
    CHECK_EQ(1, signals(&nic, 0));
    read32(nic.device, ICR);
    arrive(&nic);
    devsim_clock_advance(nic.device, 2047);
    CHECK_EQ(0, signals(&nic, 0));
    devsim_clock_advance(nic.device, 1);
    CHECK_EQ(1, signals(&nic, 0));
    read32(nic.device, ICR);
    arrive(&nic);
    CHECK_EQ(0, signals(&nic, 0));
    write32(nic.device, RDTR, 2 | 1u << 31); /* flush */
    CHECK_EQ(1, signals(&nic, 0));
    nic_close(&nic);
}

static void delayed_transmit(void)
{
    struct nic nic = with_mode(DEVSIM_IRQ_MSI);
    write32(nic.device, TIDV, 2);
    write32(nic.device, TADV, 3);
    write32(nic.device, IMS, TXDW);
    leave(&nic, 0, NIC_SEND);
    CHECK_EQ(1, signals(&nic, 0)); /* IDE is not set */
    read32(nic.device, ICR);
    leave(&nic, 0, NIC_SEND | 1u << 31);
    devsim_clock_advance(nic.device, 2047);
    CHECK_EQ(0, signals(&nic, 0));
    devsim_clock_advance(nic.device, 1);
    CHECK_EQ(1, signals(&nic, 0));
    nic_close(&nic);
}

int main(void)
{
    RUN_BOTH(causes);
    RUN_BOTH(few_buffers);
    RUN_BOTH(the_line);
    RUN_BOTH(acknowledgement_masks);
    RUN_BOTH(one_message);
    RUN_BOTH(vectors);
    RUN_BOTH(vectors_clear_and_mask);
    RUN_BOTH(throttling);
    RUN_BOTH(delayed_receive);
    RUN_BOTH(delayed_transmit);
    return test_summary();
}
