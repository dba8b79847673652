// SPDX-License-Identifier: Apache-2.0
/**
 * Driver of Intel's 82574L gigabit Ethernet controller, which Linux calls e1000e. Section numbers are those of Intel's
 * "82574 GbE Controller Family Datasheet".
 *
 * <p>{@link dev.hwview.drivers.nic.E1000e} starts and heals the card, {@link dev.hwview.drivers.nic.RxQueue} and
 * {@link dev.hwview.drivers.nic.TxQueue} move packets, {@link dev.hwview.drivers.nic.E1000eRegisters} says where all
 * is.
 */
package dev.hwview.drivers.nic;
