/* SPDX-License-Identifier: Apache-2.0 */
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "trap_frame.h"

#include <cpuid.h>
#include <signal.h>
#include <string.h>

/* The XSAVE area in its standard form: Intel SDM volume 1, chapter 13. */
enum { XMM_OFFSET = 160, KERNEL_OFFSET = 464, HEADER_OFFSET = 512, XMM_BYTES = 16 };
enum { COMPONENT_SSE = 1, COMPONENT_AVX = 2, COMPONENT_OPMASK = 5 };
enum { CPUID_EXTENDED_STATE = 0xd };
/** FP_XSTATE_MAGIC1: the kernel left a description of the area in the bytes reserved for software. */
#define KERNEL_MAGIC 0x46505853u

/** Offsets of the components that are outside the legacy area. */
static uint32_t avx_offset, opmask_offset;
/** Those of TRAP_FRAME_COMPONENTS that the system has switched on. */
static uint64_t switched_on;

static uint32_t component_offset(unsigned component) {
    unsigned size, offset, flags, reserved;
    if (!__get_cpuid_count(CPUID_EXTENDED_STATE, component, &size, &offset, &flags, &reserved)) return 0;
    return offset;
}

void trap_frame_initialise(void) {
    avx_offset = component_offset(COMPONENT_AVX);
    opmask_offset = component_offset(COMPONENT_OPMASK);
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE)) return;
    __asm__("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
    switched_on = a & TRAP_FRAME_COMPONENTS;
}

static const char *area_of(const ucontext_t *context) { return (const char *)context->uc_mcontext.fpregs; }

bool trap_frame_complete(const ucontext_t *context) {
    struct _fpx_sw_bytes description;
    const char *area = area_of(context);
    if (!area || !switched_on) return false;
    memcpy(&description, area + KERNEL_OFFSET, sizeof description);
    return description.magic1 == KERNEL_MAGIC && (description.xstate_bv & switched_on) == switched_on;
}

/** Whether a component is stored; one that isn't holds its initial value, all zeroes. */
static bool stored(const ucontext_t *context, unsigned component) {
    uint64_t present;
    if (!trap_frame_complete(context) || !(switched_on >> component & 1)) return false;
    memcpy(&present, area_of(context) + HEADER_OFFSET, sizeof present);
    return present >> component & 1;
}

uint64_t trap_frame_opmask(const ucontext_t *context, unsigned number) {
    uint64_t value = 0;
    if (stored(context, COMPONENT_OPMASK)) {
        memcpy(&value, area_of(context) + opmask_offset + number * sizeof value, sizeof value);
    }
    return value;
}

uint64_t trap_frame_signs(const ucontext_t *context, unsigned number, unsigned element_width, unsigned count) {
    uint8_t bytes[2 * XMM_BYTES] = {0};
    const char *area = area_of(context);
    if (stored(context, COMPONENT_SSE)) memcpy(bytes, area + XMM_OFFSET + number * XMM_BYTES, XMM_BYTES);
    if (stored(context, COMPONENT_AVX)) memcpy(bytes + XMM_BYTES, area + avx_offset + number * XMM_BYTES, XMM_BYTES);
    uint64_t signs = 0;
    for (unsigned n = 0; n < count && (n + 1) * element_width <= sizeof bytes; n++) {
        signs |= (uint64_t)(bytes[(n + 1) * element_width - 1] >> 7) << n;
    }
    return signs;
}
#endif
