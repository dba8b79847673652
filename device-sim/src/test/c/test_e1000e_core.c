/* SPDX-License-Identifier: Apache-2.0 */
/* The e1000e model: registers, reset, NVM, PHY and link. */
#include "nic.h"

#include <errno.h>

static void identity(void)
{
    struct nic nic = nic_open("");
    CHECK_EQ(0x20000, devsim_window_size(nic.device, 0));
    CHECK_EQ(0x8086, devsim_model_of(nic.device)->vendor);
    CHECK_EQ(0x10d3, devsim_model_of(nic.device)->device);
    CHECK_EQ(5, devsim_model_of(nic.device)->vectors);
    CHECK_EQ(0x12005452, read32(nic.device, RAL));
    CHECK_EQ(0x80005634, read32(nic.device, RAH));
    nic_close(&nic);
    nic = nic_open("mac=02:AB:00:00:01:fE");
    CHECK_EQ(0x0000ab02, read32(nic.device, RAL));
    CHECK_EQ(0x8000fe01, read32(nic.device, RAH));
    nic_close(&nic);
    static const char *const wrong[] = {"mac=", "mac=52:54:00:12:34", "mac=53:54:00:12:34:56", "mac=52-54-00-12-34-56",
                                        "mac=5g:54:00:12:34:56", "check=2", "link-ns=soon", "speed=1"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        devsim_device *none;
        CHECK_EQ(-EINVAL, devsim_open("e1000e", wrong[i], bus_access, &none));
    }
}

static uint32_t nvm(devsim_device *device, uint32_t word)
{
    write32(device, EERD, word << 2 | 1);
    uint32_t value = read32(device, EERD);
    CHECK_EQ(2, value & 3);
    return value >> 16;
}

static void nvm_by_eerd(void)
{
    struct nic nic = nic_open("");
    CHECK_EQ(0x5452, nvm(nic.device, 0));
    CHECK_EQ(0x1200, nvm(nic.device, 1));
    CHECK_EQ(0x5634, nvm(nic.device, 2));
    uint32_t sum = 0;
    for (uint32_t i = 0; i < 64; i++)
        sum += nvm(nic.device, i);
    CHECK_EQ(0xbaba, sum & 0xffff);
    CHECK_EQ(0xffff, nvm(nic.device, 64));
    CHECK_EQ(0x300, read32(nic.device, EECD) & 0x300); /* present, and read after the reset */
    nic_close(&nic);
}

/* Bits to and from an SPI part through EECD's pins. */
static uint32_t spi(devsim_device *device, uint32_t bits, uint32_t out)
{
    uint32_t in = 0;
    for (uint32_t i = bits; i-- > 0;) {
        uint32_t data = out >> i & 1 ? 4 : 0;
        write32(device, EECD, 0x40 | data);
        write32(device, EECD, 0x40 | data | 1);
        in = in << 1 | (read32(device, EECD) >> 3 & 1);
    }
    return in;
}

static void nvm_by_pins(void)
{
    struct nic nic = nic_open("");
    write32(nic.device, EECD, 0x42);
    CHECK_EQ(0x80, read32(nic.device, EECD) & 0x80); /* granted */
    spi(nic.device, 8, 3); /* read, from byte 1 on */
    spi(nic.device, 16, 1);
    CHECK_EQ(0x540012, spi(nic.device, 24, 0));
    write32(nic.device, EECD, 0x42);
    spi(nic.device, 8, 6); /* write enable */
    write32(nic.device, EECD, 0x42);
    spi(nic.device, 8, 2);
    spi(nic.device, 16, 2 * 0x30);
    spi(nic.device, 16, 0x3412);
    write32(nic.device, EECD, 0x42);
    CHECK_EQ(0x1234, nvm(nic.device, 0x30));
    nic_close(&nic);
}

static uint32_t phy(devsim_device *device, uint32_t index)
{
    write32(device, MDIC, 2u << 26 | 1u << 21 | index << 16);
    uint32_t value = read32(device, MDIC);
    CHECK_EQ(1u << 28, value & 7u << 28);
    return value & 0xffff;
}

static void link_comes_and_goes(void)
{
    struct nic nic = nic_open("link-ns=500");
    devsim_clock_mode(nic.device, DEVSIM_CLOCK_STEPPED, 0);
    CHECK_EQ(0x0141, phy(nic.device, 2));
    CHECK_EQ(0x0cb1, phy(nic.device, 3));
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    write32(nic.device, CTRL, read32(nic.device, CTRL) | 1 << 6);
    devsim_clock_advance(nic.device, 499);
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    devsim_clock_advance(nic.device, 1);
    CHECK_EQ(0x83, read32(nic.device, STATUS) & 0xc3); /* up, full duplex, 1000 Mbit/s */
    CHECK_EQ(4, read32(nic.device, ICR) & 4);
    phy(nic.device, 1); /* the link bit latches low: the second read has it */
    CHECK_EQ(0x24, phy(nic.device, 1) & 0x24);
    CHECK_EQ(0, devsim_net_link(nic.device, 0));
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    CHECK_EQ(4, read32(nic.device, ICR) & 4);
    CHECK_EQ(0, phy(nic.device, 1) & 0x24);
    CHECK_EQ(0, devsim_net_link(nic.device, 1));
    devsim_clock_advance(nic.device, 500);
    CHECK_EQ(2, read32(nic.device, STATUS) & 2);
    CHECK_EQ(0, devsim_net_flap(nic.device, 10000));
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    devsim_clock_advance(nic.device, 10499);
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    devsim_clock_advance(nic.device, 1);
    CHECK_EQ(2, read32(nic.device, STATUS) & 2);
    write32(nic.device, MDIC, 1u << 26 | 1u << 21 | 0 << 16 | 0x1340); /* restarts the negotiation */
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    devsim_clock_advance(nic.device, 500);
    CHECK_EQ(2, read32(nic.device, STATUS) & 2);
    write32(nic.device, MDIC, 2u << 26 | 2u << 21); /* nobody has that address */
    CHECK_EQ(1u << 30, read32(nic.device, MDIC) & 1u << 30);
    nic_close(&nic);
}

static void reset_by_the_driver(void)
{
    struct nic nic = nic_started("");
    write32(nic.device, RAL, 0x11111111);
    write32(nic.device, IMS, 0x80);
    write32(nic.device, CTRL, 1 << 26);
    CHECK_EQ(0, read32(nic.device, CTRL) & 1 << 26);
    CHECK_EQ(0x12005452, read32(nic.device, RAL));
    CHECK_EQ(0, read32(nic.device, IMS));
    CHECK_EQ(0, read32(nic.device, RDT));
    CHECK_EQ(0, read32(nic.device, RDLEN));
    CHECK_EQ(0, read32(nic.device, RCTL));
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    write32(nic.device, CTRL, 1 << 2); /* GIO master disable */
    CHECK_EQ(0, read32(nic.device, STATUS) & 1 << 19);
    nic_close(&nic);
}

static void small_registers(void)
{
    struct nic nic = nic_started("");
    CHECK_EQ(read32(nic.device, CTRL), read32(nic.device, 4)); /* a copy of CTRL */
    write32(nic.device, 4, read32(nic.device, 4) | 1 << 30);
    CHECK_EQ(1 << 30, read32(nic.device, CTRL) & 1 << 30);
    CHECK_EQ(0, read32(nic.device, IMC));
    CHECK_EQ(0, read32(nic.device, 0x5b50)); /* SWSM: the first reader has the semaphore */
    CHECK_EQ(1, read32(nic.device, 0x5b50));
    write32(nic.device, 0x5b50, 0);
    CHECK_EQ(0, read32(nic.device, 0x5b50));
    write32(nic.device, 0x102c, 0xbeef0000 | 0x31 << 2 | 1); /* EEWR */
    CHECK_EQ(2, read32(nic.device, 0x102c) & 2);
    CHECK_EQ(0xbeef, nvm(nic.device, 0x31));
    CHECK_EQ(1 << 10, read32(nic.device, STATUS) & 1 << 10); /* the PHY was reset, with the power */
    write32(nic.device, STATUS, 0);
    CHECK_EQ(0, read32(nic.device, STATUS) & 1 << 10);
    write32(nic.device, CTRL, read32(nic.device, CTRL) | 1u << 31);
    CHECK_EQ(1 << 10, read32(nic.device, STATUS) & 1 << 10);
    CHECK_EQ(0, read32(nic.device, STATUS) & 2); /* its link went */
    CHECK_EQ(0, read32(nic.device, CTRL) & 1u << 31);
    CHECK_NO_FAULT(&nic);
    write32(nic.device, 0x5b30, 0); /* FACTPS */
    CHECK_EQ(DEVSIM_FAULT_ACCESS_POLICY, last_fault(nic.device));
    nic_close(&nic);
}

static void reserved_bits_are_not_kept(void)
{
    static const struct {
        uint32_t offset, kept;
    } registers[] = {
        {0x2c, 0xffff}, {0x30, 0xffff}, {VET, 0xffff}, {0x170, 0xffff}, {0xc4, 0xffff}, {0xe8, 0xffff},
        {0xf8, 0xffff}, {0x282c, 0xffff}, {0x382c, 0xffff}, {0x2160, 0x8000fff8}, {0x2168, 0xfff8}, {0x2c00, 0xfff},
    };
    struct nic nic = nic_open("");
    CHECK_EQ(0x00068302, read32(nic.device, 0xe00)); /* three LEDs */
    for (size_t i = 0; i < sizeof registers / sizeof registers[0]; i++) {
        write32(nic.device, registers[i].offset, UINT32_MAX);
        CHECK_EQ(registers[i].kept, read32(nic.device, registers[i].offset));
    }
    CHECK_NO_FAULT(&nic);
    write32(nic.device, 0x5b54, 1); /* FWSM is the firmware's */
    CHECK_EQ(0, read32(nic.device, 0x5b54));
    CHECK_EQ(DEVSIM_FAULT_ACCESS_POLICY, last_fault(nic.device));
    nic_close(&nic);
}

static void phy_registers(void)
{
    struct nic nic = nic_started("");
    write32(nic.device, MDIC, 1u << 26 | 1u << 21 | 4 << 16 | 0x01e1);
    CHECK_EQ(0x01e1, phy(nic.device, 4));
    write32(nic.device, MDIC, 1u << 26 | 1u << 21 | 2 << 16 | 0x1111); /* read-only */
    CHECK_EQ(0x0141, phy(nic.device, 2));
    write32(nic.device, MDIC, 1u << 26 | 1u << 21 | 0 << 16 | 0x8000); /* reset */
    CHECK_EQ(0x0de1, phy(nic.device, 4));
    CHECK_EQ(0x1140, phy(nic.device, 0));
    write32(nic.device, MDIC, 3u << 26 | 1u << 21); /* no such operation */
    CHECK_EQ(1u << 30, read32(nic.device, MDIC) & 1u << 30);
    read32(nic.device, ICR);
    write32(nic.device, MDIC, 1u << 29 | 2u << 26 | 1u << 21); /* interrupts when it is ready */
    CHECK_EQ(1 << 9, read32(nic.device, ICR) & 1 << 9);
    write32(nic.device, MDIC, 1u << 26 | 1u << 21 | 0 << 16 | 0x1940); /* power down */
    devsim_clock_advance(nic.device, 10000);
    CHECK_EQ(0, read32(nic.device, STATUS) & 2);
    CHECK_NO_FAULT(&nic);
    nic_close(&nic);
}

static void widths_and_absent_registers(void)
{
    struct nic nic = nic_open("");
    CHECK_EQ(0, read32(nic.device, 0x1ff00));
    write32(nic.device, 0x1ff00, 5);
    CHECK_EQ(0, read32(nic.device, 0x1ff00));
    CHECK_EQ(0, faults(nic.device));
    CHECK_EQ(UINT64_MAX, bus_read(nic.device, STATUS, 8));
    bus_write(nic.device, VET, 2, 7);
    CHECK_EQ(2, faults(nic.device));
    CHECK_EQ(DEVSIM_FAULT_ACCESS_WIDTH, last_fault(nic.device));
    CHECK_EQ(0x8100, read32(nic.device, VET));
    uint64_t value = 0;
    CHECK_EQ(0, devsim_peek(nic.device, 0, VET, 4, &value));
    CHECK_EQ(0x8100, value);
    CHECK_EQ(0, devsim_poke(nic.device, 0, VET, 4, 0x88a8));
    CHECK_EQ(0x88a8, read32(nic.device, VET));
    CHECK_EQ(-ERANGE, devsim_poke(nic.device, 0, CTRL, 4, 0));
    CHECK_EQ(-ERANGE, devsim_peek(nic.device, 0, 0x1ff00, 4, &value));
    nic_close(&nic);
}

int main(void)
{
    RUN_BOTH(identity);
    RUN_BOTH(nvm_by_eerd);
    RUN_BOTH(nvm_by_pins);
    RUN_BOTH(link_comes_and_goes);
    RUN_BOTH(reset_by_the_driver);
    RUN_BOTH(small_registers);
    RUN_BOTH(reserved_bits_are_not_kept);
    RUN_BOTH(phy_registers);
    RUN_BOTH(widths_and_absent_registers);
    return test_summary();
}
