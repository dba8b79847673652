/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The C twins of work on views: the same bytes, the same checks of bounds where the bytes tell a length, the same sums.
 * Sizes come from the caller, so the compiler knows no more of them than HotSpot does.
 */
#include <stdint.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

#define ETHERNET 14
#define HOPS 64

static inline uint16_t big16(const uint8_t *at)
{
    uint16_t value;
    memcpy(&value, at, sizeof value);
    return __builtin_bswap16(value);
}

static inline uint32_t big32(const uint8_t *at)
{
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return __builtin_bswap32(value);
}

static inline uint64_t big64(const uint8_t *at)
{
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return __builtin_bswap64(value);
}

static inline void put16(uint8_t *at, uint16_t value)
{
    value = __builtin_bswap16(value);
    memcpy(at, &value, sizeof value);
}

static inline void put32(uint8_t *at, uint32_t value)
{
    value = __builtin_bswap32(value);
    memcpy(at, &value, sizeof value);
}

EXPORT uint32_t twin_view_read(const uint32_t *ints, int32_t count)
{
    uint32_t sum = 0;
    for (int32_t i = 0; i < count; i++) {
        sum += ints[i];
    }
    return sum;
}

EXPORT void twin_view_write(uint32_t *ints, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        ints[i] = 3 * (uint32_t)i;
    }
}

struct part {
    const uint8_t *bytes;
    int32_t length;
};

/* A part as it would be handed to other code: not to be inlined, or there would be no part at all. */
static __attribute__((noipa)) struct part part_of(const uint8_t *bytes, int32_t from, int32_t length)
{
    return (struct part){ bytes + from, length };
}

EXPORT int32_t twin_view_slices(const uint8_t *bytes, int32_t parts, int32_t length)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < parts; i++) {
        struct part part = part_of(bytes, i * length, length);
        sum += (int8_t)part.bytes[part.length - 1];
    }
    return sum;
}

EXPORT uint32_t twin_view_columns(const uint32_t *ints, int32_t side)
{
    uint32_t sum = 0;
    for (int32_t column = 0; column < side; column++) {
        for (int32_t row = 0; row < side; row++) {
            sum += ints[row * side + column];
        }
    }
    return sum;
}

/* Ints are added to each other in 32 bits before the price is, as the Java expression does. */
EXPORT int64_t twin_view_records(const uint8_t *records, int32_t count)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < count; i++, records += 22) {
        sum += (int64_t)(int32_t)(big32(records) + big16(records + 4) + big32(records + 6))
               + (int64_t)big64(records + 10) + (int32_t)big32(records + 18);
    }
    return sum;
}

static uint32_t parse(const uint8_t *frame, int32_t size)
{
    const uint8_t *ip = frame + ETHERNET;
    if (size < 34 || big16(frame + 12) != 0x0800) {
        return 0;
    }
    int32_t header = (ip[0] & 0xf) * 4;
    int32_t total = big16(ip + 2);
    if (ip[0] >> 4 != 4 || header < 20 || total < header || header > size - ETHERNET || ip[9] != 6
        || (big16(ip + 6) & 0x1fff) != 0) {
        return 0;
    }
    const uint8_t *tcp = ip + header;
    int32_t left = (total < size - ETHERNET ? total : size - ETHERNET) - header;
    if (left < 20) {
        return 0;
    }
    int32_t tcp_header = (tcp[12] >> 4) * 4;
    return tcp_header < 20 || tcp_header > left ? 0
           : big32(ip + 12) + big32(ip + 16) + big16(tcp) + big16(tcp + 2) + (uint32_t)(left - tcp_header);
}

EXPORT uint32_t twin_view_packets(const uint8_t *frames, const int32_t *begins, int32_t count)
{
    uint32_t sum = 0;
    for (int32_t i = 0; i < count; i++) {
        sum += parse(frames + begins[i], begins[i + 1] - begins[i]);
    }
    return sum;
}

static uint16_t folded(uint64_t sum)
{
    while (sum >> 16) {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return (uint16_t)sum;
}

EXPORT int32_t twin_view_checksum(const uint8_t *bytes, int32_t length)
{
    uint64_t even = 0;
    uint64_t odd = 0;
    int32_t at = 0;
    for (; at <= length - 16; at += 16) {
        uint64_t one;
        uint64_t two;
        memcpy(&one, bytes + at, sizeof one);
        memcpy(&two, bytes + at + 8, sizeof two);
        even += (one & UINT32_MAX) + (two & UINT32_MAX);
        odd += (one >> 32) + (two >> 32);
    }
    for (; at <= length - 2; at += 2) {
        uint16_t last;
        memcpy(&last, bytes + at, sizeof last);
        even += last;
    }
    if (at < length) {
        even += bytes[at];
    }
    return (uint16_t)~__builtin_bswap16(folded(folded(even) + (uint64_t)folded(odd)));
}

static uint16_t update(uint16_t checksum, uint16_t old, uint16_t now)
{
    return (uint16_t)~folded((uint64_t)(uint16_t)~checksum + (uint16_t)~old + now);
}

static uint16_t update32(uint16_t checksum, uint32_t old, uint32_t now)
{
    return (uint16_t)~folded((uint64_t)(uint16_t)~checksum + (~old & 0xffff) + (~old >> 16)
                             + (now & 0xffff) + (now >> 16));
}

static void rewrite(uint8_t *frame, int32_t size, uint32_t address, uint16_t port)
{
    uint8_t *ip = frame + ETHERNET;
    uint8_t *tcp = ip + 20;
    if (size < 54 || big16(frame + 12) != 0x0800 || ip[0] != 0x45 || ip[9] != 6) {
        return;
    }
    uint32_t old = big32(ip + 12);
    uint16_t ip_sum = update32(big16(ip + 10), old, address);
    uint16_t tcp_sum = update32(big16(tcp + 16), old, address);
    tcp_sum = update(tcp_sum, big16(tcp), port);
    put32(ip + 12, address);
    put16(tcp, port);
    put16(tcp + 16, tcp_sum);
    uint8_t hops = ip[8];
    uint8_t left = hops < HOPS / 2 ? HOPS - 1 : (uint8_t)(hops - 1);
    ip[8] = left;
    put16(ip + 10, update(ip_sum, (uint16_t)(hops << 8 | 6), (uint16_t)(left << 8 | 6)));
}

EXPORT void twin_view_rewrite(uint8_t *frames, const int32_t *begins, int32_t count, int32_t port)
{
    for (int32_t i = 0; i < count; i++) {
        rewrite(frames + begins[i], begins[i + 1] - begins[i], UINT32_C(0x0a000000) + (uint32_t)port, (uint16_t)port);
    }
}
