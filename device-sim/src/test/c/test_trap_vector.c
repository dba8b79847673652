/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Instructions on vector, mask and x87 registers; tested as in test_trap_general.c: once on plain memory, once on a
 * window, and all must come out the same.
 */
#include "test.h"
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "recorder.h"

enum { R = DEVSIM_READ, W = DEVSIM_WRITE, VECTOR = DEVSIM_FLAG_VECTOR, STRADDLE = DEVSIM_FLAG_STRADDLE };
enum { PLACE = 0x80, FORM_TRANSACTIONS = 8 };

/** Registers before and after; the mask is k1 for AVX-512 and the signs of vector 2 for AVX. */
struct vectors {
    uint8_t v[4][64];
    uint64_t mask;
    uint64_t rax;
    uint32_t mxcsr;
};

struct expected {
    uint32_t kind, width, offset, flags;
};

/* Mask 0xa5 selects elements 0, 2, 5 and 7. */
#define SSE_FORMS(X) \
    X(movsd_load, "movsd xmm0, qword ptr [rsi]", {R, 8, 0, 0}) \
    X(movsd_store, "movsd qword ptr [rsi], xmm1", {W, 8, 0, 0}) \
    X(movss_load, "movss xmm0, dword ptr [rsi]", {R, 4, 0, 0}) \
    X(movq_load, "movq xmm0, qword ptr [rsi]", {R, 8, 0, 0}) \
    X(movq_store, "movq qword ptr [rsi], xmm1", {W, 8, 0, 0}) \
    X(movd_load, "movd xmm0, dword ptr [rsi]", {R, 4, 0, 0}) \
    X(movdqu_load, "movdqu xmm0, [rsi]", {R, 16, 0, VECTOR}) \
    X(movdqu_store, "movdqu [rsi], xmm1", {W, 16, 0, VECTOR}) \
    X(movdqu_unaligned, "movdqu xmm0, [rsi+4]", {R, 16, 4, VECTOR | STRADDLE}) \
    X(movdqa_load, "movdqa xmm0, [rsi+16]", {R, 16, 16, VECTOR}) \
    X(paddd, "paddd xmm0, [rsi]", {R, 16, 0, VECTOR}) \
    X(cvtsi2sd, "cvtsi2sd xmm0, dword ptr [rsi]", {R, 4, 0, 0}) \
    X(cvttsd2si, "cvttsd2si rax, qword ptr [rsi]", {R, 8, 0, 0}) \
    X(ucomisd, "ucomisd xmm0, qword ptr [rsi]", {R, 8, 0, 0}) \
    X(fild, "fild dword ptr [rsi]; fistp qword ptr [rdi+264]", {R, 4, 0, 0}) \
    X(stmxcsr_store, "stmxcsr [rsi]", {W, 4, 0, 0})

#define AVX_FORMS(X) \
    X(vmovsd_load, "vmovsd xmm0, qword ptr [rsi]", {R, 8, 0, 0}) \
    X(vmovq_store, "vmovq qword ptr [rsi], xmm1", {W, 8, 0, 0}) \
    X(vmovdqu_xmm, "vmovdqu xmm0, [rsi]", {R, 16, 0, VECTOR}) \
    X(vmovdqu_ymm, "vmovdqu ymm0, [rsi]", {R, 32, 0, VECTOR}) \
    X(vmovdqu_ymm_store, "vmovdqu [rsi+32], ymm1", {W, 32, 32, VECTOR}) \
    X(vpaddd_ymm, "vpaddd ymm0, ymm1, [rsi]", {R, 32, 0, VECTOR}) \
    X(vpbroadcastd, "vpbroadcastd ymm0, dword ptr [rsi]", {R, 4, 0, 0}) \
    X(vinserti128, "vinserti128 ymm0, ymm1, [rsi], 1", {R, 16, 0, VECTOR}) \
    X(vpmaskmovd_load, "vpmaskmovd ymm0, ymm2, [rsi]", \
      {R, 4, 0, VECTOR}, {R, 4, 8, VECTOR}, {R, 4, 20, VECTOR}, {R, 4, 28, VECTOR}) \
    X(vpmaskmovd_store, "vpmaskmovd [rsi], ymm2, ymm1", \
      {W, 4, 0, VECTOR}, {W, 4, 8, VECTOR}, {W, 4, 20, VECTOR}, {W, 4, 28, VECTOR}) \
    X(maskmovdqu, "mov rax, rdi; mov rdi, rsi; maskmovdqu xmm1, xmm2; mov rdi, rax; xor eax, eax", \
      {W, 1, 3, VECTOR}, {W, 1, 11, VECTOR})

#define AVX512_FORMS(X) \
    X(vmovdqu64_zmm, "vmovdqu64 zmm0, [rsi]", {R, 64, 0, VECTOR}) \
    X(vmovdqu64_zmm_store, "vmovdqu64 [rsi+64], zmm1", {W, 64, 64, VECTOR}) \
    X(vmovdqu8_masked, "vmovdqu8 xmm0%{k1%}, [rsi]", \
      {R, 1, 0, VECTOR}, {R, 1, 2, VECTOR}, {R, 1, 5, VECTOR}, {R, 1, 7, VECTOR}) \
    X(vmovdqu8_masked_store, "vmovdqu8 [rsi]%{k1%}, ymm1", \
      {W, 1, 0, VECTOR}, {W, 1, 2, VECTOR}, {W, 1, 5, VECTOR}, {W, 1, 7, VECTOR}) \
    X(vmovdqu32_zeroing, "vmovdqu32 zmm0%{k1%}%{z%}, [rsi]", \
      {R, 4, 0, VECTOR}, {R, 4, 8, VECTOR}, {R, 4, 20, VECTOR}, {R, 4, 28, VECTOR}) \
    X(vmovdqu32_masked_store, "vmovdqu32 [rsi]%{k1%}, zmm1", \
      {W, 4, 0, VECTOR}, {W, 4, 8, VECTOR}, {W, 4, 20, VECTOR}, {W, 4, 28, VECTOR}) \
    X(vmovdqu64_masked, "vmovdqu64 zmm0%{k1%}, [rsi]", \
      {R, 8, 0, VECTOR}, {R, 8, 16, VECTOR}, {R, 8, 40, VECTOR}, {R, 8, 56, VECTOR}) \
    X(vmovdqu64_masked_store, "vmovdqu64 [rsi]%{k1%}, zmm1", \
      {W, 8, 0, VECTOR}, {W, 8, 16, VECTOR}, {W, 8, 40, VECTOR}, {W, 8, 56, VECTOR}) \
    X(vpexpandd, "vpexpandd zmm0%{k1%}, [rsi]", \
      {R, 4, 0, VECTOR}, {R, 4, 4, VECTOR}, {R, 4, 8, VECTOR}, {R, 4, 12, VECTOR}) \
    X(vpcompressd, "vpcompressd [rsi]%{k1%}, zmm1", \
      {W, 4, 0, VECTOR}, {W, 4, 4, VECTOR}, {W, 4, 8, VECTOR}, {W, 4, 12, VECTOR}) \
    X(vpmovdb, "vpmovdb [rsi]%{k1%}, zmm1", \
      {W, 1, 0, VECTOR}, {W, 1, 2, VECTOR}, {W, 1, 5, VECTOR}, {W, 1, 7, VECTOR}) \
    X(vpaddd_broadcast, "vpaddd zmm0, zmm1, dword ptr [rsi]%{1to16%}", {R, 4, 0, 0}) \
    X(vpaddd_zmm, "vpaddd zmm0, zmm1, [rsi]", {R, 64, 0, VECTOR}) \
    X(vmovdqu64_zmm_high, "vmovdqu64 zmm25, [rsi]; vmovdqu64 zmm0, zmm25", {R, 64, 0, VECTOR}) \
    X(kmovq_load, "kmovq k1, [rsi]", {R, 8, 0, 0}) \
    X(kmovw_store, "kmovw [rsi], k1", {W, 2, 0, 0})

#define RUN_IT(name, text, load, store) \
    static void name(struct vectors *vectors, void *memory) { \
        __asm__ volatile(".intel_syntax noprefix\n" load "mov rax, [rdi+264]\n" \
                         text "\n" \
                         "mov [rdi+264], rax; stmxcsr [rdi+272]\n" store \
                         ".att_syntax\n" \
                         : "+D"(vectors), "+S"(memory) : \
                         : "rax", "xmm0", "xmm1", "xmm2", "xmm3", "memory", "cc"); \
    }
#define VECTORS_IN(width) "vmovups " width "0, [rdi]; vmovups " width "1, [rdi+64]\n" \
                          "vmovups " width "2, [rdi+128]; vmovups " width "3, [rdi+192]\n"
#define VECTORS_OUT(width) "vmovups [rdi], " width "0; vmovups [rdi+64], " width "1\n" \
                           "vmovups [rdi+128], " width "2; vmovups [rdi+192], " width "3\n"
#define RUN_SSE(name, text, ...) \
    RUN_IT(name, text, "movups xmm0, [rdi]; movups xmm1, [rdi+64]; movups xmm2, [rdi+128]; movups xmm3, [rdi+192]\n", \
           "movups [rdi], xmm0; movups [rdi+64], xmm1; movups [rdi+128], xmm2; movups [rdi+192], xmm3\n")
#define RUN_AVX(name, text, ...) \
    RUN_IT(name, text, VECTORS_IN("ymm"), VECTORS_OUT("ymm") "vzeroupper\n")
#define RUN_AVX512(name, text, ...) \
    RUN_IT(name, text, VECTORS_IN("zmm") "kmovq k1, [rdi+256]\n", \
           VECTORS_OUT("zmm") "kmovq [rdi+256], k1; vzeroupper\n")
SSE_FORMS(RUN_SSE)
AVX_FORMS(RUN_AVX)
AVX512_FORMS(RUN_AVX512)

struct form {
    const char *name;
    void (*run)(struct vectors *vectors, void *memory);
    struct expected expected[FORM_TRANSACTIONS];
};
#define LIST(name, text, ...) {#name, name, {__VA_ARGS__}},
static const struct form sse_forms[] = {SSE_FORMS(LIST)}, avx_forms[] = {AVX_FORMS(LIST)},
                         avx512_forms[] = {AVX512_FORMS(LIST)};

static struct recorder device;
static uint8_t plain[RECORDER_SIZE] __attribute__((aligned(4096)));

static struct vectors run_on(const struct form *form, uint8_t *memory) {
    struct vectors vectors = {.mask = 0xa5, .rax = 7};
    for (unsigned n = 0; n < sizeof vectors.v; n++) ((uint8_t *)vectors.v)[n] = (uint8_t)(n * 73 + 5);
    for (unsigned n = 0; n < 64; n++) vectors.v[2][n] = n % 4 == 3 && 0xa5 >> n / 4 & 1 ? 0x80 : 0;
    form->run(&vectors, memory + PLACE);
    return vectors;
}

static void check_transactions(const struct form *form, const uint8_t *before) {
    unsigned count = 0;
    while (count < FORM_TRANSACTIONS && form->expected[count].width) count++;
    CHECK_EQ(count, device.count);
    CHECK_EQ(1, device.begins);
    CHECK_EQ(1, device.ends);
    CHECK_EQ(0, device.outside);
    for (unsigned n = 0; n < count && n < device.count; n++) {
        const struct expected *expected = &form->expected[n];
        const struct recorded *actual = &device.log[n];
        uint64_t offset = PLACE + expected->offset, value = 0;
        memcpy(&value, (expected->kind == R ? before : plain) + offset, expected->width < 8 ? expected->width : 8);
        CHECK_EQ(expected->kind, actual->kind);
        CHECK_EQ(expected->width, actual->width);
        CHECK_EQ(offset, actual->offset);
        CHECK_EQ(value, actual->value);
        CHECK_EQ(expected->flags, actual->flags);
    }
}

static void check_forms(const struct form *form, size_t count) {
    static uint8_t before[RECORDER_SIZE];
    for (; count--; form++) {
        recorder_pattern(plain);
        memcpy(before, plain, sizeof before);
        struct vectors expected = run_on(form, plain);
        for (int round = 0; round < 2; round++) { /* decoded afresh, then from the cache */
            memcpy(device.memory, before, sizeof before);
            recorder_clear(&device);
            struct vectors actual = run_on(form, device.window);
            bool same = memcmp(&expected, &actual, sizeof expected) == 0;
            if (!same || memcmp(plain, device.memory, sizeof plain)) fprintf(stderr, "%s\n", form->name);
            CHECK(same);
            CHECK(memcmp(plain, device.memory, sizeof plain) == 0);
            check_transactions(form, before);
        }
    }
}

static void sse(void) { check_forms(sse_forms, sizeof sse_forms / sizeof *sse_forms); }

static void avx(void) {
    if (!__builtin_cpu_supports("avx2")) printf("skipped: this processor has no AVX2\n");
    else check_forms(avx_forms, sizeof avx_forms / sizeof *avx_forms);
}

static void avx512(void) {
    if (!__builtin_cpu_supports("avx512vl") || !__builtin_cpu_supports("avx512bw")) {
        printf("skipped: this processor has no AVX-512\n");
    } else check_forms(avx512_forms, sizeof avx512_forms / sizeof *avx512_forms);
}

static void empty_mask_does_nothing(void) {
    if (!__builtin_cpu_supports("avx512vl")) return;
    recorder_clear(&device);
    __asm__ volatile("kxorq %%k1, %%k1, %%k1\n vmovdqu32 %%zmm0, (%0)%{%%k1%}" : : "r"(device.window) : "memory");
    CHECK_EQ(0, device.count);
    CHECK_EQ(device.begins, device.ends);
}

static void opens(void) { CHECK_EQ(0, recorder_open(&device)); }

static void closes(void) { CHECK_EQ(0, recorder_close(&device)); }

int main(void) {
    if (RUNNING_ON_VALGRIND) {
        printf("skipped: valgrind gives signal handlers no vector state\n");
        return test_summary();
    }
    RUN(opens);
    RUN(sse);
    RUN(avx);
    RUN(avx512);
    RUN(empty_mask_does_nothing);
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
