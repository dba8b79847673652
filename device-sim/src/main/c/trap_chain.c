/* SPDX-License-Identifier: Apache-2.0 */
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "trap_chain.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

static struct sigaction previous;
/** The previous handler asked to be called once only, and was. */
static atomic_bool spent;

int trap_chain_install(void (*handler)(int, siginfo_t *, void *)) {
    static const int synchronous[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP};
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART};
    if (sigaction(SIGSEGV, NULL, &previous)) return -errno;
    /* No other signal may come while a device is held: its handler might access the device too. Faults of the model
       still have to go somewhere, and a blocked fault kills the process without a word. */
    sigfillset(&action.sa_mask);
    for (unsigned n = 0; n < sizeof synchronous / sizeof *synchronous; n++) {
        sigdelset(&action.sa_mask, synchronous[n]);
    }
    return sigaction(SIGSEGV, &action, NULL) ? -errno : 0;
}

/** The signals that would be blocked if the kernel had called the previous handler itself. */
static void set_mask(int signal, const ucontext_t *context) {
    sigset_t mask;
    sigorset(&mask, &context->uc_sigmask, &previous.sa_mask);
    if (!(previous.sa_flags & SA_NODEFER)) sigaddset(&mask, signal);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

static void pass_to_default(int signal, const siginfo_t *info, const ucontext_t *context) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigaction(signal, &action, NULL);
    /* A fault happens again as soon as this returns. A signal that somebody sent doesn't, so send it again. */
    if (info->si_code > 0) return;
    pthread_sigmask(SIG_SETMASK, &context->uc_sigmask, NULL);
    raise(signal);
}

void trap_chain_pass(int signal, siginfo_t *info, ucontext_t *context) {
    bool by_address = (previous.sa_flags & SA_SIGINFO) != 0;
    bool ignored = !by_address && previous.sa_handler == SIG_IGN;
    if (ignored && info->si_code <= 0) return; /* an ignored fault is not ignored, says the kernel */
    if (ignored || (!by_address && previous.sa_handler == SIG_DFL) ||
        ((previous.sa_flags & (int)SA_RESETHAND) && atomic_exchange(&spent, true))) {
        pass_to_default(signal, info, context);
        return;
    }
    set_mask(signal, context);
    if (by_address) previous.sa_sigaction(signal, info, context);
    else previous.sa_handler(signal);
}
#endif
