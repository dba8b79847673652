// SPDX-License-Identifier: Apache-2.0
/** Captures of packets, pcap and pcapng: read in place and written. */
package dev.hwview.pcap;
