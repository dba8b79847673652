/* SPDX-License-Identifier: Apache-2.0 */
/* Checksums of received frames: datasheet section 7.1.11. */
#include "receive_offload.h"

enum { TCP = 6, UDP = 17 };

static uint32_t pseudo_header(const uint8_t *frame, const struct headers *headers)
{
    bool v4 = headers->version == 4;
    const uint8_t *addresses = frame + headers->network + (v4 ? 12 : 8);
    return sum_bytes(headers->protocol + (headers->end - headers->transport), addresses, v4 ? 8 : 32);
}

static void check_transport(const uint8_t *frame, const struct headers *headers, struct verdict *verdict)
{
    const uint8_t *segment = frame + headers->transport;
    if (headers->protocol == UDP) {
        if (headers->version == 4 && segment[6] == 0 && segment[7] == 0)
            return; /* the sender computed none */
        verdict->status |= RXD_UDPCS;
    }
    verdict->status |= RXD_TCPCS;
    uint32_t sum = sum_bytes(pseudo_header(frame, headers), segment, headers->end - headers->transport);
    if (sum_fold(sum) != 0)
        verdict->errors |= RXD_ERROR_TCPE;
}

void receive_checksums(const struct card *card, const uint8_t *frame, uint32_t length, const struct headers *headers,
                       struct verdict *verdict)
{
    uint32_t rxcsum = REG(card, RXCSUM);
    if ((rxcsum & RXCSUM_PCSD) == 0) {
        uint32_t start = rxcsum & RXCSUM_PCSS; /* the checksum of all from there on, for software to go on with */
        verdict->checksum = start < length ? sum_fold(sum_bytes(0, frame + start, length - start)) : 0xffff;
        verdict->identification = headers->version == 4 ? (uint16_t)(frame[headers->network + 4] << 8
                                                                     | frame[headers->network + 5]) : 0;
    }
    if ((rxcsum & RXCSUM_IPOFL) && headers->version == 4) {
        verdict->status |= RXD_IPCS;
        uint32_t header = (frame[headers->network] & 15) * 4u;
        if (sum_fold(sum_bytes(0, frame + headers->network, header)) != 0)
            verdict->errors |= RXD_ERROR_IPE;
    }
    bool checked = headers->transport != 0 && (headers->protocol == TCP || headers->protocol == UDP);
    if ((rxcsum & RXCSUM_TUOFL) && checked)
        check_transport(frame, headers, verdict);
    if ((verdict->status & (RXD_IPCS | RXD_TCPCS)) == 0)
        verdict->status |= RXD_IXSM; /* nothing was checked */
}
