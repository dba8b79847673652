/* SPDX-License-Identifier: Apache-2.0 */
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "trap_serve.h"

#include "devsim.h"
#include "trap_bus.h"
#include "trap_frame.h"
#include "trap_registers.h"

#include <string.h>

/** Elements of a rep that one fault serves, so that signals and an unmapping thread needn't wait for long. */
enum { REPEAT_LIMIT = 4096 };

/** One instruction that is being carried out. */
struct service {
    const struct access *access;
    struct trap_window *window;
    greg_t *registers;
    struct trap_bus bus;
};

/** Where the access begins. The fault tells only which of its bytes faulted first. */
static uintptr_t address_of(const struct access *access, greg_t *registers, uintptr_t fault) {
    if (access->segmented) return fault;
    uint64_t address = (uint64_t)access->displacement;
    if (access->base != NO_REGISTER) address += (uint64_t)*register_of(registers, (unsigned)access->base);
    if (access->index != NO_REGISTER) {
        address += (uint64_t)*register_of(registers, (unsigned)access->index) * access->scale;
    }
    return access->short_address ? (uint32_t)address : address;
}

static bool in_window(struct trap_window *window, uintptr_t address) {
    return address - (uintptr_t)window->mapping < window->size;
}

static uint64_t swapped(uint64_t value, unsigned width) { return __builtin_bswap64(value) >> (64 - 8 * width); }

static uint64_t sign_extended(uint64_t value, unsigned width) {
    unsigned unused = 64 - 8 * width;
    return (uint64_t)((int64_t)(value << unused) >> unused);
}

/** Changes as much of a register as the processor does: writing 32 bits clears the rest, writing 8 or 16 keeps it. */
static void set_register(greg_t *place, unsigned width, bool high_byte, uint64_t value) {
    uint64_t old = (uint64_t)*place;
    switch (width) {
    case 1:
        value = high_byte ? (old & ~UINT64_C(0xff00)) | (value & 0xff) << 8 : (old & ~UINT64_C(0xff)) | (value & 0xff);
        break;
    case 2:
        value = (old & ~UINT64_C(0xffff)) | (value & 0xffff);
        break;
    case 4:
        value = (uint32_t)value;
        break;
    default:
        break;
    }
    *place = (greg_t)value;
}

static void serve_load(struct service *service, uintptr_t address) {
    const struct access *access = service->access;
    uint64_t value = 0;
    trap_bus_read(&service->bus, service->window, address, access->width, &value, 0);
    if (access->sign_extend) value = sign_extended(value, access->width);
    if (access->swap) value = swapped(value, access->width);
    set_register(register_of(service->registers, (unsigned)access->general), access->register_width,
                 access->high_byte, value);
}

static void serve_store(struct service *service, uintptr_t address) {
    const struct access *access = service->access;
    uint64_t value = access->immediate;
    if (access->kind == ACCESS_STORE) value = (uint64_t)*register_of(service->registers, (unsigned)access->general);
    if (access->high_byte) value >>= 8;
    if (access->swap) value = swapped(value, access->width);
    trap_bus_write(&service->bus, service->window, address, access->width, &value, 0);
}

/* ---- string instructions ---- */

/** The window at one end of a string instruction, NULL if that end is ordinary memory. */
static struct trap_window *end_window(struct service *service, uintptr_t address) {
    if (in_window(service->window, address)) return service->window;
    return trap_window_near(address) ? trap_window_enter(address, NULL) : NULL;
}

static void leave_end(struct service *service, struct trap_window *window) {
    if (!window || window == service->window) return;
    /* It may be unmapped as soon as it is left, so its target can't be held any longer. */
    if (service->bus.held == window) trap_bus_release(&service->bus);
    trap_window_leave(window);
}

/** Reads an element from wherever it is. */
static uint64_t string_read(struct service *service, struct trap_window *window, uintptr_t address) {
    uint64_t value = 0;
    if (window) trap_bus_read(&service->bus, window, address, service->access->width, &value, 0);
    else memcpy(&value, (const void *)address, service->access->width);
    return value;
}

static void string_write(struct service *service, struct trap_window *window, uintptr_t address, uint64_t value) {
    if (window) trap_bus_write(&service->bus, window, address, service->access->width, &value, 0);
    else memcpy((void *)address, &value, service->access->width);
}

/** One element. @return false if neither end is in a window: then the processor can go on by itself */
static bool serve_element(struct service *service, int64_t step) {
    const struct access *access = service->access;
    greg_t *source = register_of(service->registers, REGISTER_SI);
    greg_t *destination = register_of(service->registers, REGISTER_DI);
    greg_t *accumulator = register_of(service->registers, REGISTER_AX);
    struct trap_window *from = access->from_memory ? end_window(service, (uintptr_t)*source) : NULL;
    struct trap_window *to = access->to_memory ? end_window(service, (uintptr_t)*destination) : NULL;
    bool ours = from || to;
    if (ours) {
        uint64_t value = (uint64_t)*accumulator;
        if (access->from_memory) value = string_read(service, from, (uintptr_t)*source);
        if (access->to_memory) string_write(service, to, (uintptr_t)*destination, value);
        else set_register(accumulator, access->width, false, value);
        if (access->from_memory) *source += step;
        if (access->to_memory) *destination += step;
    }
    leave_end(service, from);
    leave_end(service, to);
    return ours;
}

/** @return false if no element could be served */
static bool serve_string(struct service *service) {
    const struct access *access = service->access;
    int64_t step = service->registers[REG_EFL] & DIRECTION_FLAG ? -(int64_t)access->width : access->width;
    greg_t *count = register_of(service->registers, REGISTER_CX);
    unsigned limit = access->repeat ? REPEAT_LIMIT : 1, served = 0;
    while (served < limit && (!access->repeat || *count) && serve_element(service, step)) {
        served++;
        if (access->repeat) --*count;
    }
    if (served && (!access->repeat || *count == 0)) service->registers[REG_RIP] += access->length;
    return served != 0;
}

/* ---- everything else ---- */

/** The elements that a masked access touches, bit n for element n. */
static uint64_t selected(const struct access *access, const ucontext_t *context) {
    unsigned count = access->width / access->element_width;
    uint64_t all = count < 64 ? (UINT64_C(1) << count) - 1 : UINT64_MAX;
    if (access->mask == MASK_VECTOR) {
        return trap_frame_signs(context, access->mask_register, access->element_width, count);
    }
    uint64_t mask = trap_frame_opmask(context, access->mask_register) & all;
    if (access->mask == MASK_OPMASK) return mask;
    unsigned bits = (unsigned)__builtin_popcountll(mask);
    return bits < 64 ? (UINT64_C(1) << bits) - 1 : UINT64_MAX;
}

/** Brings the scratch up to date with the device or the reverse: all at once, or one transaction for each element. */
static void transfer(struct service *service, bool read, uintptr_t address, uint64_t elements, uint8_t *scratch) {
    const struct access *access = service->access;
    uint32_t flags = access->locked ? DEVSIM_FLAG_LOCKED : 0;
    unsigned width = access->width;
    if (access->mask != MASK_NONE) {
        flags |= DEVSIM_FLAG_VECTOR;
        width = access->element_width;
    }
    for (unsigned n = 0; n * width < access->width; n++) {
        uintptr_t at = address + n * width;
        if (!(elements >> n & 1) || !in_window(service->window, at)) continue;
        if (read) trap_bus_read(&service->bus, service->window, at, width, scratch + n * width, flags);
        else trap_bus_write(&service->bus, service->window, at, width, scratch + n * width, flags);
    }
}

static bool serve_other(struct service *service, struct access *access, struct trap_thread *thread, uintptr_t address,
                        ucontext_t *context) {
    if (access->extended && !trap_frame_complete(context)) return false;
    if (!access->thunk && !thunk_make(access, &thread->area, trap_thread_code(thread, access))) return false;
    uint64_t elements = access->mask == MASK_NONE ? 1 : selected(access, context);
    memset(thread->area.scratch, 0xff, sizeof thread->area.scratch);
    if (access->reads) transfer(service, true, address, elements, thread->area.scratch);
    thunk_run(access, &thread->area, context);
    if (access->writes) transfer(service, false, address, elements, thread->area.scratch);
    return true;
}

/** @return false if the instruction can't be carried out */
static bool serve_operand(struct service *service, struct access *access, struct trap_thread *thread, uintptr_t fault,
                          ucontext_t *context) {
    uintptr_t address = address_of(access, service->registers, fault);
    if (fault - address >= access->width || !in_window(service->window, address)) return false;
    if (access->kind == ACCESS_LOAD) serve_load(service, address);
    else if (access->kind != ACCESS_OTHER) serve_store(service, address);
    else if (!serve_other(service, access, thread, address, context)) return false;
    service->registers[REG_RIP] += access->length;
    return true;
}

bool trap_serve(struct trap_thread *thread, struct trap_window *window, uintptr_t fault, ucontext_t *context) {
    greg_t *registers = context->uc_mcontext.gregs;
    struct access *access = decode_lookup(&thread->cache, (uint64_t)registers[REG_RIP]);
    if (!access) return false;
    struct service service = {.access = access, .window = window, .registers = registers};
    bool served = access->kind == ACCESS_STRING ? serve_string(&service)
                                                : serve_operand(&service, access, thread, fault, context);
    trap_bus_release(&service.bus);
    return served;
}
#endif
