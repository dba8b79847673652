// SPDX-License-Identifier: Apache-2.0
/**
 * Packets in place: headers from Ethernet to TCP, read and written where they lie. Nothing here copies, and nothing
 * allocates once it was made. Field names are those of the RFCs.
 */
package dev.hwview.packet;
