/* SPDX-License-Identifier: Apache-2.0 */
/* Finding headers in a frame, and the two sums: RFC 1071's, and Ethernet's CRC. */
#include "headers.h"

#include <string.h>

enum { IPV4 = 0x0800, IPV6 = 0x86dd, HOP_BY_HOP = 0, ROUTING = 43, FRAGMENT = 44, DESTINATION = 60 };

static uint32_t half(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 8 | bytes[1];
}

static bool find_ipv4(const uint8_t *frame, uint32_t length, struct headers *found)
{
    uint32_t at = found->network;
    if (length < at + 20 || frame[at] >> 4 != 4)
        return false;
    uint32_t header = (frame[at] & 15) * 4u, total = half(frame + at + 2);
    if (header < 20 || total < header || at + total > length)
        return false;
    found->version = 4;
    found->protocol = frame[at + 9];
    found->end = at + total;
    bool fragment = (half(frame + at + 6) & 0x3fff) != 0; /* its offset, or more of them follow */
    found->transport = fragment ? 0 : at + header;
    return true;
}

static bool find_ipv6(const uint8_t *frame, uint32_t length, struct headers *found)
{
    uint32_t at = found->network;
    if (length < at + 40 || frame[at] >> 4 != 6 || at + 40 + half(frame + at + 4) > length)
        return false;
    found->version = 6;
    found->end = at + 40 + half(frame + at + 4);
    uint32_t next = frame[at + 6], place = at + 40;
    while ((next == HOP_BY_HOP || next == ROUTING || next == DESTINATION) && place + 8 <= found->end) {
        found->extended = true;
        next = frame[place];
        place += 8 + frame[place + 1] * 8u;
    }
    found->extended |= next == FRAGMENT;
    found->protocol = (uint8_t)next;
    found->transport = next == FRAGMENT || place > found->end ? 0 : place;
    return true;
}

struct headers headers_find(const uint8_t *frame, uint32_t length, uint16_t vlan_type)
{
    struct headers found = {0};
    if (length < 14)
        return found;
    uint32_t type = half(frame + 12);
    found.network = 14;
    if (type == vlan_type && length >= 18) {
        type = half(frame + 16);
        found.network = 18;
    }
    bool whole = type == IPV4 ? find_ipv4(frame, length, &found) : type == IPV6 && find_ipv6(frame, length, &found);
    if (!whole)
        return (struct headers){0};
    /* A header that is not all there is none. */
    uint32_t least = found.protocol == 6 ? 20 : found.protocol == 17 ? 8 : UINT32_MAX;
    if (found.transport != 0 && (found.transport > found.end || found.end - found.transport < least))
        found.transport = 0;
    return found;
}

uint32_t sum_bytes(uint32_t sum, const uint8_t *bytes, uint32_t length)
{
    /* RFC 1071, section 2 (B): the sum of swapped bytes is the sum with its bytes swapped, so this swaps once. */
    uint64_t total = 0;
    for (; length >= 8; bytes += 8, length -= 8) {
        uint64_t words;
        memcpy(&words, bytes, sizeof words);
        total += (words & UINT32_MAX) + (words >> 32);
    }
    uint64_t rest = 0;
    memcpy(&rest, bytes, length);
    total += (rest & UINT32_MAX) + (rest >> 32);
    while (total >> 16 != 0)
        total = (total & 0xffff) + (total >> 16);
    return sum + __builtin_bswap16((uint16_t)total);
}

uint16_t sum_fold(uint32_t sum)
{
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

/* Half a byte at a time: a table of 16. It is needed only where the driver wants to see, or brings, the sequence. */
uint32_t frame_check(const uint8_t *frame, uint32_t length)
{
    static const uint32_t table[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    uint32_t crc = UINT32_MAX;
    for (uint32_t i = 0; i < length; i++) {
        crc = crc >> 4 ^ table[(crc ^ frame[i]) & 15];
        crc = crc >> 4 ^ table[(crc ^ (uint32_t)frame[i] >> 4) & 15];
    }
    return ~crc;
}
