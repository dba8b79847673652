/* SPDX-License-Identifier: Apache-2.0 */
/** The SIGSEGV handler that was there before, which still gets every fault that isn't a window's. */
#ifndef TRAP_CHAIN_H
#define TRAP_CHAIN_H

#include <signal.h>
#include <ucontext.h>

/** Puts a handler in front of the present one. @return 0 or a negative errno */
int trap_chain_install(void (*handler)(int, siginfo_t *, void *));

/** Hands a signal on exactly as the kernel would have delivered it to the previous handler. */
void trap_chain_pass(int signal, siginfo_t *info, ucontext_t *context);

#endif
