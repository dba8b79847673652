/* SPDX-License-Identifier: Apache-2.0 */
/** The trap with many threads and windows: atomicity, ends of threads and of windows, a full table. */
#include "test.h"
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "recorder.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>

static struct recorder device;

static uint32_t load(const void *address) {
    uint32_t value = *(const volatile uint32_t *)address;
    __asm__ volatile("" : : : "memory"); /* the device's model ran meanwhile */
    return value;
}

static void pause_milliseconds(long milliseconds) {
    const struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
    nanosleep(&time, NULL);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

enum { ADDITIONS = 20000 };

static void *add(void *unused) {
    for (int n = 0; n < ADDITIONS; n++) {
        uint32_t one = 1;
        __asm__ volatile("lock xaddl %0, (%1)" : "+r"(one) : "r"(device.window) : "memory", "cc");
    }
    return unused;
}

static void locked_additions_are_atomic(void) {
    pthread_t threads[2];
    memset(device.memory, 0, 4);
    for (int n = 0; n < 2; n++) pthread_create(&threads[n], NULL, add, NULL);
    for (int n = 0; n < 2; n++) pthread_join(threads[n], NULL);
    CHECK_EQ(2 * ADDITIONS, *(uint32_t *)device.memory);
}

static int mappings(void) {
    int lines = 0, byte;
    FILE *maps = fopen("/proc/self/maps", "r");
    if (!maps) return -1;
    while ((byte = getc(maps)) != EOF) lines += byte == '\n';
    fclose(maps);
    return lines;
}

static void *touch(void *unused) {
    load(device.window);
    uint32_t one = 1;
    __asm__ volatile("lock xaddl %0, (%1)" : "+r"(one) : "r"(device.window) : "memory", "cc");
    return unused;
}

static void run_threads(int count) {
    for (pthread_t thread; count--;) {
        if (pthread_create(&thread, NULL, touch, NULL) == 0) pthread_join(thread, NULL);
    }
}

static void threads_leave_nothing_behind(void) {
    run_threads(20); /* what the C library keeps, it has by now */
    int before = mappings();
    run_threads(200);
    CHECK(before > 0 && mappings() <= before + 2);
}

static void the_table_has_an_end(void) {
    static struct recorder many[257];
    int opened = 0, result = 0;
    while (opened < 257 && (result = recorder_open(&many[opened])) == 0) opened++;
    CHECK_EQ(255, opened); /* and this test's own */
    CHECK_EQ(-ENOSPC, result);
    for (int n = 0; n < opened; n++) {
        CHECK_EQ(*(uint32_t *)(many[n].memory + 4), load(many[n].window + 4));
        CHECK_EQ(1, many[n].count);
    }
    for (int n = 0; n < opened; n++) CHECK_EQ(0, recorder_close(&many[n]));
    CHECK_EQ(0, recorder_open(&many[0]));
    CHECK_EQ(0, recorder_close(&many[0]));
}

static void copies_between_two_devices(void) {
    static struct recorder other;
    CHECK_EQ(0, recorder_open(&other));
    void *to = other.window, *from = device.window + 256;
    uint64_t count = 3;
    recorder_clear(&device), recorder_clear(&other);
    __asm__ volatile("rep movsl" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
    CHECK_EQ(3, device.count);
    CHECK_EQ(3, other.count);
    CHECK_EQ(device.begins, device.ends);
    CHECK_EQ(other.begins, other.ends);
    CHECK_EQ(0, device.outside + other.outside);
    CHECK(memcmp(other.memory, device.memory + 256, 12) == 0);
    CHECK_EQ(0, recorder_close(&other));
}

/* ---- a window ends while a thread is inside ---- */

static atomic_int inside, release;

static void wait_here(void *context, uint64_t offset, uint32_t width, void *value, uint32_t flags) {
    (void)context, (void)offset, (void)flags;
    memset(value, 0x11, width);
    atomic_store(&inside, 1);
    while (!atomic_load(&release)) pause_milliseconds(1);
}

static void do_nothing(void *context) { (void)context; }

static const trap_target waiting = {do_nothing, wait_here, NULL, do_nothing};

static void *visit(void *window) { return (void *)(uintptr_t)load(window); }

static void *release_later(void *milliseconds) {
    pause_milliseconds((long)milliseconds);
    atomic_store(&release, 1);
    return NULL;
}

static void an_end_waits_for_who_is_inside(void) {
    void *window, *value;
    pthread_t visitor, releaser;
    CHECK_EQ(0, trap_map(4096, &waiting, NULL, &window));
    pthread_create(&visitor, NULL, visit, window);
    while (!atomic_load(&inside)) pause_milliseconds(1);
    double begin = seconds();
    pthread_create(&releaser, NULL, release_later, (void *)200);
    CHECK_EQ(0, trap_unmap(window));
    CHECK(atomic_load(&release) == 1 && seconds() - begin > 0.15);
    pthread_join(visitor, &value);
    pthread_join(releaser, NULL);
    CHECK_EQ(0x11111111, (uintptr_t)value);
}

static void an_end_does_not_wait_for_ever(void) {
    void *window, *value;
    pthread_t visitor;
    atomic_store(&inside, 0), atomic_store(&release, 0);
    CHECK_EQ(0, trap_map(4096, &waiting, NULL, &window));
    pthread_create(&visitor, NULL, visit, window);
    while (!atomic_load(&inside)) pause_milliseconds(1);
    double begin = seconds();
    CHECK_EQ(-ETIMEDOUT, trap_unmap(window));
    CHECK(seconds() - begin >= 1.9 && seconds() - begin < 5);
    atomic_store(&release, 1);
    pthread_join(visitor, &value);
    CHECK_EQ(0x11111111, (uintptr_t)value);
    CHECK_EQ(0, trap_unmap(window)); /* now it can */
    CHECK_EQ(-EINVAL, trap_unmap(window));
}

/* ---- windows come and go under a thread's feet ---- */

static __thread sigjmp_buf jump;
static _Atomic(uint8_t *) moving;
static atomic_int stop;

static void on_signal(int signal) { siglongjmp(jump, signal); }

static void *chase(void *unused) {
    volatile uintptr_t served = 0;
    while (!atomic_load(&stop)) {
        if (sigsetjmp(jump, 1)) continue;
        uint8_t *window = atomic_load(&moving);
        if (window && load(window + 64) == 0x11111111) served++;
    }
    (void)unused;
    return (void *)served;
}

static void read_ones(void *context, uint64_t offset, uint32_t width, void *value, uint32_t flags) {
    (void)context, (void)offset, (void)flags;
    memset(value, 0x11, width);
}

static void windows_may_end_at_any_time(void) {
    static const trap_target ones = {do_nothing, read_ones, NULL, do_nothing};
    pthread_t threads[2];
    for (int n = 0; n < 2; n++) pthread_create(&threads[n], NULL, chase, NULL);
    for (int n = 0; n < 2000; n++) {
        void *window;
        if (trap_map(4096, &ones, NULL, &window)) break;
        atomic_store(&moving, window);
        if (n % 64 == 0) pause_milliseconds(1);
        CHECK_EQ(0, trap_unmap(window));
    }
    atomic_store(&stop, 1);
    for (int n = 0; n < 2; n++) {
        void *served = NULL;
        pthread_join(threads[n], &served);
        CHECK(served != NULL);
    }
}

static void opens(void) { CHECK_EQ(0, recorder_open(&device)); }

static void closes(void) { CHECK_EQ(0, recorder_close(&device)); }

int main(void) {
    signal(SIGSEGV, on_signal);
    RUN(opens);
    RUN(locked_additions_are_atomic);
    RUN(threads_leave_nothing_behind);
    RUN(the_table_has_an_end);
    if (!RUNNING_ON_VALGRIND) {
        RUN(copies_between_two_devices);
    }
    RUN(an_end_waits_for_who_is_inside);
    RUN(an_end_does_not_wait_for_ever);
    if (RUNNING_ON_VALGRIND) printf("skipped: valgrind reports each access to a window that is gone\n");
    else { RUN(windows_may_end_at_any_time); }
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
