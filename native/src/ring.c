/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rings: the same pages mapped twice, side by side, so that what runs over the end of the first copy goes on at its
 * begin.
 *
 * The pages are those of a memfd, which the mappings keep alive once its descriptor is closed. They are allocated at
 * once: memory that is missing is then an error here, and not a bus error at some later access.
 */
#include "hwview.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U /* newer than glibc 2.38 */
#endif

/* Makes a memfd of a size, all of it allocated. Returns its descriptor or a negative errno. */
static int create_pages(size_t size)
{
    int pages = memfd_create("hwview-ring", MFD_CLOEXEC | MFD_NOEXEC_SEAL);
    if (pages < 0 && errno == EINVAL) /* Linux before 6.3 does not know the flag; hardened systems insist on it */
        pages = memfd_create("hwview-ring", MFD_CLOEXEC);
    if (pages < 0)
        return -errno;
    if (fallocate(pages, 0, 0, (off_t) size) != 0) {
        int error = -errno;
        close(pages);
        return error;
    }
    return pages;
}

/* Puts both copies over a reservation, so that nothing else can come to lie between them. */
static int map_twice(int pages, size_t size, void **ring)
{
    unsigned char *begin = mmap(NULL, 2 * size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (begin == MAP_FAILED)
        return -errno;
    for (size_t copy = 0; copy < 2; copy++)
        if (mmap(begin + copy * size, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, pages, 0) == MAP_FAILED) {
            int error = -errno;
            munmap(begin, 2 * size);
            return error;
        }
    *ring = begin;
    return 0;
}

int hwview_ring_create(size_t size, void **ring)
{
    if (size == 0 || size % (size_t) sysconf(_SC_PAGESIZE) != 0 || size > PTRDIFF_MAX / 2)
        return -EINVAL;
    int saved = errno;
    int result = create_pages(size);
    if (result >= 0) {
        int pages = result;
        result = map_twice(pages, size, ring);
        close(pages);
    }
    errno = saved;
    return result;
}

void hwview_ring_destroy(void *ring, size_t size)
{
    if (ring == NULL)
        return;
    int saved = errno;
    munmap(ring, 2 * size);
    errno = saved;
}
