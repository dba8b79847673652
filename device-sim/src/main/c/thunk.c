/* SPDX-License-Identifier: Apache-2.0 */
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "thunk.h"

#include "trap_frame.h"
#include "trap_registers.h"

#include <string.h>
#include <sys/mman.h>

/** RDI, which carries addresses where the interrupted thread's value isn't in it. */
enum { HELPER = REGISTER_DI, PAGE = 4096 };
/** What a user program always has set: the reserved bit 1, and interrupts. */
enum { CONSTANT_FLAGS = 0x202 };

/** As the kernel starts a signal handler: each component initial, MXCSR with its exceptions masked. */
static const struct {
    alignas(64) uint8_t before_mxcsr[24];
    uint32_t mxcsr;
    uint8_t rest[548];
} initial_state = {.mxcsr = 0x1f80};

/** Code that is being written. */
struct writer {
    uint8_t *next;
};

static void put(struct writer *writer, const void *bytes, unsigned count) {
    memcpy(writer->next, bytes, count);
    writer->next += count;
}

#define PUT(writer, ...) put(writer, (const uint8_t[]){__VA_ARGS__}, sizeof(const uint8_t[]){__VA_ARGS__})

static void put_number(struct writer *writer, uint32_t number) { put(writer, &number, sizeof number); }

/** The last four bytes of an instruction whose operand is relative to RIP. */
static void put_reach(struct writer *writer, const void *target) {
    put_number(writer, (uint32_t)((const uint8_t *)target - (writer->next + 4)));
}

/** mov between a register and 8 bytes in the area. */
static void put_move(struct writer *writer, bool load, unsigned number, const void *target) {
    PUT(writer, (uint8_t)(0x48 | number >> 3 << 2), load ? 0x8b : 0x89, (uint8_t)((number & 7) << 3 | 5));
    put_reach(writer, target);
}

static void put_registers(struct writer *writer, bool load, unsigned set, const struct thunk_area *area) {
    for (unsigned number = 0; number < REGISTER_COUNT; number++) {
        if (set >> number & 1) put_move(writer, load, number, &area->registers[number]);
    }
}

/** xsave64 or xrstor64 [*pointer] of all that thunks care for; the processor takes EDX:EAX as the set of components. */
static void put_state(struct writer *writer, bool load, const void *pointer) {
    put_move(writer, true, HELPER, pointer);
    PUT(writer, 0xb8);                          /* mov eax, TRAP_FRAME_COMPONENTS */
    put_number(writer, TRAP_FRAME_COMPONENTS);
    PUT(writer, 0x31, 0xd2);                    /* xor edx, edx */
    PUT(writer, 0x48, 0x0f, 0xae, load ? 0x2f : 0x27);
}

/** General registers that have to be provided: the operands, and for a redirected address what it is made of. */
static unsigned register_set(const struct access *access) {
    unsigned set = access->registers;
    if (access->redirected) {
        set |= 1u << access->base;
        if (access->index != NO_REGISTER) set |= 1u << access->index;
    }
    return set;
}

/** The instruction itself. @return false if it can't be had with the operand in the scratch */
static bool put_instruction(struct writer *writer, const struct access *access, const struct thunk_area *area) {
    if (access->redirected) {
        put(writer, access->code, access->length);
        return true;
    }
    unsigned length = decode_relocate(access, (uint64_t)writer->next, (uint64_t)area->scratch, writer->next);
    writer->next += length;
    return length != 0;
}

/** The longest thunk is about 200 bytes: cmpxchg16b has four registers, and no instruction has more. */
static bool put_thunk(struct writer *writer, const struct access *access, const struct thunk_area *area) {
    unsigned set = register_set(access);
    PUT(writer, 0x53, 0x55, 0x41, 0x54, 0x41, 0x55, 0x41, 0x56, 0x41, 0x57); /* push rbx, rbp, r12 to r15 */
    if (access->extended) put_state(writer, true, &area->frame);
    PUT(writer, 0xff, 0x35);                                                 /* push [flags]; popfq */
    put_reach(writer, &area->flags);
    PUT(writer, 0x9d);
    put_registers(writer, true, set, area);

    if (!put_instruction(writer, access, area)) return false;

    put_registers(writer, false, set, area);
    PUT(writer, 0x9c, 0x8f, 0x05);                                           /* pushfq; pop [flags] */
    put_reach(writer, &area->flags);
    if (access->extended) {
        put_state(writer, false, &area->frame);
        put_state(writer, true, &area->initial_state);
    }
    PUT(writer, 0x41, 0x5f, 0x41, 0x5e, 0x41, 0x5d, 0x41, 0x5c, 0x5d, 0x5b, 0xc3); /* pop all; ret */
    return true;
}

/** Whether changing the base register changes the address and nothing else. */
static bool can_redirect(const struct access *access) {
    return !access->segmented && !access->short_address && access->base != NO_REGISTER &&
           access->base != REGISTER_SP && access->base != access->index && !(access->registers >> access->base & 1);
}

bool thunk_make(struct access *access, struct thunk_area *area, uint8_t *code) {
    void *page = (void *)((uintptr_t)code & ~(uintptr_t)(PAGE - 1));
    struct writer writer = {.next = code};
    access->redirected = access->implicit;
    if (access->redirected && !can_redirect(access)) return false;
    area->initial_state = &initial_state;

    /* No thunk of this thread is running, so nothing of the page is needed meanwhile. */
    if (mprotect(page, PAGE, PROT_READ | PROT_WRITE)) return false;
    bool complete = put_thunk(&writer, access, area);
    if (mprotect(page, PAGE, PROT_READ | PROT_EXEC) || !complete) return false;
    access->thunk = (void (*)(void))(uintptr_t)code;
    return true;
}

/** The base register's value that makes the address come out as the scratch. */
static uint64_t redirected_base(const struct access *access, struct thunk_area *area, greg_t *registers) {
    uint64_t base = (uint64_t)area->scratch - (uint64_t)access->displacement;
    if (access->index != NO_REGISTER) {
        base -= (uint64_t)*register_of(registers, (unsigned)access->index) * access->scale;
    }
    return base;
}

bool thunk_run(const struct access *access, struct thunk_area *area, ucontext_t *context) {
    greg_t *registers = context->uc_mcontext.gregs;
    unsigned set = register_set(access);
    if (access->extended) {
        if (!trap_frame_complete(context)) return false;
        area->frame = context->uc_mcontext.fpregs;
    }
    for (unsigned n = 0; n < REGISTER_COUNT; n++) {
        if (set >> n & 1) area->registers[n] = (uint64_t)*register_of(registers, n);
    }
    if (access->redirected) area->registers[access->base] = redirected_base(access, area, registers);
    /* Not the trap flag, with which the thunk would be stepped through, nor the direction: C code needs it clear. */
    area->flags = ((uint64_t)registers[REG_EFL] & ARITHMETIC_FLAGS) | CONSTANT_FLAGS;

    access->thunk();

    for (unsigned n = 0; n < REGISTER_COUNT; n++) {
        bool is_redirected = access->redirected && (int)n == access->base;
        if (set >> n & 1 && !is_redirected) *register_of(registers, n) = (greg_t)area->registers[n];
    }
    registers[REG_EFL] = (greg_t)(((uint64_t)registers[REG_EFL] & ~(uint64_t)ARITHMETIC_FLAGS) |
                                  (area->flags & ARITHMETIC_FLAGS));
    return true;
}
#endif
