/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Guards: a SIGBUS inside a registered range becomes a flag and a page of ones.
 *
 * Only the page that faulted is replaced: a BAR can be many gigabytes, and a range may cover more than one mapping,
 * of which the others are still good. The ones are pages of a memfd, mapped private: they are right from the moment
 * they are mapped, so that no thread can ever see anything else there, and a write to them goes to a private copy.
 */
#include "hwview.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U
#endif

/*
 * Size of the memfd. The page at address a shows the memfd at a modulo this, so that pages replaced side by side
 * join into one mapping: a block copy over a large BAR that is gone must not use up vm.max_map_count.
 */
#define ONES ((uintptr_t) 2 << 20)

struct hwview_guard {
    uintptr_t begin; /* 0: the slot is free */
    uintptr_t end;
    uint32_t flag;
};

/* The handler takes no lock: it may have interrupted the thread that holds it. It reads the slots atomically. */
static struct {
    pthread_mutex_t lock; /* held by create and destroy */
    bool ready;
    int ones;
    uintptr_t page;
    struct sigaction previous;
    struct hwview_guard slots[HWVIEW_GUARDS];
} registry;

/*
 * begin is read before and after end: a slot that is freed and taken again in between could pair the old begin with
 * the new end. A slot seen to change is no match, as nobody may access a range whose guard is coming or going.
 */
static struct hwview_guard *guard_of(uintptr_t address)
{
    for (size_t i = 0; i < HWVIEW_GUARDS; i++) {
        struct hwview_guard *slot = &registry.slots[i];
        uintptr_t begin = __atomic_load_n(&slot->begin, __ATOMIC_ACQUIRE);
        if (begin == 0 || address < begin)
            continue;
        uintptr_t end = __atomic_load_n(&slot->end, __ATOMIC_ACQUIRE);
        if (address < end && __atomic_load_n(&slot->begin, __ATOMIC_RELAXED) == begin)
            return slot;
    }
    return NULL;
}

/*
 * Whether the instruction itself faulted and would fault again. Positive codes come from the kernel; the exception
 * is the early report of a memory error, which no instruction has run into yet.
 */
static bool is_fault(const siginfo_t *info)
{
    return info->si_code > 0 && info->si_code != BUS_MCEERR_AO;
}

/* Turns the fault into a flag. Returns false when it is not ours, or when nothing could be mapped. */
static bool absorb(const siginfo_t *info)
{
    /* A misaligned access is a mistake of the program. The device is still there, and must stay mapped. */
    if (!is_fault(info) || info->si_code == BUS_ADRALN)
        return false;
    uintptr_t address = (uintptr_t) info->si_addr;
    struct hwview_guard *guard = guard_of(address);
    if (guard == NULL)
        return false;
    /*
     * First the flag, then the page: once the page is there, another thread reads ones from it without a fault, and
     * must then find the flag set. The other way round it would take the ones for the device's answer. A flag that
     * is seen a moment too early does no harm, as the device is gone already.
     */
    __atomic_store_n(&guard->flag, HWVIEW_GUARD_TRIPPED, __ATOMIC_RELEASE);
    /*
     * MAP_FIXED replaces the page in one step. When two threads fault on one page, both come here and the second
     * mapping replaces the first: ones replace ones, and what was written in between was lost anyway. The system
     * call is made directly because POSIX does not promise that mmap() may be called in a signal handler.
     */
    uintptr_t page = address & ~(registry.page - 1);
    return syscall(SYS_mmap, page, registry.page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, registry.ones,
                   page % ONES) == (long) page;
}

/* Does what the kernel would have done, had the previous action still been installed. */
static void forward(int number, siginfo_t *info, void *context)
{
    struct sigaction *previous = &registry.previous;
    /* A handler for one time is taken out before it runs, so that a second signal meets the default. */
    void (*handler)(int) = previous->sa_flags & SA_RESETHAND
                               ? __atomic_exchange_n(&previous->sa_handler, SIG_DFL, __ATOMIC_RELAXED)
                               : __atomic_load_n(&previous->sa_handler, __ATOMIC_RELAXED);
    if (handler == SIG_IGN && !is_fault(info))
        return;
    /* The kernel does not let a fault be ignored: it takes the default. */
    if (handler == SIG_DFL || handler == SIG_IGN) {
        struct sigaction standard = {.sa_handler = SIG_DFL};
        sigaction(number, &standard, NULL);
        /* A fault comes again by itself, at the right instruction for the core file. Anything else has to be sent. */
        if (!is_fault(info))
            raise(number);
        return;
    }
    if (!(previous->sa_flags & SA_NODEFER)) {
        /* That handler counts on not being interrupted by this signal. Returning restores the mask. */
        sigset_t own;
        sigemptyset(&own);
        sigaddset(&own, number);
        pthread_sigmask(SIG_BLOCK, &own, NULL);
    }
    if (previous->sa_flags & SA_SIGINFO)
        ((void (*)(int, siginfo_t *, void *)) (void *) handler)(number, info, context);
    else
        handler(number);
}

static void on_sigbus(int number, siginfo_t *info, void *context)
{
    /* The interrupted code may be between a system call and its look at errno. */
    int saved = errno;
    if (!absorb(info))
        forward(number, info, context);
    errno = saved;
}

/* Makes the memfd of ones. Returns its descriptor or a negative errno. */
static int create_ones(void)
{
    int ones = memfd_create("hwview-ones", MFD_CLOEXEC | MFD_NOEXEC_SEAL);
    if (ones < 0 && errno == EINVAL) /* Linux before 6.3 does not know the flag; hardened systems insist on it */
        ones = memfd_create("hwview-ones", MFD_CLOEXEC);
    if (ones < 0)
        return -errno;
    unsigned char block[4096];
    memset(block, 0xFF, sizeof block);
    for (uintptr_t filled = 0; filled < ONES; filled += sizeof block) {
        ssize_t written = write(ones, block, sizeof block);
        if (written != (ssize_t) sizeof block) {
            int error = written < 0 ? -errno : -ENOMEM;
            close(ones);
            return error;
        }
    }
    return ones;
}

/*
 * Once, before the first guard, with the lock held. All that the handler reads is in place before it is installed.
 * SA_NODEFER and no mask of our own: a fault in a blocked state kills the process, and what the previous handler
 * wants blocked is in its own mask.
 */
static int prepare(void)
{
    if (registry.ready)
        return 0;
    int ones = create_ones();
    if (ones < 0)
        return ones;
    registry.ones = ones;
    registry.page = (uintptr_t) sysconf(_SC_PAGESIZE);
    sigaction(SIGBUS, NULL, &registry.previous);
    struct sigaction action = {
        .sa_sigaction = on_sigbus,
        .sa_mask = registry.previous.sa_mask,
        .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | (registry.previous.sa_flags & SA_RESTART),
    };
    sigaction(SIGBUS, &action, NULL);
    registry.ready = true;
    return 0;
}

/* With the lock held. Finds a free slot for the range. */
static int reserve(uintptr_t begin, uintptr_t end, hwview_guard **guard)
{
    struct hwview_guard *free_slot = NULL;
    for (size_t i = HWVIEW_GUARDS; i-- > 0;) {
        struct hwview_guard *slot = &registry.slots[i];
        if (slot->begin == 0)
            free_slot = slot;
        else if (begin < slot->end && slot->begin < end)
            return -EINVAL;
    }
    if (free_slot == NULL)
        return -ENOSPC;
    __atomic_store_n(&free_slot->flag, HWVIEW_GUARD_INTACT, __ATOMIC_RELAXED);
    /* begin last: it is what makes the slot count, and everything else must be in place by then. */
    __atomic_store_n(&free_slot->end, end, __ATOMIC_RELEASE);
    __atomic_store_n(&free_slot->begin, begin, __ATOMIC_RELEASE);
    *guard = free_slot;
    return 0;
}

int hwview_guard_create(void *address, size_t size, hwview_guard **guard)
{
    uintptr_t begin = (uintptr_t) address;
    uintptr_t page = (uintptr_t) sysconf(_SC_PAGESIZE);
    if (begin == 0 || size == 0 || begin % page != 0 || size % page != 0 || size > UINTPTR_MAX - begin)
        return -EINVAL;
    int saved = errno;
    pthread_mutex_lock(&registry.lock);
    int result = prepare();
    if (result == 0)
        result = reserve(begin, begin + size, guard);
    pthread_mutex_unlock(&registry.lock);
    errno = saved;
    return result;
}

const uint32_t *hwview_guard_flag(const hwview_guard *guard)
{
    return &guard->flag;
}

void hwview_guard_reset(hwview_guard *guard)
{
    __atomic_store_n(&guard->flag, HWVIEW_GUARD_INTACT, __ATOMIC_RELEASE);
}

void hwview_guard_destroy(hwview_guard *guard)
{
    if (guard == NULL)
        return;
    pthread_mutex_lock(&registry.lock);
    __atomic_store_n(&guard->begin, 0, __ATOMIC_RELEASE);
    pthread_mutex_unlock(&registry.lock);
}
