/* SPDX-License-Identifier: Apache-2.0 */
/** A pcap that is being written. Writing is safe in a signal handler: it formats by hand and calls write(2) alone. */
#ifndef PCAP_FILE_H
#define PCAP_FILE_H

#include <stdint.h>

struct pcap_file;

/** @return 0 or a negative errno */
int pcap_file_open(const char *path, struct pcap_file **file);
void pcap_file_write(struct pcap_file *file, uint64_t time, const uint8_t *bytes, uint32_t length);
/** @return the first error of write(2), negative, or 0; NULL is allowed */
int pcap_file_close(struct pcap_file *file);

#endif
