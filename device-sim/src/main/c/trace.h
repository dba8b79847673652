/* SPDX-License-Identifier: Apache-2.0 */
/** The trace: what happened on the device's bus, in a ring that readers look at without a lock. */
#ifndef TRACE_H
#define TRACE_H

#include "device.h"

int trace_create(struct trace *trace);
void trace_destroy(struct trace *trace);

/** Records a transaction; sequence, time and thread are filled in. */
void trace_record(devsim_device *device, devsim_transaction what);

/**
 * A read is begun before the model answers, so that DMA or an interrupt caused by it comes after it in the trace, and
 * ended with the value. Until then readers see neither. Returns the transaction's number.
 */
uint64_t trace_begin_read(devsim_device *device, devsim_transaction what);
void trace_end_read(devsim_device *device, uint64_t number, uint64_t value);

#endif
