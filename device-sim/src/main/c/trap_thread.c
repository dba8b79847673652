/* SPDX-License-Identifier: Apache-2.0 */
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "trap_thread.h"

#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>

enum { PAGE = 4096 };
/** The structure, in whole pages, and behind it the code of one thunk for each entry of the cache. */
enum {
    DATA_BYTES = (sizeof(struct trap_thread) + PAGE - 1) / PAGE * PAGE,
    CODE_AREA_BYTES = ACCESS_CACHE_SIZE * THUNK_BYTES,
};

static pthread_key_t key;
/** Initial-exec: the only kind of thread-local that never allocates, which inside a fault is a must. */
static __thread struct trap_thread *self __attribute__((tls_model("initial-exec")));

static void discard(void *region) {
    self = NULL;
    munmap(region, DATA_BYTES + CODE_AREA_BYTES);
}

int trap_thread_initialise(void) { return -pthread_key_create(&key, discard); }

static struct trap_thread *make(void) {
    void *region = mmap(NULL, DATA_BYTES + CODE_AREA_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (region == MAP_FAILED) return NULL;
    /* Where the system allows no code to be made, moves are served all the same; thunk_make() will find out. */
    mprotect((char *)region + DATA_BYTES, CODE_AREA_BYTES, PROT_READ | PROT_EXEC);
    /* POSIX promises nothing about pthread_setspecific() in a signal handler, as the signal might have interrupted
       pthread's or malloc's own code. This one can't have: it is the fault of an instruction that accesses a device
       window, and no such instruction is in there. */
    if (pthread_setspecific(key, region)) {
        munmap(region, DATA_BYTES + CODE_AREA_BYTES);
        return NULL;
    }
    return region;
}

struct trap_thread *trap_thread_self(void) {
    if (!self) self = make();
    return self;
}

struct trap_thread *trap_thread_known(void) { return self; }

uint8_t *trap_thread_code(struct trap_thread *thread, const struct access *access) {
    return (uint8_t *)thread + DATA_BYTES + (access - thread->cache.entries) * THUNK_BYTES;
}
#endif
