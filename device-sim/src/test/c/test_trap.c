/* SPDX-License-Identifier: Apache-2.0 */
/** Windows and the handler: string instructions, edges, other people's faults, bus errors, threads, ends. */
#include "test.h"
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "recorder.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { R = DEVSIM_READ, W = DEVSIM_WRITE, PAGE = 4096 };

static struct recorder device;

/* Keeps the compiler from knowing an address, and makes it look at memory again: a device's model runs meanwhile. */
static void *hidden(void *pointer) {
    __asm__ volatile("" : "+r"(pointer) : : "memory");
    return pointer;
}

__attribute__((no_sanitize("address", "undefined"))) static uint32_t load(void *pointer) {
    uint32_t value = *(volatile uint32_t *)hidden(pointer);
    hidden(pointer);
    return value;
}

__attribute__((no_sanitize("address", "undefined"))) static void store(void *pointer, uint32_t value) {
    *(volatile uint32_t *)hidden(pointer) = value;
    hidden(pointer);
}

/* ---- the handlers that were there before ---- */

static sigjmp_buf jump;
static void *volatile fault_address;
static volatile sig_atomic_t fault_signal, fault_code, fault_blocked;

static void on_signal(int signal, siginfo_t *info, void *context) {
    (void)context;
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    fault_blocked = sigismember(&mask, SIGSEGV) * 2 + sigismember(&mask, SIGUSR1);
    fault_signal = signal;
    fault_code = info->si_code;
    fault_address = info->si_addr;
    siglongjmp(jump, 1);
}

static int faults_at(void *address, int signal) {
    static volatile uint32_t used; /* valgrind leaves reads out whose value nobody uses */
    fault_signal = 0;
    VALGRIND_DISABLE_ERROR_REPORTING; /* it is a mistake, and meant to be one */
    if (sigsetjmp(jump, 1) == 0) used = load(address);
    VALGRIND_ENABLE_ERROR_REPORTING;
    (void)used;
    return fault_signal == signal && fault_address == address;
}

/* ---- tests ---- */

static void arguments_are_checked(void) {
    void *address;
    CHECK_EQ(1, trap_supported());
    CHECK_EQ(-EINVAL, trap_map(0, &recorder_target, &device, &address));
    CHECK_EQ(-EINVAL, trap_map(100, &recorder_target, &device, &address));
    CHECK_EQ(-EINVAL, trap_unmap(&device));
    CHECK_EQ(-EINVAL, trap_unmap(NULL));
    CHECK_EQ(-EINVAL, trap_bus_error(&device, 1));
}

static void string_instructions_make_one_transaction_an_element(void) {
    uint32_t memory[4] = {1, 2, 3, 4};
    void *to = device.window + 16, *from = memory;
    uint64_t count = 4;
    recorder_clear(&device);
    __asm__ volatile("rep movsl" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
    CHECK_EQ(4, device.count);
    CHECK_EQ(1, device.begins);
    CHECK_EQ(0, device.outside);
    CHECK_EQ(0, count);
    CHECK(to == device.window + 32 && from == memory + 4);
    for (unsigned n = 0; n < 4; n++) {
        CHECK_EQ(W, device.log[n].kind);
        CHECK_EQ(4, device.log[n].width);
        CHECK_EQ(16 + 4 * n, device.log[n].offset);
        CHECK_EQ(n + 1, device.log[n].value);
    }
    uint8_t back[5] = {0};
    to = back + 4, from = device.window + 20, count = 4;
    recorder_clear(&device);
    __asm__ volatile("std; rep movsb; cld" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
    CHECK_EQ(4, device.count);
    CHECK_EQ(17, device.log[3].offset);
    CHECK(to == back && memcmp(back, device.memory + 16, 5) != 0 && memcmp(back + 1, device.memory + 17, 4) == 0);

    to = device.window + 64, from = device.window + 16, count = 2;
    recorder_clear(&device);
    __asm__ volatile("rep movsq" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
    CHECK_EQ(4, device.count);
    CHECK_EQ(R, device.log[0].kind);
    CHECK_EQ(W, device.log[1].kind);
    CHECK(memcmp(device.memory + 16, device.memory + 64, 16) == 0);

    to = device.window + 128, count = 7808; /* more than one fault serves, and to the very end */
    recorder_clear(&device);
    __asm__ volatile("rep stosb" : "+D"(to), "+c"(count) : "a"(0x5a) : "memory");
    CHECK_EQ(0, count);
    CHECK_EQ(7808, device.count);
    CHECK_EQ(2, device.begins);
    CHECK(device.memory[128] == 0x5a && device.memory[128 + 7807] == 0x5a && device.memory[128 + 7808] != 0x5a);

    uint64_t rax = UINT64_C(0x1122334455667788);
    to = device.window, from = device.window + 8;
    recorder_clear(&device);
    __asm__ volatile("stosw; lodsb" : "+D"(to), "+S"(from), "+a"(rax) : : "memory");
    CHECK_EQ(2, device.log[0].width);
    CHECK_EQ(0x7788, device.log[0].value);
    CHECK_EQ(UINT64_C(0x1122334455667700) | device.memory[8], rax);
}

static void nothing_happens_past_the_end(void) {
    uint8_t *last = device.window + RECORDER_SIZE - 3;
    device.memory[RECORDER_SIZE - 3] = 0x12, device.memory[RECORDER_SIZE - 2] = 0x34;
    device.memory[RECORDER_SIZE - 1] = 0x56;
    recorder_clear(&device);
    CHECK_EQ(0xff563412, load(last));
    CHECK_EQ(2, device.count);
    CHECK_EQ(1, device.log[0].width);
    CHECK_EQ(2, device.log[1].width);
    CHECK_EQ(DEVSIM_FLAG_STRADDLE, device.log[1].flags);
    store(last, 0x44332211);
    CHECK_EQ(0x33, device.memory[RECORDER_SIZE - 1]);
    CHECK(faults_at(device.window + RECORDER_SIZE, SIGSEGV)); /* the guard pages are nobody's */
    CHECK(faults_at(device.window - 4, SIGSEGV));
    uint32_t expected;
    memcpy(&expected, device.memory + PAGE - 2, sizeof expected);
    recorder_clear(&device);
    CHECK_EQ(expected, load(device.window + PAGE - 2));
    CHECK_EQ(1, device.count);
    CHECK_EQ(DEVSIM_FLAG_STRADDLE, device.log[0].flags);
}

static void other_faults_reach_the_previous_handler(void) {
    CHECK(faults_at(NULL, SIGSEGV));
    CHECK_EQ(SEGV_MAPERR, fault_code);
    CHECK_EQ(3, fault_blocked); /* as it was installed: SIGSEGV itself and its mask */
    char *page = mmap(NULL, PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(faults_at(page + 8, SIGSEGV));
    CHECK_EQ(SEGV_ACCERR, fault_code);
    munmap(page, PAGE);
    fault_signal = 0;
    if (sigsetjmp(jump, 1) == 0) raise(SIGSEGV);
    CHECK_EQ(SIGSEGV, fault_signal);
    CHECK(fault_code <= 0);
    errno = 42;
    load(device.window);
    CHECK_EQ(42, errno);
}

static void jumps_are_no_accesses(void) {
    fault_signal = 0;
    if (sigsetjmp(jump, 1) == 0) ((void (*)(void))(uintptr_t)hidden(device.window))();
    CHECK_EQ(SIGSEGV, fault_signal);
    CHECK(fault_address == device.window);
}

static void instructions_that_cannot_be_served_are_said_and_chained(void) {
    int pipes[2], saved = dup(STDERR_FILENO);
    char line[200] = "";
    CHECK_EQ(0, pipe(pipes));
    dup2(pipes[1], STDERR_FILENO);
    fault_signal = 0;
    if (sigsetjmp(jump, 1) == 0) __asm__ volatile("btl %1, (%0)" : : "r"(device.window), "r"(5) : "memory", "cc");
    dup2(saved, STDERR_FILENO);
    CHECK(read(pipes[0], line, sizeof line - 1) > 0);
    CHECK(strncmp(line, "devsim: ", 8) == 0 && strstr(line, " 0f a3 "));
    CHECK(strchr(line, '\n') == line + strlen(line) - 1);
    CHECK_EQ(SIGSEGV, fault_signal);
    CHECK(fault_address == device.window);
    close(pipes[0]), close(pipes[1]), close(saved);
    recorder_clear(&device);
    load(device.window); /* and all goes on */
    CHECK_EQ(1, device.count);
}

static void bus_errors_come_and_go(void) {
    for (int round = 0; round < 3; round++) {
        CHECK_EQ(0, trap_bus_error(device.window, 1));
        CHECK(faults_at(device.window + 4100, SIGBUS));
        CHECK_EQ(BUS_ADRERR, fault_code);
        /* Whoever handles SIGBUS may have put memory there. */
        mmap(device.window + PAGE, PAGE, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        CHECK_EQ(0, load(device.window + 4100));
        CHECK_EQ(0, trap_bus_error(device.window, 0));
        recorder_clear(&device);
        load(device.window + 4100);
        CHECK_EQ(1, device.count);
    }
}

static void bus_error_of_a_window_leaves_others_alone(void) {
    static struct recorder other;
    CHECK_EQ(0, recorder_open(&other));
    CHECK_EQ(0, trap_bus_error(other.window, 1));
    recorder_clear(&device);
    load(device.window);
    CHECK_EQ(1, device.count);
    uint8_t *gone = other.window;
    CHECK_EQ(0, recorder_close(&other));
    CHECK(faults_at(gone, SIGSEGV));
}

/** In a child, for it ends the process: a fault with no handler before ours. */
static void default_action_still_kills(void) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        close(STDERR_FILENO);
        execl("/proc/self/exe", "test_trap", "default", (char *)NULL);
        _exit(99);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
}

static void die_by_default(void) {
    signal(SIGSEGV, SIG_DFL);
    if (recorder_open(&device) || load(device.window) != *(const uint32_t *)device.memory) _exit(98);
    load(NULL);
    _exit(97);
}

static void opens(void) { CHECK_EQ(0, recorder_open(&device)); }

static void closes(void) {
    CHECK_EQ(0, recorder_close(&device));
    CHECK_EQ(-EINVAL, recorder_close(&device));
    CHECK(faults_at(device.window, SIGSEGV));
}

int main(int argc, char **argv) {
    (void)argv;
    if (argc > 1) die_by_default();
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO};
    sigaddset(&action.sa_mask, SIGUSR1);
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
    RUN(arguments_are_checked);
    RUN(opens);
    RUN(other_faults_reach_the_previous_handler);
    RUN(bus_errors_come_and_go);
    RUN(bus_error_of_a_window_leaves_others_alone);
    if (RUNNING_ON_VALGRIND) {
        printf("skipped: valgrind is not exact about strings, jumps and the window's end, nor restarts\n");
    } else {
        RUN(string_instructions_make_one_transaction_an_element);
        RUN(nothing_happens_past_the_end);
        RUN(jumps_are_no_accesses);
        RUN(instructions_that_cannot_be_served_are_said_and_chained);
        RUN(default_action_still_kills);
    }
    RUN(closes);
    return test_summary();
}
#else
#include "trap.h"

#include <errno.h>

static void there_is_no_trap(void) {
    CHECK_EQ(0, trap_supported());
    CHECK_EQ(-EOPNOTSUPP, trap_map(4096, NULL, NULL, NULL));
    CHECK_EQ(-EOPNOTSUPP, trap_bus_error(NULL, 1));
    CHECK_EQ(-EOPNOTSUPP, trap_unmap(NULL));
}

int main(void) {
    RUN(there_is_no_trap);
    return test_summary();
}
#endif
