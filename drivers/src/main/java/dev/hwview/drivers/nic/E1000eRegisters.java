// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static dev.hwview.register.Access.RC;
import static dev.hwview.register.Access.RO;
import static dev.hwview.register.Access.W1S;
import static dev.hwview.register.Access.WO;
import static dev.hwview.register.Access.WRC;

import dev.hwview.register.Field;
import dev.hwview.register.Flag;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterArray;
import dev.hwview.register.RegisterMap;

/**
 * The registers of the 82574L that the driver uses, by the names of its datasheet (chapter 10, "Driver Programming
 * Interface"). All are 32 bits wide and take accesses of that width only.
 */
public final class E1000eRegisters {
    /** Queues that the card has in each direction. */
    public static final int QUEUES = 2;
    /** Bytes from a queue's registers to the next one's. */
    private static final long QUEUE_STRIDE = 0x100;

    // ---- general

    /** Device control. */
    public static final Register32 CTRL = Register32.at("CTRL", 0x0000);
    /** No new requests on PCI Express, so that a reset cuts none in two. */
    public static final Flag GIO_MASTER_DISABLE = CTRL.flag("GIO_MASTER_DISABLE", 2);
    /** The speed is what the PHY has agreed on. */
    public static final Flag ASDE = CTRL.flag("ASDE", 5);
    /** Lets the link come up. */
    public static final Flag SLU = CTRL.flag("SLU", 6);
    /** Resets all but the PHY; 0 again when done. */
    public static final Flag RST = CTRL.flag("RST", 26);
    /** VLAN tags are taken out of received packets and put into sent ones. */
    public static final Flag VME = CTRL.flag("VME", 30);

    /** Device status. */
    public static final Register32 STATUS = Register32.at("STATUS", 0x0008, RO);
    /** Full duplex. */
    public static final Flag FULL_DUPLEX = STATUS.flag("FD", 0);
    /** The link is up. */
    public static final Flag LINK_UP = STATUS.flag("LU", 1);
    /** 0: 10 Mbit/s, 1: 100 Mbit/s, 2 and 3: 1 Gbit/s. */
    public static final Field SPEED = STATUS.field("SPEED", 7, 6);
    /** Requests on PCI Express are under way or allowed. */
    public static final Flag GIO_MASTER_ENABLE = STATUS.flag("GIO_MASTER_ENABLE", 19);

    /** Extended device control. */
    public static final Register32 CTRL_EXT = Register32.at("CTRL_EXT", 0x0018);
    /** A vector's interrupt masks its causes by itself. */
    public static final Flag EIAME = CTRL_EXT.flag("EIAME", 24);
    /** A driver has the card: the management firmware keeps off. */
    public static final Flag DRV_LOAD = CTRL_EXT.flag("DRV_LOAD", 28);
    /** Message-signalled vectors by IVAR. */
    public static final Flag PBA_SUPPORT = CTRL_EXT.flag("PBA_SUPPORT", 31);

    // ---- interrupts (section 7.4)

    /** Interrupt causes. Writing 1 clears; so may reading (section 10.2.4.1), which is why a dump leaves it alone. */
    public static final Register32 ICR = Register32.at("ICR", 0x00c0, WRC);
    /** The link's status has changed. */
    public static final Flag LSC = ICR.flag("LSC", 2);
    /** Receive descriptors run low. */
    public static final Flag RXDMT0 = ICR.flag("RXDMT0", 4);
    /** A receiver overrun. */
    public static final Flag RXO = ICR.flag("RXO", 6);
    /** A packet has come. */
    public static final Flag RXT0 = ICR.flag("RXT0", 7);
    /** A packet has come to queue 0. */
    public static final Flag RXQ0 = ICR.flag("RXQ0", 20);
    /** A packet has come to queue 1. */
    public static final Flag RXQ1 = ICR.flag("RXQ1", 21);

    /** Interrupts at most one in so many units of 256 ns. */
    public static final Register32 ITR = Register32.at("ITR", 0x00c4);
    /** Allows causes to interrupt: writing 1 allows. */
    public static final Register32 IMS = Register32.at("IMS", 0x00d0, W1S);
    /** Forbids causes to interrupt: writing 1 forbids. */
    public static final Register32 IMC = Register32.at("IMC", 0x00d8, WO);
    /** Causes that are cleared when their vector has been signalled. */
    public static final Register32 EIAC = Register32.at("EIAC", 0x00dc);
    /** Which vector belongs to which cause: four bits each for RXQ0, RXQ1, TXQ0, TXQ1 and the others. */
    public static final Register32 IVAR = Register32.at("IVAR", 0x00e4);
    /** Receive queue 0's vector; bit 3 of each such field makes it valid. */
    public static final Field INT_ALLOC_RXQ0 = IVAR.field("INT_ALLOC_RXQ0", 3, 0);
    /** Receive queue 1's vector. */
    public static final Field INT_ALLOC_RXQ1 = IVAR.field("INT_ALLOC_RXQ1", 7, 4);
    /** The vector of what is no queue's. */
    public static final Field INT_ALLOC_OTHER = IVAR.field("INT_ALLOC_OTHER", 19, 16);

    // ---- receive (section 7.1)

    /** Receive control. */
    public static final Register32 RCTL = Register32.at("RCTL", 0x0100);
    /** Receives. */
    public static final Flag RECEIVE_ENABLE = RCTL.flag("EN", 1);
    /** Unicast packets to others are taken too. */
    public static final Flag UPE = RCTL.flag("UPE", 3);
    /** All multicast packets are taken. */
    public static final Flag MPE = RCTL.flag("MPE", 4);
    /** Broadcast packets are taken. */
    public static final Flag BAM = RCTL.flag("BAM", 15);
    /** Size of a buffer: 0 is 2048 bytes. */
    public static final Field BSIZE = RCTL.field("BSIZE", 17, 16);
    /** The check sequence is not stored. */
    public static final Flag SECRC = RCTL.flag("SECRC", 26);

    /** Address of the descriptors, low half. */
    public static final RegisterArray<Register32> RDBAL = queues("RDBAL", 0x2800);
    /** Address of the descriptors, high half. */
    public static final RegisterArray<Register32> RDBAH = queues("RDBAH", 0x2804);
    /** Bytes of all descriptors. */
    public static final RegisterArray<Register32> RDLEN = queues("RDLEN", 0x2808);
    /** The descriptor that the card fills next. */
    public static final RegisterArray<Register32> RDH = queues("RDH", 0x2810);
    /** The first descriptor that is not the card's: the doorbell. */
    public static final RegisterArray<Register32> RDT = queues("RDT", 0x2818);
    /** How descriptors are fetched and written back. */
    public static final RegisterArray<Register32> RXDCTL = queues("RXDCTL", 0x2828);

    /** Receive checksums. */
    public static final Register32 RXCSUM = Register32.at("RXCSUM", 0x5000);
    /** IPv4 header checksums are verified. */
    public static final Flag IPOFLD = RXCSUM.flag("IPOFLD", 8);
    /** TCP and UDP checksums are verified. */
    public static final Flag TUOFLD = RXCSUM.flag("TUOFLD", 9);
    /** The descriptor has the RSS hash, not the packet's checksum. */
    public static final Flag PCSD = RXCSUM.flag("PCSD", 13);

    /** Receive filter control. */
    public static final Register32 RFCTL = Register32.at("RFCTL", 0x5008);
    /** Descriptors are written back in the extended format. */
    public static final Flag EXSTEN = RFCTL.flag("EXSTEN", 15);

    /** Multicast table: 4096 bits. */
    public static final RegisterArray<Register32> MTA = RegisterArray.of(Register32.at("MTA", 0x5200), 128, 4);
    /** Unicast addresses, their first four bytes. */
    public static final RegisterArray<Register32> RAL = RegisterArray.of(Register32.at("RAL", 0x5400), 16, 8);
    /** Unicast addresses, their last two bytes and {@link #AV}. */
    public static final RegisterArray<Register32> RAH = RegisterArray.of(Register32.at("RAH", 0x5404), 16, 8);
    /** The address is valid. */
    public static final int AV = 1 << 31;

    /** Which queue a packet goes to. */
    public static final Register32 MRQC = Register32.at("MRQC", 0x5818);
    /** 1: by the RSS hash. */
    public static final Field MULTIPLE_QUEUES = MRQC.field("MULTIPLE_QUEUES", 1, 0);
    /** What is hashed: TCP over IPv4 (bit 0), IPv4 (1), TCP over IPv6 (2), IPv6 with extensions (3), IPv6 (4). */
    public static final Field RSS_FIELDS = MRQC.field("RSS_FIELDS", 20, 16);
    /** The queue of each value of the hash's low seven bits, one byte each: bit 7 is the queue. */
    public static final RegisterArray<Register32> RETA = RegisterArray.of(Register32.at("RETA", 0x5c00), 32, 4);
    /** The hash's key of 40 bytes. */
    public static final RegisterArray<Register32> RSSRK = RegisterArray.of(Register32.at("RSSRK", 0x5c80), 10, 4);

    // ---- transmit (section 7.2)

    /** Transmit control. */
    public static final Register32 TCTL = Register32.at("TCTL", 0x0400);
    /** Transmits. */
    public static final Flag TRANSMIT_ENABLE = TCTL.flag("EN", 1);
    /** Short packets are padded to 64 bytes. */
    public static final Flag PSP = TCTL.flag("PSP", 3);
    /** Attempts after a collision. */
    public static final Field COLLISION_THRESHOLD = TCTL.field("CT", 11, 4);
    /** Collision distance in byte times. */
    public static final Field COLLISION_DISTANCE = TCTL.field("COLD", 21, 12);
    /** The gap between packets. */
    public static final Register32 TIPG = Register32.at("TIPG", 0x0410);

    /** Address of the descriptors, low half. */
    public static final RegisterArray<Register32> TDBAL = queues("TDBAL", 0x3800);
    /** Address of the descriptors, high half. */
    public static final RegisterArray<Register32> TDBAH = queues("TDBAH", 0x3804);
    /** Bytes of all descriptors. */
    public static final RegisterArray<Register32> TDLEN = queues("TDLEN", 0x3808);
    /** The descriptor that the card sends next. */
    public static final RegisterArray<Register32> TDH = queues("TDH", 0x3810);
    /** The first descriptor that is not the card's: the doorbell. */
    public static final RegisterArray<Register32> TDT = queues("TDT", 0x3818);
    /** How descriptors are fetched and written back. */
    public static final RegisterArray<Register32> TXDCTL = queues("TXDCTL", 0x3828);

    // ---- statistics, cleared by reading (section 10.2.7)

    /** Packets with a wrong check sequence. */
    public static final Register32 CRCERRS = Register32.at("CRCERRS", 0x4000, RC);
    /** Packets missed for want of room in the receiver. */
    public static final Register32 MPC = Register32.at("MPC", 0x4010, RC);
    /** Good packets received. */
    public static final Register32 GPRC = Register32.at("GPRC", 0x4074, RC);
    /** Broadcast packets received. */
    public static final Register32 BPRC = Register32.at("BPRC", 0x4078, RC);
    /** Multicast packets received. */
    public static final Register32 MPRC = Register32.at("MPRC", 0x407c, RC);
    /** Good packets sent. */
    public static final Register32 GPTC = Register32.at("GPTC", 0x4080, RC);
    /** Bytes of good packets received, low half; reading the high half clears both. */
    public static final Register32 GORCL = Register32.at("GORCL", 0x4088, RC);
    /** Bytes of good packets received, high half. */
    public static final Register32 GORCH = Register32.at("GORCH", 0x408c, RC);
    /** Bytes of good packets sent, low half; reading the high half clears both. */
    public static final Register32 GOTCL = Register32.at("GOTCL", 0x4090, RC);
    /** Bytes of good packets sent, high half. */
    public static final Register32 GOTCH = Register32.at("GOTCH", 0x4094, RC);
    /** Packets that found no descriptor. */
    public static final Register32 RNBC = Register32.at("RNBC", 0x40a0, RC);
    /** Packets longer than allowed. */
    public static final Register32 ROC = Register32.at("ROC", 0x40ac, RC);

    /** All of them. */
    public static final RegisterMap MAP = RegisterMap.of("e1000e", CTRL, STATUS, CTRL_EXT, ICR, ITR, IMS, IMC, EIAC,
                    IVAR, RCTL, RXCSUM, RFCTL, MRQC, TCTL, TIPG,
                    CRCERRS, MPC, GPRC, BPRC, MPRC, GPTC, GORCL, GORCH, GOTCL, GOTCH, RNBC, ROC)
            .with(RDBAL).with(RDBAH).with(RDLEN).with(RDH).with(RDT).with(RXDCTL)
            .with(TDBAL).with(TDBAH).with(TDLEN).with(TDH).with(TDT).with(TXDCTL)
            .with(RAL).with(RAH).with(MTA).with(RETA).with(RSSRK);

    private E1000eRegisters() {}

    private static RegisterArray<Register32> queues(String name, long offset) {
        return RegisterArray.of(Register32.at(name, offset), QUEUES, QUEUE_STRIDE);
    }
}
