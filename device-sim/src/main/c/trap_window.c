/* SPDX-License-Identifier: Apache-2.0 */
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "trap_window.h"

#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

/* So that drivers can be tested in valgrind, which takes a page without access rights for a mistake. Does nothing
   anywhere else, and nothing where valgrind is not installed at build time. */
#if __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#define TELL_VALGRIND(address, size) ((void)VALGRIND_MAKE_MEM_DEFINED(address, size))
#else
#define TELL_VALGRIND(address, size) ((void)0)
#endif

enum { LEAVE_MILLISECONDS = 2000 };

static struct trap_window windows[TRAP_WINDOWS];
/** Places that were ever used, so that a search ends early. */
static _Atomic unsigned places;
/** The range of all windows that ever were. It only grows, so no fault in a window that just ended is missed. */
static _Atomic uintptr_t lowest = UINTPTR_MAX, highest;
static _Atomic uint64_t endings;
/** Held to change the table; never by a thread inside a fault. */
static pthread_mutex_t registry = PTHREAD_MUTEX_INITIALIZER;

static size_t page_size(void) { return (size_t)sysconf(_SC_PAGESIZE); }

/** Puts fresh pages where the window is, whatever is there now. */
static int cover(void *address, size_t size, int protection, int flags, int file) {
    if (mmap(address, size, protection, flags | MAP_FIXED, file, 0) == MAP_FAILED) return -errno;
    TELL_VALGRIND(address, size);
    return 0;
}

static int cover_with_trap(void *address, size_t size) {
    return cover(address, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1);
}

/** An empty file has no page to give, so the kernel answers each access with a SIGBUS of its own making. */
static int cover_with_empty_file(void *address, size_t size) {
    int file = memfd_create("devsim-bus-error", MFD_CLOEXEC);
    if (file < 0) return -errno;
    int result = cover(address, size, PROT_READ | PROT_WRITE, MAP_SHARED, file);
    close(file);
    return result;
}

/**
 * Reserves a window with a page that is nobody's before and after it: an access that starts in other memory and runs
 * into the window, or past its end, faults where it starts, and does nothing to a neighbour.
 */
static int reserve(size_t size, void **address) {
    size_t page = page_size();
    char *start = mmap(NULL, size + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED) return -ENOMEM;
    *address = start + page;
    TELL_VALGRIND(*address, size);
    return 0;
}

static void release(void *address, size_t size) {
    size_t page = page_size();
    munmap((char *)address - page, size + 2 * page);
}

static struct trap_window *free_place(void) {
    for (unsigned n = 0; n < TRAP_WINDOWS; n++) {
        if (!windows[n].mapping) return &windows[n];
    }
    return NULL;
}

/** The window that begins at an address and isn't being ended. */
static struct trap_window *window_at(const void *address) {
    for (unsigned n = 0; address && n < TRAP_WINDOWS; n++) {
        if (windows[n].mapping == address && !windows[n].ending) return &windows[n];
    }
    return NULL;
}

/** Makes a window visible to faulting threads: its base last, as that is what they look for. */
static void publish(struct trap_window *window, size_t size) {
    uintptr_t base = (uintptr_t)window->mapping;
    unsigned place = (unsigned)(window - windows);
    atomic_store(&window->size, size);
    if (places <= place) atomic_store(&places, place + 1);
    if (base < lowest) atomic_store(&lowest, base);
    if (base + size > highest) atomic_store(&highest, base + size);
    atomic_store(&window->base, base);
}

int trap_window_map(size_t size, const trap_target *target, void *context, void **address) {
    if (size == 0 || size % page_size() || size > SIZE_MAX / 4) return -EINVAL;
    pthread_mutex_lock(&registry);
    struct trap_window *window = free_place();
    void *mapping = NULL;
    int result = window ? reserve(size, &mapping) : -ENOSPC;
    if (result == 0) {
        window->mapping = *address = mapping;
        window->target = *target;
        window->context = context;
        publish(window, size);
    }
    pthread_mutex_unlock(&registry);
    return result;
}

int trap_window_bus_error(void *address, int on) {
    pthread_mutex_lock(&registry);
    struct trap_window *window = window_at(address);
    int result = -EINVAL;
    if (window) {
        /* A thread that has faulted already is served as before: its access came first. */
        result = on ? cover_with_empty_file(address, window->size) : cover_with_trap(address, window->size);
    }
    pthread_mutex_unlock(&registry);
    return result;
}

static bool wait_until_empty(struct trap_window *window) {
    const struct timespec pause = {.tv_nsec = 100 * 1000};
    struct timespec begin, now;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    while (atomic_load(&window->inside)) {
        nanosleep(&pause, NULL);
        clock_gettime(CLOCK_MONOTONIC, &now);
        int64_t waited = (now.tv_sec - begin.tv_sec) * 1000 + (now.tv_nsec - begin.tv_nsec) / 1000000;
        if (waited >= LEAVE_MILLISECONDS) return false;
    }
    return true;
}

int trap_window_unmap(void *address) {
    pthread_mutex_lock(&registry);
    struct trap_window *window = window_at(address);
    if (window) {
        window->ending = true;
        atomic_store(&window->base, 0);
        atomic_fetch_add(&endings, 1);
    }
    pthread_mutex_unlock(&registry);
    if (!window) return -EINVAL;

    /* Without the mutex: one stuck window must not keep all others from coming and going. */
    bool empty = wait_until_empty(window);

    pthread_mutex_lock(&registry);
    window->ending = false;
    if (empty) {
        release(address, window->size);
        window->mapping = NULL;
    }
    pthread_mutex_unlock(&registry);
    return empty ? 0 : -ETIMEDOUT;
}

bool trap_window_near(uintptr_t address) {
    return address >= atomic_load_explicit(&lowest, memory_order_relaxed) &&
           address < atomic_load_explicit(&highest, memory_order_relaxed);
}

/** Whether a window is live and holds an address. */
static bool holds(struct trap_window *window, uintptr_t address) {
    uintptr_t base = atomic_load(&window->base);
    return base && address - base < atomic_load(&window->size);
}

/** Counts this thread in. Looks again afterwards: the window may have ended, and its end not have seen this thread. */
static bool enter(struct trap_window *window, uintptr_t address) {
    if (!holds(window, address)) return false;
    atomic_fetch_add(&window->inside, 1);
    if (holds(window, address)) return true;
    trap_window_leave(window);
    return false;
}

struct trap_window *trap_window_enter(uintptr_t address, struct trap_window *likely) {
    if (likely && enter(likely, address)) return likely;
    unsigned count = atomic_load(&places);
    for (unsigned n = 0; n < count; n++) {
        if (enter(&windows[n], address)) return &windows[n];
    }
    return NULL;
}

void trap_window_leave(struct trap_window *window) { atomic_fetch_sub(&window->inside, 1); }

uint64_t trap_window_endings(void) { return atomic_load(&endings); }
#endif
