/* SPDX-License-Identifier: Apache-2.0 */
/** Of the Internet draft "PCAP Capture File Format" (draft-ietf-opsawg-pcap), in the writer's byte order. */
#ifndef PCAP_FORMAT_H
#define PCAP_FORMAT_H

#include <stdint.h>

#define PCAP_MICROSECONDS 0xa1b2c3d4u
#define PCAP_NANOSECONDS 0xa1b23c4du
#define PCAP_ETHERNET 1u
#define PCAP_SNAPSHOT 262144u

struct pcap_header {
    uint32_t magic;
    uint16_t major, minor;
    uint32_t zone, accuracy;
    uint32_t snapshot;
    uint32_t link; /* the low 16 bits are the type */
};

struct pcap_record {
    uint32_t seconds, fraction;
    uint32_t captured, original;
};

#endif
