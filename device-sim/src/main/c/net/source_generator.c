/* SPDX-License-Identifier: Apache-2.0 */
/* Numbered IPv4 UDP frames; devsim_net.h says what is where in them. */
#include "source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    ETHERNET = 14, IPV4 = 20, UDP = 8,
    IPV4_CHECKSUM = ETHERNET + 10, SOURCE_LOW = ETHERNET + 14, /* the low half of the source address */
    UDP_BEGIN = ETHERNET + IPV4, UDP_CHECKSUM = UDP_BEGIN + 6, PAYLOAD = ETHERNET + IPV4 + UDP,
};

_Static_assert((int)DEVSIM_NET_GENERATED_NUMBER == (int)PAYLOAD, "the number begins the payload");

struct generator {
    struct source source;
    uint64_t number;
    uint32_t length, flows;
    uint32_t header, datagram; /* the checksums' sums of all that never changes */
    uint8_t frame[1514];
};

static void put(uint8_t *to, uint64_t value, uint32_t bytes)
{
    for (uint32_t i = 0; i < bytes; i++)
        to[i] = (uint8_t)(value >> (8 * (bytes - 1 - i)));
}

static uint32_t sum(const uint8_t *bytes, uint32_t length)
{
    uint32_t total = 0;
    for (uint32_t i = 0; i + 1 < length; i += 2)
        total += (uint32_t)bytes[i] << 8 | bytes[i + 1];
    return total;
}

static uint16_t checksum(uint32_t total)
{
    while (total >> 16 != 0)
        total = (total & 0xffff) + (total >> 16);
    return (uint16_t)~total;
}

static void make(struct source *source, uint64_t now, const uint8_t **bytes, uint32_t *length)
{
    struct generator *self = (struct generator *)source;
    uint32_t flow = (uint32_t)(self->number % self->flows);
    put(self->frame + SOURCE_LOW, flow, 2);
    put(self->frame + IPV4_CHECKSUM, checksum(self->header + flow), 2);
    put(self->frame + DEVSIM_NET_GENERATED_NUMBER, self->number, 8);
    put(self->frame + DEVSIM_NET_GENERATED_TIME, now, 8);
    put(self->frame + DEVSIM_NET_GENERATED_FLOW, flow, 2);
    uint16_t check = checksum(self->datagram + flow + sum(self->frame + PAYLOAD, DEVSIM_NET_FRAME_MIN - PAYLOAD));
    put(self->frame + UDP_CHECKSUM, check == 0 ? 0xffff : check, 2);
    self->number++;
    *bytes = self->frame;
    *length = self->length;
}

static void destroy(struct source *source)
{
    free(source);
}

int source_generator(const uint8_t address[6], uint32_t length, uint64_t count, uint32_t flows, struct source **source)
{
    struct generator *self = calloc(1, sizeof *self);
    if (self == NULL)
        return -ENOMEM;
    self->source = (struct source){.make = make, .destroy = destroy, .left = count == 0 ? UINT64_MAX : count};
    self->length = length;
    self->flows = flows;
    static const uint8_t rest[] = {
        0x02, 0, 0, 0, 0, 0xfe, 0x08, 0x00,                     /* Ethernet: source, IPv4 */
        0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, 17, 0, 0,             /* IPv4: don't fragment, UDP */
        10, 1, 0, 0, 10, 0, 0, 1, 4, 0, 0, 9, 0, 0, 0, 0,       /* addresses; UDP: from port 1024 to 9 */
    };
    memcpy(self->frame, address, 6);
    memcpy(self->frame + 6, rest, sizeof rest);
    put(self->frame + ETHERNET + 2, length - ETHERNET, 2);
    self->header = sum(self->frame + ETHERNET, IPV4);
    uint32_t datagram = length - ETHERNET - IPV4;
    put(self->frame + UDP_BEGIN + 4, datagram, 2);
    /* The pseudo header: both addresses, the protocol, the length. */
    self->datagram = sum(self->frame + ETHERNET + 12, 8) + 17 + datagram + sum(self->frame + UDP_BEGIN, UDP);
    *source = &self->source;
    return 0;
}
