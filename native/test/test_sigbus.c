/* SPDX-License-Identifier: Apache-2.0 */
/* The SIGBUS that is not a guard's: it must go where it would have gone without the library. */
#include "hwview.h"
#include "test.h"
#include "vanishing.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static struct vanishing guarded, other;
static hwview_guard *guard;

static struct {
    volatile int calls, code;
    void *volatile address;
    volatile bool blocked, usr1_blocked, had_context;
    sigjmp_buf after;
} handled;

static void note(void)
{
    sigset_t mask;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    handled.blocked = sigismember(&mask, SIGBUS);
    /* valgrind leaves out a handler's mask when the handler has SA_NODEFER, as the library's has. */
    const char *emulator = getenv("HWVIEW_TEST_EMULATOR");
    handled.usr1_blocked = sigismember(&mask, SIGUSR1) || (emulator != NULL && strcmp(emulator, "valgrind") == 0);
    handled.calls++;
}

static void with_info(int number, siginfo_t *info, void *context)
{
    (void) number;
    note();
    handled.code = info->si_code;
    handled.address = info->si_addr;
    handled.had_context = context != NULL;
    if (info->si_code == BUS_ADRERR) /* any other is sent by the tests, and there is no fault to get away from */
        siglongjmp(handled.after, 1);
}

static void plain(int number)
{
    CHECK(number == SIGBUS);
    note();
    siglongjmp(handled.after, 1);
}

/* The action that was there before, then the first guard, then both files gone. */
static void set_up(void (*handler)(int), void (*info_handler)(int, siginfo_t *, void *), int flags)
{
    struct sigaction action = {.sa_flags = flags};
    sigaddset(&action.sa_mask, SIGUSR1);
    action.sa_handler = handler;
    if (flags & SA_SIGINFO)
        action.sa_sigaction = info_handler;
    sigaction(SIGBUS, &action, NULL);
    guarded = vanishing_create(2);
    other = vanishing_create(1);
    CHECK_EQUAL(0, hwview_guard_create(guarded.memory, guarded.size, &guard));
    vanishing_truncate(&guarded, 0);
    vanishing_truncate(&other, 0);
}

static void tear_down(void)
{
    hwview_guard_destroy(guard);
    vanishing_destroy(&guarded);
    vanishing_destroy(&other);
}

/* Whether the access was handed to the test's own handler, and not run again. */
static bool access_is_handled(const void *address)
{
    if (sigsetjmp(handled.after, 1) != 0)
        return true;
    hwview_read8(address);
    return false;
}

/* As the kernel would report it, for what no test can provoke: a process may send this to itself only. */
static void report(int code, void *address)
{
    siginfo_t info = {.si_signo = SIGBUS, .si_code = code};
    info.si_addr = address;
    CHECK_EQUAL(0, syscall(SYS_rt_tgsigqueueinfo, getpid(), syscall(SYS_gettid), SIGBUS, &info));
}

/* qemu-user hands it on without the address, and valgrind takes it for a fault of its own. */
static void skip_reports_under_emulators(void)
{
    if (getenv("HWVIEW_TEST_EMULATOR") != NULL) {
        tear_down();
        skip("emulators do not pass on a fault that is only reported");
    }
}

static void fault_outside_reaches_the_handler_with_its_siginfo(void)
{
    set_up(NULL, with_info, SA_SIGINFO);
    CHECK(access_is_handled(other.memory + 3));
    CHECK_EQUAL(1, handled.calls);
    CHECK_EQUAL(BUS_ADRERR, handled.code);
    CHECK(handled.address == other.memory + 3);
    CHECK(handled.had_context);
    CHECK(handled.blocked && handled.usr1_blocked);
    CHECK(*hwview_guard_flag(guard) == HWVIEW_GUARD_INTACT);
    CHECK(!access_is_handled(guarded.memory)); /* the guard works still */
    CHECK(*hwview_guard_flag(guard) == HWVIEW_GUARD_TRIPPED);
    CHECK(access_is_handled(other.memory) && handled.calls == 2); /* and so does the handler */
    tear_down();
}

static void nodefer_handler_runs_with_sigbus_open(void)
{
    set_up(NULL, with_info, SA_SIGINFO | SA_NODEFER);
    CHECK(access_is_handled(other.memory));
    CHECK(!handled.blocked && handled.usr1_blocked);
    tear_down();
}

static void fault_outside_reaches_a_plain_handler(void)
{
    set_up(plain, NULL, 0);
    CHECK(access_is_handled(other.memory));
    CHECK_EQUAL(1, handled.calls);
    CHECK(handled.blocked && handled.usr1_blocked);
    CHECK(*hwview_guard_flag(guard) == HWVIEW_GUARD_INTACT);
    tear_down();
}

static void fault_next_to_the_range_is_not_the_guards(void)
{
    struct vanishing file = vanishing_create(3);
    set_up(NULL, with_info, SA_SIGINFO);
    hwview_guard_destroy(guard);
    CHECK_EQUAL(0, hwview_guard_create(file.memory + file.page, file.page, &guard));
    vanishing_truncate(&file, 0);
    CHECK(access_is_handled(file.memory + file.page - 1));
    CHECK(access_is_handled(file.memory + 2 * file.page));
    CHECK(*hwview_guard_flag(guard) == HWVIEW_GUARD_INTACT);
    CHECK(!access_is_handled(file.memory + file.page));
    CHECK(!access_is_handled(file.memory + 2 * file.page - 1));
    CHECK(*hwview_guard_flag(guard) == HWVIEW_GUARD_TRIPPED);
    tear_down();
    vanishing_destroy(&file);
}

static void destroyed_guard_takes_no_fault(void)
{
    set_up(NULL, with_info, SA_SIGINFO);
    hwview_guard_destroy(guard);
    CHECK(access_is_handled(guarded.memory));
    CHECK_EQUAL(0, hwview_guard_create(guarded.memory, guarded.size, &guard));
    CHECK(!access_is_handled(guarded.memory));
    tear_down();
}

static void sent_signal_reaches_the_handler(void)
{
    set_up(NULL, with_info, SA_SIGINFO);
    CHECK_EQUAL(0, kill(getpid(), SIGBUS));
    CHECK_EQUAL(1, handled.calls);
    CHECK_EQUAL(SI_USER, handled.code);
    CHECK(*hwview_guard_flag(guard) == HWVIEW_GUARD_INTACT);
    tear_down();
}

static void misaligned_access_is_not_a_lost_device(void)
{
    set_up(NULL, with_info, SA_SIGINFO);
    skip_reports_under_emulators();
    report(BUS_ADRALN, guarded.memory);
    CHECK_EQUAL(1, handled.calls);
    CHECK_EQUAL(BUS_ADRALN, handled.code);
    CHECK(*hwview_guard_flag(guard) == HWVIEW_GUARD_INTACT);
    report(BUS_MCEERR_AO, guarded.memory);
    CHECK_EQUAL(2, handled.calls);
    CHECK(*hwview_guard_flag(guard) == HWVIEW_GUARD_INTACT);
    report(BUS_OBJERR, guarded.memory); /* an external abort is one: arm64 answers so when a PCIe device is gone */
    CHECK_EQUAL(2, handled.calls);
    CHECK(*hwview_guard_flag(guard) == HWVIEW_GUARD_TRIPPED);
    tear_down();
}

static void handler_for_one_time_runs_one_time(void)
{
    set_up(NULL, with_info, SA_SIGINFO | SA_RESETHAND);
    CHECK(access_is_handled(other.memory));
    CHECK_EQUAL(1, handled.calls);
    pid_t child = fork();
    if (child == 0) {
        access_is_handled(other.memory);
        _exit(0);
    }
    int status;
    CHECK_EQUAL(child, waitpid(child, &status, 0));
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS);
    tear_down();
}

/* Nothing can be mapped when the memfd is closed behind the library's back. The fault must not repeat for ever. */
static void fault_that_cannot_be_absorbed_reaches_the_handler(void)
{
    set_up(NULL, with_info, SA_SIGINFO);
    int closed = 0;
    for (int descriptor = 3; descriptor < 64; descriptor++) {
        char path[64], name[64] = "";
        snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
        if (readlink(path, name, sizeof name - 1) > 0 && strstr(name, "hwview-ones") != NULL)
            closed += close(descriptor) == 0;
    }
    CHECK_EQUAL(1, closed);
    CHECK(access_is_handled(guarded.memory));
    CHECK(*hwview_guard_flag(guard) == HWVIEW_GUARD_TRIPPED);
    tear_down();
}

static void touch_other(void)
{
    hwview_read8(other.memory);
}

static void touch_guarded(void)
{
    hwview_read8(guarded.memory);
}

static void send_to_self(void)
{
    kill(getpid(), SIGBUS);
}

static void send_to_self_and_touch_guarded(void)
{
    send_to_self();
    touch_guarded();
}

/* The signal that ended a child which did this, or 0. */
static int ends_with(void (*handler)(int), void (*act)(void))
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        set_up(handler, NULL, 0);
        act();
        _exit(test_failures);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && (!WIFEXITED(status) || WEXITSTATUS(status) == 0));
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void default_action_ends_the_process(void)
{
    CHECK_EQUAL(SIGBUS, ends_with(SIG_DFL, touch_other));
    CHECK_EQUAL(SIGBUS, ends_with(SIG_DFL, send_to_self));
    CHECK_EQUAL(0, ends_with(SIG_DFL, touch_guarded));
}

static void ignored_signal_is_ignored_but_a_fault_is_not(void)
{
    CHECK_EQUAL(SIGBUS, ends_with(SIG_IGN, touch_other));
    CHECK_EQUAL(0, ends_with(SIG_IGN, send_to_self_and_touch_guarded));
    CHECK_EQUAL(0, ends_with(SIG_IGN, touch_guarded));
}

static void default_action_is_in_place_when_the_fault_comes_again(void)
{
    set_up(SIG_DFL, NULL, 0);
    skip_reports_under_emulators();
    report(BUS_ADRERR, other.memory);
    struct sigaction now;
    sigaction(SIGBUS, NULL, &now);
    CHECK(now.sa_handler == SIG_DFL);
    tear_down();
}

const struct test sigbus_tests[] = {
    TEST(fault_outside_reaches_the_handler_with_its_siginfo),
    TEST(nodefer_handler_runs_with_sigbus_open),
    TEST(fault_outside_reaches_a_plain_handler),
    TEST(fault_next_to_the_range_is_not_the_guards),
    TEST(destroyed_guard_takes_no_fault),
    TEST(sent_signal_reaches_the_handler),
    TEST(misaligned_access_is_not_a_lost_device),
    TEST(handler_for_one_time_runs_one_time),
    TEST(fault_that_cannot_be_absorbed_reaches_the_handler),
    TEST(default_action_ends_the_process),
    TEST(ignored_signal_is_ignored_but_a_fault_is_not),
    TEST(default_action_is_in_place_when_the_fault_comes_again),
    END,
};
