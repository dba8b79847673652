/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Registers of the 82574L, by the names and in the order of its datasheet: "Intel 82574 GbE Controller Family
 * Datasheet", section 10.2, and section 7 for descriptors.
 */
#ifndef E1000E_REGISTERS_H
#define E1000E_REGISTERS_H

/* 10.2.2 general */
#define CTRL 0x00000
#define CTRL_GIO_MASTER_DISABLE (1u << 2)
#define CTRL_SLU (1u << 6)
#define CTRL_RST (1u << 26)
#define CTRL_VME (1u << 30)
#define CTRL_PHY_RST (1u << 31)
#define CTRL_RESET 0x00000a09u /* full duplex, 1000 Mbit/s */
#define STATUS 0x00008
#define STATUS_FD (1u << 0)
#define STATUS_LU (1u << 1)
#define STATUS_SPEED_1000 (2u << 6)
#define STATUS_PHYRA (1u << 10)
#define STATUS_GIO_MASTER_ENABLE (1u << 19)
#define EECD 0x00010
#define EECD_PRESENT (1u << 8)
#define EECD_AUTO_READ_DONE (1u << 9)
#define EERD 0x00014
#define EERD_START (1u << 0)
#define EERD_DONE (1u << 1)
#define CTRL_EXT 0x00018
#define CTRL_EXT_EIAME (1u << 24)
#define CTRL_EXT_IAME (1u << 27)
#define MDIC 0x00020
#define MDIC_READY (1u << 28)
#define MDIC_INTERRUPT (1u << 29)
#define MDIC_ERROR (1u << 30)
#define FCAL 0x00028
#define FCAH 0x0002c
#define FCT 0x00030
#define VET 0x00038
#define FCTTV 0x00170
#define LEDCTL 0x00e00
#define EXTCNF_CTRL 0x00f00
#define EXTCNF_SIZE 0x00f08
#define PBA 0x01000
#define EEMNGCTL 0x01010
#define EEMNGCTL_CFG_DONE (1u << 18)
#define EEWR 0x0102c

/* 10.2.4 interrupts */
#define ICR 0x000c0
#define ITR 0x000c4
#define ICS 0x000c8
#define IMS 0x000d0
#define IMC 0x000d8
#define EIAC 0x000dc
#define IAM 0x000e0
#define IVAR 0x000e4
#define EITR 0x000e8 /* five of them */
#define ICR_TXDW (1u << 0)
#define ICR_TXQE (1u << 1)
#define ICR_LSC (1u << 2)
#define ICR_RXDMT0 (1u << 4)
#define ICR_RXO (1u << 6)
#define ICR_RXT0 (1u << 7)
#define ICR_MDAC (1u << 9)
#define ICR_SRPD (1u << 16)
#define ICR_ACK (1u << 17)
#define ICR_MNG (1u << 18)
#define ICR_RXQ(queue) (1u << (20 + (queue)))
#define ICR_TXQ(queue) (1u << (22 + (queue)))
#define ICR_OTHER (1u << 24)
#define ICR_ASSERTED (1u << 31)
#define ICR_OTHER_CAUSES (ICR_LSC | ICR_RXO | ICR_MDAC | ICR_SRPD | ICR_ACK | ICR_MNG)
#define ICR_CAUSES 0x01f782d7u /* all that exist, without ICR_ASSERTED */

/* 10.2.5 receive */
#define RCTL 0x00100
#define RCTL_EN (1u << 1)
#define RCTL_SBP (1u << 2)
#define RCTL_UPE (1u << 3)
#define RCTL_MPE (1u << 4)
#define RCTL_LPE (1u << 5)
#define RCTL_RDMTS(rctl) (((rctl) >> 8) & 3)
#define RCTL_DTYP(rctl) (((rctl) >> 10) & 3)
#define RCTL_MO(rctl) (((rctl) >> 12) & 3)
#define RCTL_BAM (1u << 15)
#define RCTL_BSIZE(rctl) (((rctl) >> 16) & 3)
#define RCTL_VFE (1u << 18)
#define RCTL_CFIEN (1u << 19)
#define RCTL_CFI (1u << 20)
#define RCTL_BSEX (1u << 25)
#define RCTL_SECRC (1u << 26)
#define RCTL_FLXBUF(rctl) (((rctl) >> 27) & 15)
#define FCRTL 0x02160
#define FCRTH 0x02168
#define PSRCTL 0x02170
#define RDBAL 0x02800 /* this and what follows: queue 1 at 0x100 more */
#define RDTR 0x02820
#define RADV 0x0282c
#define DELAY_FLUSH (1u << 31)
#define RXDCTL 0x02828
#define RXDCTL_RESET 0x00010000u
#define RSRPD 0x02c00
#define RAID 0x02c08
#define RXCSUM 0x05000
#define RXCSUM_PCSS 0xffu
#define RXCSUM_IPOFL (1u << 8)
#define RXCSUM_TUOFL (1u << 9)
#define RXCSUM_PCSD (1u << 13)
#define RFCTL 0x05008
#define RFCTL_EXSTEN (1u << 15)
#define MTA 0x05200  /* 128 words */
#define RA 0x05400   /* RAL and RAH, 16 pairs */
#define RAH_AV (1u << 31)
#define VFTA 0x05600 /* 128 words */
#define MRQC 0x05818
#define RETA 0x05c00  /* 32 words */
#define RSSRK 0x05c80 /* 10 words */

/* 10.2.6 transmit */
#define TCTL 0x00400
#define TCTL_EN (1u << 1)
#define TCTL_PSP (1u << 3)
#define TCTL_EXT 0x00404
#define TIPG 0x00410
#define AIT 0x00458
#define TDBAL 0x03800 /* as RDBAL */
#define TIDV 0x03820
#define TXDCTL 0x03828
#define TADV 0x0382c
#define TARC 0x03840
#define TARC_ENABLE (1u << 10)

/* The registers of a ring, from RDBAL or TDBAL of its queue on. */
#define QUEUE_STEP 0x100
#define RING_LOW 0x00
#define RING_HIGH 0x04
#define RING_LENGTH 0x08
#define RING_HEAD 0x10
#define RING_TAIL 0x18

/* 10.2.7 statistics, up to the one at STATISTICS_END */
#define CRCERRS 0x04000
#define MPC 0x04010
#define PRC64 0x0405c /* and five longer ones */
#define GPRC 0x04074
#define BPRC 0x04078
#define MPRC 0x0407c
#define GPTC 0x04080
#define GORCL 0x04088
#define GOTCL 0x04090
#define RNBC 0x040a0
#define RUC 0x040a4
#define ROC 0x040ac
#define TORL 0x040c0
#define TOTL 0x040c8
#define TPR 0x040d0
#define TPT 0x040d4
#define PTC64 0x040d8
#define MPTC 0x040f0
#define BPTC 0x040f4
#define IAC 0x04100
#define STATISTICS_END 0x04128

/* 10.2.8 and on: wake up, management, PCIe, semaphores */
#define WUC 0x05800
#define WUFC 0x05808
#define WUS 0x05810
#define MANC 0x05820
#define GCR 0x05b00
#define FACTPS 0x05b30
#define SWSM 0x05b50
#define SWSM_SMBI (1u << 0)
#define FWSM 0x05b54
#define PBACLR 0x05b68

/* 7.1.4 and 7.1.5: what is written back into a receive descriptor. The status is the same in both formats. */
#define RXD_DD (1u << 0)
#define RXD_EOP (1u << 1)
#define RXD_IXSM (1u << 2)
#define RXD_VP (1u << 3)
#define RXD_UDPCS (1u << 4)
#define RXD_TCPCS (1u << 5)
#define RXD_IPCS (1u << 6)
#define RXD_PIF (1u << 7)
#define RXD_ERROR_CE (1u << 0) /* a legacy descriptor's errors; an extended one's are these, shifted by 24 */
#define RXD_ERROR_TCPE (1u << 5)
#define RXD_ERROR_IPE (1u << 6)
#define RXD_ERROR_RXE (1u << 7)

/* 7.2.10: the upper 8 bytes of a transmit descriptor */
#define TXD_LENGTH 0xffffu
#define TXD_LENGTH_EXTENDED 0xfffffu
#define TXD_TYPE(lower) (((lower) >> 20) & 15)
#define TXD_TYPE_CONTEXT 0
#define TXD_TYPE_DATA 1
#define TXD_CMD_EOP (1u << 24)
#define TXD_CMD_IFCS (1u << 25)
#define TXD_CMD_IC (1u << 26) /* legacy */
#define TXD_CMD_TSE (1u << 26) /* extended */
#define TXD_CMD_RS (1u << 27)
#define TXD_CMD_DEXT (1u << 29)
#define TXD_CMD_VLE (1u << 30)
#define TXD_CMD_IDE (1u << 31)
#define TXD_DD (1u << 0)
#define TXD_IXSM (1u << 8)
#define TXD_TXSM (1u << 9)
#define TXD_CONTEXT_TCP (1u << 24)

#endif
