/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints what the C compiler makes of devsim.h, or with the argument "net" of devsim_net.h: sizes, offsets and
 * constants. Bindings for other languages are compared with it.
 */
#include "devsim.h"
#include "devsim_net.h"

#include <stdio.h>
#include <string.h>

#define STRUCT(type) printf("struct %s size %zu align %zu\n", #type, sizeof(struct type), _Alignof(struct type))
#define FIELD(type, name) \
    printf("field %s.%s offset %zu size %zu\n", #type, #name, offsetof(struct type, name), \
           sizeof(((struct type *)0)->name))
#define CONST(name) printf("const %s %lld\n", #name, (long long)(name))

static void structs(void)
{
    STRUCT(devsim_transaction);
    FIELD(devsim_transaction, sequence);
    FIELD(devsim_transaction, time);
    FIELD(devsim_transaction, offset);
    FIELD(devsim_transaction, value);
    FIELD(devsim_transaction, thread);
    FIELD(devsim_transaction, width);
    FIELD(devsim_transaction, kind);
    FIELD(devsim_transaction, window);
    FIELD(devsim_transaction, flags);
    FIELD(devsim_transaction, reserved);
    STRUCT(devsim_trace);
    FIELD(devsim_trace, next);
    FIELD(devsim_trace, first);
    FIELD(devsim_trace, enabled);
    FIELD(devsim_trace, reserved);
    FIELD(devsim_trace, ring);
    STRUCT(devsim_fault);
    FIELD(devsim_fault, sequence);
    FIELD(devsim_fault, time);
    FIELD(devsim_fault, address);
    FIELD(devsim_fault, length);
    FIELD(devsim_fault, kind);
    FIELD(devsim_fault, window);
    FIELD(devsim_fault, detail);
    STRUCT(devsim_faults);
    FIELD(devsim_faults, next);
    FIELD(devsim_faults, first);
    FIELD(devsim_faults, reserved);
    FIELD(devsim_faults, ring);
    STRUCT(devsim_register);
    FIELD(devsim_register, offset);
    FIELD(devsim_register, reset);
    FIELD(devsim_register, width);
    FIELD(devsim_register, reserved);
    FIELD(devsim_register, policy);
    STRUCT(devsim_model);
    FIELD(devsim_model, abi);
    FIELD(devsim_model, vectors);
    FIELD(devsim_model, name);
    FIELD(devsim_model, summary);
    FIELD(devsim_model, vendor);
    FIELD(devsim_model, device);
    FIELD(devsim_model, revision);
    FIELD(devsim_model, dma_mask);
    FIELD(devsim_model, window_size);
    FIELD(devsim_model, create);
    FIELD(devsim_model, destroy);
    FIELD(devsim_model, reset);
    FIELD(devsim_model, read);
    FIELD(devsim_model, write);
    FIELD(devsim_model, peek);
    FIELD(devsim_model, poke);
}

static void constants(void)
{
    CONST(DEVSIM_ABI);
    CONST(DEVSIM_WINDOWS);
    CONST(DEVSIM_VECTORS);
    CONST(DEVSIM_TRACE_CAPACITY);
    CONST(DEVSIM_FAULT_CAPACITY);
    CONST(DEVSIM_TIMERS);
    CONST(DEVSIM_ACCESS_TRAP);
    CONST(DEVSIM_ACCESS_CALL);
    CONST(DEVSIM_ACCESS_MEMORY);
    CONST(DEVSIM_STATE_NORMAL);
    CONST(DEVSIM_STATE_REMOVED);
    CONST(DEVSIM_STATE_BUS_ERROR);
    CONST(DEVSIM_READ);
    CONST(DEVSIM_WRITE);
    CONST(DEVSIM_DMA_READ);
    CONST(DEVSIM_DMA_WRITE);
    CONST(DEVSIM_INTERRUPT);
    CONST(DEVSIM_FLAG_LOCKED);
    CONST(DEVSIM_FLAG_VECTOR);
    CONST(DEVSIM_FLAG_STRADDLE);
    CONST(DEVSIM_FLAG_REMOVED);
    CONST(DEVSIM_FLAG_CALL);
    CONST(DEVSIM_FAULT_IOMMU_UNMAPPED);
    CONST(DEVSIM_FAULT_IOMMU_PERMISSION);
    CONST(DEVSIM_FAULT_DMA_MASK);
    CONST(DEVSIM_FAULT_ACCESS_LOCKED);
    CONST(DEVSIM_FAULT_ACCESS_VECTOR);
    CONST(DEVSIM_FAULT_ACCESS_STRADDLE);
    CONST(DEVSIM_FAULT_ACCESS_WIDTH);
    CONST(DEVSIM_FAULT_ACCESS_POLICY);
    CONST(DEVSIM_FAULT_MODEL);
    CONST(DEVSIM_DMA_TO_DEVICE);
    CONST(DEVSIM_DMA_FROM_DEVICE);
    CONST(DEVSIM_IRQ_NONE);
    CONST(DEVSIM_IRQ_INTX);
    CONST(DEVSIM_IRQ_MSI);
    CONST(DEVSIM_CLOCK_REAL);
    CONST(DEVSIM_CLOCK_STEPPED);
}

static void policies(void)
{
    CONST(DEVSIM_RO);
    CONST(DEVSIM_RW);
    CONST(DEVSIM_WO);
    CONST(DEVSIM_RC);
    CONST(DEVSIM_RS);
    CONST(DEVSIM_W1C);
    CONST(DEVSIM_W1S);
    CONST(DEVSIM_W1T);
    CONST(DEVSIM_W0C);
    CONST(DEVSIM_W0S);
    CONST(DEVSIM_W0T);
    CONST(DEVSIM_WRC);
    CONST(DEVSIM_WRS);
    CONST(DEVSIM_WC);
    CONST(DEVSIM_WS);
    CONST(DEVSIM_WSRC);
    CONST(DEVSIM_WCRS);
    CONST(DEVSIM_W1SRC);
    CONST(DEVSIM_W1CRS);
    CONST(DEVSIM_W0SRC);
    CONST(DEVSIM_W0CRS);
    CONST(DEVSIM_WOC);
    CONST(DEVSIM_WOS);
    CONST(DEVSIM_W1);
    CONST(DEVSIM_WO1);
    CONST(DEVSIM_POLICIES);
}

static void net(void)
{
    CONST(DEVSIM_NET_FRAME_MAX);
    CONST(DEVSIM_NET_FRAME_MIN);
    CONST(DEVSIM_NET_QUEUE);
    CONST(DEVSIM_NET_GENERATED_NUMBER);
    CONST(DEVSIM_NET_GENERATED_TIME);
    CONST(DEVSIM_NET_GENERATED_FLOW);
    STRUCT(devsim_net_wire_options);
    FIELD(devsim_net_wire_options, loss);
    FIELD(devsim_net_wire_options, corrupt);
    FIELD(devsim_net_wire_options, duplicate);
    FIELD(devsim_net_wire_options, reorder);
    FIELD(devsim_net_wire_options, delay_ns);
    FIELD(devsim_net_wire_options, seed);
    FIELD(devsim_net_wire_options, pause);
    FIELD(devsim_net_wire_options, reserved);
    STRUCT(devsim_net_counts);
    FIELD(devsim_net_counts, sent);
    FIELD(devsim_net_counts, sent_bytes);
    FIELD(devsim_net_counts, unsent);
    FIELD(devsim_net_counts, discarded);
    FIELD(devsim_net_counts, arrived);
    FIELD(devsim_net_counts, received);
    FIELD(devsim_net_counts, received_bytes);
    FIELD(devsim_net_counts, missed);
    FIELD(devsim_net_counts, filtered);
    FIELD(devsim_net_counts, bad);
    FIELD(devsim_net_counts, deaf);
    FIELD(devsim_net_counts, broken);
    FIELD(devsim_net_counts, waiting);
    FIELD(devsim_net_counts, source_left);
    FIELD(devsim_net_counts, lost);
    FIELD(devsim_net_counts, corrupted);
    FIELD(devsim_net_counts, duplicated);
    FIELD(devsim_net_counts, reordered);
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "net") == 0) {
        net();
        return 0;
    }
    structs();
    constants();
    policies();
    return 0;
}
