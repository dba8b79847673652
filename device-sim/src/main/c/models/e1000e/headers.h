/* SPDX-License-Identifier: Apache-2.0 */
/** Headers in a frame, and the two sums that go with them. */
#ifndef E1000E_HEADERS_H
#define E1000E_HEADERS_H

#include <stdbool.h>
#include <stdint.h>

/** Headers that offloads care about. */
struct headers {
    uint32_t network;   /* offset of the IP header, 0 if there is none */
    uint32_t transport; /* offset of the TCP or UDP header, 0 if there is none or this is a fragment */
    uint32_t end;       /* where the IP packet ends */
    uint8_t version;    /* 4 or 6 */
    uint8_t protocol;   /* 6 and 17 matter */
    bool extended;      /* IPv6 with extension headers */
};

/** All zero if there is no whole IP header. */
struct headers headers_find(const uint8_t *frame, uint32_t length, uint16_t vlan_type);
/** RFC 1071's sum, and what a header carries of it. */
uint32_t sum_bytes(uint32_t sum, const uint8_t *bytes, uint32_t length);
uint16_t sum_fold(uint32_t sum);
/** Ethernet's check sequence. */
uint32_t frame_check(const uint8_t *frame, uint32_t length);

#endif
