// SPDX-License-Identifier: Apache-2.0
/** Both ends of a ping, ARP and ICMP on packets in place, and which echoes came back. */
package dev.hwview.cli.nic.echo;
