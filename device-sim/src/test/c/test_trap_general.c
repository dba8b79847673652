/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Instructions on general registers. Each is run twice, on plain memory by the processor and on a window by the trap:
 * registers, flags and memory must come out the same, and the transactions must be those that are written here.
 */
#include "test.h"
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "recorder.h"

enum { R = DEVSIM_READ, W = DEVSIM_WRITE, LOCKED = DEVSIM_FLAG_LOCKED, VECTOR = DEVSIM_FLAG_VECTOR,
       STRADDLE = DEVSIM_FLAG_STRADDLE };
enum { PLACE = 0x40, FORM_TRANSACTIONS = 2 };

/** Registers before and after an instruction; RSI is the address. */
struct cpu {
    uint64_t rax, rbx, rcx, rdx, r9, rsi;
    uint64_t flags; /**< as SAHF and LAHF have them, and the overflow flag in bit 0 */
};

struct expected {
    uint32_t kind, width;
    int64_t offset; /**< from PLACE */
    uint32_t flags;
};

/** name, instruction, transactions */
#define FORMS(X) \
    X(mov_8, "mov al, [rsi]", {R, 1, 0, 0}) \
    X(mov_8_high, "mov ah, [rsi]", {R, 1, 0, 0}) \
    X(mov_8_bh, "mov bh, [rsi+1]", {R, 1, 1, 0}) \
    X(mov_16, "mov ax, [rsi]", {R, 2, 0, 0}) \
    X(mov_32, "mov eax, [rsi]", {R, 4, 0, 0}) \
    X(mov_64, "mov rax, [rsi]", {R, 8, 0, 0}) \
    X(mov_r9, "mov r9d, [rsi]", {R, 4, 0, 0}) \
    X(mov_base_is_destination, "mov rsi, [rsi]", {R, 8, 0, 0}) \
    X(mov_index, "mov eax, [rsi+r9*4+8]", {R, 4, 16, 0}) \
    X(mov_index_only, "mov rbx, rsi; mov eax, [rbx*1+4]; xor ebx, ebx", {R, 4, 4, 0}) \
    X(mov_negative, "mov eax, [rsi-8]", {R, 4, -8, 0}) \
    X(mov_unaligned, "mov eax, [rsi+1]", {R, 4, 1, STRADDLE}) \
    X(store_8, "mov [rsi], al", {W, 1, 0, 0}) \
    X(store_8_high, "mov [rsi], ch", {W, 1, 0, 0}) \
    X(store_16, "mov [rsi], ax", {W, 2, 0, 0}) \
    X(store_32, "mov [rsi], eax", {W, 4, 0, 0}) \
    X(store_64, "mov [rsi+8], rdx", {W, 8, 8, 0}) \
    X(store_unaligned, "mov [rsi+2], eax", {W, 4, 2, STRADDLE}) \
    X(store_constant_8, "mov byte ptr [rsi], 0x7f", {W, 1, 0, 0}) \
    X(store_constant_16, "mov word ptr [rsi], 0x1234", {W, 2, 0, 0}) \
    X(store_constant_32, "mov dword ptr [rsi], 0x12345678", {W, 4, 0, 0}) \
    X(store_constant_64, "mov qword ptr [rsi], -2", {W, 8, 0, 0}) \
    X(store_nontemporal, "movnti [rsi], eax", {W, 4, 0, 0}) \
    X(movzx_8_32, "movzx eax, byte ptr [rsi]", {R, 1, 0, 0}) \
    X(movzx_8_16, "movzx ax, byte ptr [rsi]", {R, 1, 0, 0}) \
    X(movzx_16_32, "movzx eax, word ptr [rsi]", {R, 2, 0, 0}) \
    X(movzx_16_64, "movzx rax, word ptr [rsi]", {R, 2, 0, 0}) \
    X(movsx_8_32, "movsx eax, byte ptr [rsi]", {R, 1, 0, 0}) \
    X(movsx_8_16, "movsx ax, byte ptr [rsi]", {R, 1, 0, 0}) \
    X(movsx_8_64, "movsx rax, byte ptr [rsi]", {R, 1, 0, 0}) \
    X(movsx_16_64, "movsx rax, word ptr [rsi]", {R, 2, 0, 0}) \
    X(movsxd_32_64, "movsxd rax, dword ptr [rsi]", {R, 4, 0, 0}) \
    X(add_32, "add eax, [rsi]", {R, 4, 0, 0}) \
    X(add_8_high, "add ah, [rsi]", {R, 1, 0, 0}) \
    X(add_64_index, "add rax, [rsi+r9*8]", {R, 8, 16, 0}) \
    X(adc_carry, "stc; adc eax, [rsi]", {R, 4, 0, 0}) \
    X(and_32, "and eax, [rsi]", {R, 4, 0, 0}) \
    X(or_16, "or ax, [rsi]", {R, 2, 0, 0}) \
    X(xor_64, "xor rax, [rsi]", {R, 8, 0, 0}) \
    X(sub_32, "sub eax, [rsi]", {R, 4, 0, 0}) \
    X(imul_base_is_destination, "imul rsi, [rsi], 3", {R, 8, 0, 0}) \
    X(imul_32, "imul eax, [rsi]", {R, 4, 0, 0}) \
    X(imul_constant, "imul eax, [rsi], 1000", {R, 4, 0, 0}) \
    X(mul_64, "mul qword ptr [rsi]", {R, 8, 0, 0}) \
    X(cmp_constant, "cmp dword ptr [rsi], -1", {R, 4, 0, 0}) \
    X(cmp_left, "cmp [rsi], eax", {R, 4, 0, 0}) \
    X(cmp_right, "cmp eax, [rsi]", {R, 4, 0, 0}) \
    X(cmp_8, "cmp byte ptr [rsi], 0x81", {R, 1, 0, 0}) \
    X(test_constant, "test dword ptr [rsi], 0x80000000", {R, 4, 0, 0}) \
    X(test_register, "test [rsi], rax", {R, 8, 0, 0}) \
    X(cmov, "stc; cmovc eax, [rsi]", {R, 4, 0, 0}) \
    X(setc, "stc; setc [rsi]", {W, 1, 0, 0}) \
    X(bit_test, "bt dword ptr [rsi], 7", {R, 4, 0, 0}) \
    X(bsf, "bsf eax, [rsi]", {R, 4, 0, 0}) \
    X(bsr, "bsr rax, [rsi]", {R, 8, 0, 0}) \
    X(crc32, "crc32 eax, dword ptr [rsi]", {R, 4, 0, 0}) \
    X(add_memory, "add [rsi], eax", {R, 4, 0, 0}, {W, 4, 0, 0}) \
    X(or_memory, "or dword ptr [rsi], 0x10", {R, 4, 0, 0}, {W, 4, 0, 0}) \
    X(inc_memory, "inc word ptr [rsi]", {R, 2, 0, 0}, {W, 2, 0, 0}) \
    X(neg_memory, "neg qword ptr [rsi]", {R, 8, 0, 0}, {W, 8, 0, 0}) \
    X(shl_memory, "shl dword ptr [rsi], cl", {R, 4, 0, 0}, {W, 4, 0, 0}) \
    X(xchg_32, "xchg [rsi], eax", {R, 4, 0, LOCKED}, {W, 4, 0, LOCKED}) \
    X(xchg_64, "xchg [rsi], rdx", {R, 8, 0, LOCKED}, {W, 8, 0, LOCKED}) \
    X(lock_add, "lock add dword ptr [rsi], 1", {R, 4, 0, LOCKED}, {W, 4, 0, LOCKED}) \
    X(lock_xadd, "lock xadd [rsi], eax", {R, 4, 0, LOCKED}, {W, 4, 0, LOCKED}) \
    X(lock_xadd_64, "lock xadd [rsi], rcx", {R, 8, 0, LOCKED}, {W, 8, 0, LOCKED}) \
    X(lock_cmpxchg_differs, "lock cmpxchg [rsi], edx", {R, 4, 0, LOCKED}, {W, 4, 0, LOCKED}) \
    X(lock_cmpxchg_equal, "mov rax, r9; lock cmpxchg [rsi+0x80], rdx", {R, 8, 0x80, LOCKED}, {W, 8, 0x80, LOCKED}) \
    X(lock_cmpxchg8b, "lock cmpxchg8b [rsi]", {R, 8, 0, LOCKED}, {W, 8, 0, LOCKED}) \
    X(lock_cmpxchg16b, "lock cmpxchg16b [rsi]", {R, 16, 0, LOCKED | VECTOR}, {W, 16, 0, LOCKED | VECTOR}) \
    X(lock_bts, "lock bts dword ptr [rsi], 3", {R, 4, 0, LOCKED}, {W, 4, 0, LOCKED})

/** Instructions that not every processor has. */
#define NEWER_FORMS(X) \
    X(movbe_load, "movbe eax, [rsi]", {R, 4, 0, 0}) \
    X(movbe_store, "movbe [rsi], rdx", {W, 8, 0, 0}) \
    X(popcnt, "popcnt eax, [rsi]", {R, 4, 0, 0}) \
    X(tzcnt, "tzcnt rax, [rsi]", {R, 8, 0, 0}) \
    X(lzcnt, "lzcnt eax, [rsi]", {R, 4, 0, 0}) \
    X(blsi, "blsi eax, [rsi]", {R, 4, 0, 0}) \
    X(andn, "andn rax, rcx, [rsi]", {R, 8, 0, 0}) \
    X(shlx, "shlx eax, [rsi], ecx", {R, 4, 0, 0}) \
    X(sarx, "sarx rax, [rsi+r9*4], rdx", {R, 8, 8, 0}) \
    X(rorx, "rorx eax, [rsi], 5", {R, 4, 0, 0}) \
    X(mulx, "mulx rax, rbx, [rsi]", {R, 8, 0, 0})

#define RUN_IT(name, text, ...) \
    static void name(struct cpu *cpu, void *memory) { \
        __asm__ volatile(".intel_syntax noprefix\n" \
                         "mov rax, [rdi+48]; sahf\n" \
                         "mov rax, [rdi]; mov rbx, [rdi+8]; mov rcx, [rdi+16]; mov rdx, [rdi+24]; mov r9, [rdi+32]\n" \
                         text "\n" \
                         "mov [rdi], rax; mov [rdi+8], rbx; mov [rdi+16], rcx; mov [rdi+24], rdx\n" \
                         "mov [rdi+32], r9; mov [rdi+40], rsi\n" \
                         "lahf; seto al; mov [rdi+48], ax\n" \
                         ".att_syntax\n" \
                         : "+D"(cpu), "+S"(memory) : : "rax", "rbx", "rcx", "rdx", "r9", "memory", "cc"); \
    }
FORMS(RUN_IT)
NEWER_FORMS(RUN_IT)

static const struct form {
    const char *name;
    void (*run)(struct cpu *cpu, void *memory);
    struct expected expected[FORM_TRANSACTIONS];
} forms[] = {
#define LIST(name, text, ...) {#name, name, {__VA_ARGS__}},
    FORMS(LIST)
#undef LIST
}, newer_forms[] = {
#define LIST(name, text, ...) {#name, name, {__VA_ARGS__}},
    NEWER_FORMS(LIST)
#undef LIST
};

static struct recorder device;
static uint8_t plain[RECORDER_SIZE] __attribute__((aligned(4096)));

static const struct cpu start = {
    .rax = 0x1122334455667788, .rbx = 0x99aabbccddeeff00, .rcx = 0x0123456789abcd05, .rdx = 0xfedcba9876543210,
    .r9 = 2, .flags = 0x0200,
};

static struct cpu run_on(const struct form *form, uint8_t *memory) {
    struct cpu cpu = start;
    form->run(&cpu, memory + PLACE);
    cpu.rsi -= cpu.rsi == (uint64_t)(memory + PLACE) ? cpu.rsi : 0; /* an address is nothing to compare */
    return cpu;
}

static void check_transactions(const struct form *form, const uint8_t *before) {
    unsigned count = form->expected[1].width ? 2 : 1;
    CHECK_EQ(count, device.count);
    CHECK_EQ(1, device.begins);
    CHECK_EQ(1, device.ends);
    CHECK_EQ(0, device.outside);
    for (unsigned n = 0; n < count && n < device.count; n++) {
        const struct expected *expected = &form->expected[n];
        const struct recorded *actual = &device.log[n];
        uint64_t offset = (uint64_t)(PLACE + expected->offset), value = 0;
        memcpy(&value, (expected->kind == R ? before : plain) + offset, expected->width < 8 ? expected->width : 8);
        CHECK_EQ(expected->kind, actual->kind);
        CHECK_EQ(expected->width, actual->width);
        CHECK_EQ(offset, actual->offset);
        CHECK_EQ(value, actual->value);
        CHECK_EQ(expected->flags, actual->flags);
    }
}

static void check_form(const struct form *form) {
    static uint8_t before[RECORDER_SIZE];
    const uint64_t two = 2;
    recorder_pattern(plain);
    memcpy(plain + PLACE + 0x80, &two, sizeof two); /* for a cmpxchg that succeeds */
    memcpy(before, plain, sizeof before);
    memcpy(device.memory, plain, sizeof plain);
    struct cpu expected = run_on(form, plain);
    for (int round = 0; round < 2; round++) { /* decoded afresh, then from the cache */
        memcpy(device.memory, before, sizeof before);
        recorder_clear(&device);
        struct cpu actual = run_on(form, device.window);
        if (RUNNING_ON_VALGRIND) actual.flags = expected.flags; /* it takes no flags from signal handlers */
        int same = memcmp(&expected, &actual, sizeof expected) == 0 && memcmp(plain, device.memory, sizeof plain) == 0;
        if (!same) printf("%s\n", form->name);
        CHECK_EQ(expected.rax, actual.rax);
        CHECK_EQ(expected.rbx, actual.rbx);
        CHECK_EQ(expected.rcx, actual.rcx);
        CHECK_EQ(expected.rdx, actual.rdx);
        CHECK_EQ(expected.r9, actual.r9);
        CHECK_EQ(expected.rsi, actual.rsi);
        CHECK_EQ(expected.flags, actual.flags);
        CHECK(memcmp(plain, device.memory, sizeof plain) == 0);
        check_transactions(form, before);
    }
}

static void every_form(void) {
    for (unsigned n = 0; n < sizeof forms / sizeof *forms; n++) check_form(&forms[n]);
}

static void newer_forms_where_present(void) {
    if (!__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("popcnt")) {
        printf("skipped: this processor has no BMI\n");
        return;
    }
    if (RUNNING_ON_VALGRIND) {
        printf("skipped: valgrind can't run all of these relative to RIP\n");
        return;
    }
    for (unsigned n = 0; n < sizeof newer_forms / sizeof *newer_forms; n++) check_form(&newer_forms[n]);
}

/** What the comparison with the processor rests on, once by hand. */
static void parts_of_registers_keep_their_neighbours(void) {
    struct cpu cpu = run_on(&forms[0], device.window);
    CHECK_EQ((start.rax & ~0xffull) | device.memory[PLACE], cpu.rax);
    cpu = run_on(&forms[1], device.window);
    CHECK_EQ((start.rax & ~0xff00ull) | (uint64_t)device.memory[PLACE] << 8, cpu.rax);
    cpu = run_on(&forms[4], device.window);
    uint32_t low;
    memcpy(&low, device.memory + PLACE, sizeof low);
    CHECK_EQ(low, cpu.rax);
}

static void changed_code_is_decoded_again(void) {
    /* mov eax, [rdi]; ret and then, in its place, mov ax, [rdi+8]; ret */
    static const uint8_t first[] = {0x8b, 0x07, 0xc3}, second[] = {0x66, 0x8b, 0x47, 0x08, 0xc3};
    const unsigned page = 4096;
    for (unsigned place = 100; place <= page; place += page - 102) { /* the second time across two pages */
        uint8_t *code = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        uint32_t (*call)(void *) = (uint32_t (*)(void *))(uintptr_t)(code + place);
        for (int round = 0; round < 3; round++) {
            recorder_clear(&device);
            memcpy(code + place, first, sizeof first);
            call(device.window);
            memcpy(code + place, second, sizeof second);
            call(device.window);
            CHECK_EQ(4, device.log[0].width);
            CHECK_EQ(2, device.log[1].width);
            CHECK_EQ(8, device.log[1].offset);
        }
        munmap(code, 2 * page);
    }
}

static void opens(void) { CHECK_EQ(0, recorder_open(&device)); }

static void closes(void) { CHECK_EQ(0, recorder_close(&device)); }

int main(void) {
    RUN(opens);
    RUN(every_form);
    RUN(newer_forms_where_present);
    RUN(parts_of_registers_keep_their_neighbours);
    RUN(changed_code_is_decoded_again);
    RUN(closes);
    return test_summary();
}
#else
#include "trap.h"

static void there_is_no_trap(void) { CHECK_EQ(0, trap_supported()); }

int main(void) {
    RUN(there_is_no_trap);
    return test_summary();
}
#endif
