/* SPDX-License-Identifier: Apache-2.0 */
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "trap.h"

#include "trap_chain.h"
#include "trap_frame.h"
#include "trap_serve.h"
#include "trap_thread.h"
#include "trap_window.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

/** What a page fault looks like in the signal frame. */
enum { PAGE_FAULT = 14, FAULT_IN_FETCH = 0x10 };

static pthread_mutex_t installing = PTHREAD_MUTEX_INITIALIZER;
static bool installed;

/** The endings of windows that this thread knows of: see retry(). */
static __thread uint64_t endings_seen __attribute__((tls_model("initial-exec")));

/** Says which instruction it was, in one line. No stdio: the thread may hold any lock. */
static void complain(const char *what, uint64_t rip) {
    static const char digits[] = "0123456789abcdef";
    char line[160] = "devsim: ";
    size_t end = strlen(line), length = strlen(what);
    memcpy(line + end, what, length);
    end += length;
    size_t here = 4096 - (rip & 4095);
    for (size_t n = 0; n < CODE_BYTES && n < here; n++) {
        uint8_t byte = ((const uint8_t *)rip)[n];
        line[end++] = ' ';
        line[end++] = digits[byte >> 4];
        line[end++] = digits[byte & 15];
    }
    line[end++] = '\n';
    ssize_t written = write(STDERR_FILENO, line, end);
    (void)written;
}

/** Whether a signal is the page fault of a data access. */
static bool is_access(const siginfo_t *info, const greg_t *registers) {
    return info->si_code > 0 && registers[REG_TRAPNO] == PAGE_FAULT && !(registers[REG_ERR] & FAULT_IN_FETCH);
}

/**
 * Whether to let the instruction try once more. A fault near the windows that is in none may have been in one that
 * has ended since. What is right now, only the processor can tell: other memory may be there, or nothing.
 */
static bool retry(void) {
    uint64_t endings = trap_window_endings();
    if (endings == endings_seen) return false;
    endings_seen = endings;
    return true;
}

/** @return false if the access wasn't carried out */
static bool serve(struct trap_window *window, uintptr_t address, ucontext_t *context) {
    uint64_t rip = (uint64_t)context->uc_mcontext.gregs[REG_RIP];
    struct trap_thread *thread = trap_thread_self();
    if (!thread) {
        complain("no memory to serve this access to a device window:", rip);
        return false;
    }
    if (thread->serving) {
        complain("a device model may not access a window, as this code does:", rip);
        return false;
    }
    thread->serving = true;
    bool served = trap_serve(thread, window, address, context);
    thread->serving = false;
    thread->last = window;
    if (!served) complain("this instruction can't access a device window:", rip);
    return served;
}

/** @return whether the thread may go on */
static bool handle(uintptr_t address, ucontext_t *context) {
    if (!trap_window_near(address)) return false;
    struct trap_thread *thread = trap_thread_known();
    struct trap_window *window = trap_window_enter(address, thread ? thread->last : NULL);
    if (!window) return retry();
    bool served = serve(window, address, context);
    trap_window_leave(window);
    return served;
}

static void on_fault(int signal, siginfo_t *info, void *frame) {
    ucontext_t *context = frame;
    int saved = errno;
    bool handled = is_access(info, context->uc_mcontext.gregs) && handle((uintptr_t)info->si_addr, context);
    errno = saved;
    if (!handled) trap_chain_pass(signal, info, context);
}

/** Once and for all: a handler that was put in front of ours could not be taken out of the chain again. */
static int install(void) {
    pthread_mutex_lock(&installing);
    int result = 0;
    if (!installed) {
        decode_initialise();
        trap_frame_initialise();
        result = trap_thread_initialise();
        if (result == 0) result = trap_chain_install(on_fault);
        installed = result == 0;
    }
    pthread_mutex_unlock(&installing);
    return result;
}

int trap_supported(void) { return 1; }

int trap_map(size_t size, const trap_target *target, void *context, void **address) {
    int result = install();
    return result ? result : trap_window_map(size, target, context, address);
}

int trap_bus_error(void *address, int on) { return trap_window_bus_error(address, on); }

int trap_unmap(void *address) { return trap_window_unmap(address); }
#endif
