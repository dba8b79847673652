/* SPDX-License-Identifier: Apache-2.0 */
/** Frames with headers that offloads look into. */
#ifndef PACKETS_H
#define PACKETS_H

#include "nic.h"

static inline void put16(uint8_t *to, uint32_t value)
{
    to[0] = (uint8_t)(value >> 8);
    to[1] = (uint8_t)value;
}

static inline uint32_t sum16(const uint8_t *bytes, uint32_t length, uint32_t sum)
{
    for (uint32_t i = 0; i < length; i++)
        sum += i % 2 == 0 ? (uint32_t)bytes[i] << 8 : bytes[i];
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}

enum { IP = 14, LENGTH = 101 };

/* An IPv4 frame of LENGTH bytes with right checksums; its segment begins at `IP + 20`. */
static inline void ipv4(uint8_t *frame, uint32_t protocol)
{
    nic_frame(frame, LENGTH, NIC_MAC, protocol);
    put16(frame + 12, 0x0800);
    static const uint8_t header[20] = {0x45, 0, 0, 0, 0x12, 0x34, 0x40, 0, 64, 0, 0, 0, 10, 0, 0, 2, 10, 0, 0, 1};
    memcpy(frame + IP, header, sizeof header);
    put16(frame + IP + 2, LENGTH - IP);
    frame[IP + 9] = (uint8_t)protocol;
    put16(frame + IP + 10, ~sum16(frame + IP, 20, 0) & 0xffff);
    uint32_t segment = LENGTH - IP - 20, place = IP + 20 + (protocol == 6 ? 16 : 6);
    if (protocol == 17)
        put16(frame + IP + 24, segment);
    put16(frame + place, 0);
    uint32_t pseudo = sum16(frame + IP + 12, 8, protocol + segment);
    put16(frame + place, ~sum16(frame + IP + 20, segment, pseudo) & 0xffff);
}

static inline void ipv6(uint8_t *frame, uint32_t extension)
{
    nic_frame(frame, LENGTH, NIC_MAC, 6);
    put16(frame + 12, 0x86dd);
    uint8_t *header = frame + IP, *segment = header + 40 + extension;
    uint32_t size = LENGTH - IP - 40 - extension;
    header[0] = 0x60;
    put16(header + 4, LENGTH - IP - 40);
    header[6] = extension != 0 ? 60 : 6; /* destination options */
    if (extension != 0) {
        memset(header + 40, 0, extension);
        header[40] = 6;
        header[41] = (uint8_t)(extension / 8 - 1);
    }
    put16(segment + 16, 0);
    put16(segment + 16, ~sum16(segment, size, sum16(header + 8, 32, 6 + size)) & 0xffff);
}

#endif
