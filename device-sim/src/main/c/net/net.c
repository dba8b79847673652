/* SPDX-License-Identifier: Apache-2.0 */
/* No model has a port yet. */
#include "devsim_net.h"

#include <errno.h>

#define NONE(name, ...) int devsim_net_##name(devsim_device *device, ##__VA_ARGS__) { (void)device; return -ENOTSUP; }
#pragma GCC diagnostic ignored "-Wunused-parameter"

NONE(inject, const void *frame, uint32_t length)
NONE(take, void *frame, uint32_t capacity, uint32_t *length)
NONE(echo)
NONE(discard)
NONE(leave)
NONE(wire, devsim_device *b, const devsim_net_wire_options *options)
NONE(pcap_in, const char *path, uint64_t gap_ns, uint64_t repeat)
NONE(generate, uint32_t length, uint64_t count, uint64_t gap_ns, uint32_t flows)
NONE(pcap_out, const char *path)
NONE(socket, const char *local, const char *remote)
NONE(link, int up)
NONE(flap, uint64_t down_ns)
NONE(stall, uint64_t ns)
NONE(hang, int on)
NONE(mangle, uint32_t writebacks)
NONE(count, devsim_net_counts *counts)
NONE(counts_clear)

int64_t devsim_step(devsim_device *device, uint32_t packets) { (void)device; return -ENOTSUP; }
int devsim_poll_start(devsim_device *device, int cpu) { (void)device; return -ENOTSUP; }
int devsim_poll_stop(devsim_device *device) { (void)device; return -ENOTSUP; }
