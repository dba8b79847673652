/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files: the system calls that a driver makes at each access and each interrupt. They answer as the kernel does, so
 * that a caller need not fetch errno, for which Java makes an object that its compiler may remove or keep.
 */
#include "hwview.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* What the C library made of the kernel's answer, undone; errno is the caller's, and stays as it was. */
static int64_t answer(int64_t result, int before)
{
    int64_t told = result == -1 ? -errno : result;
    errno = before;
    return told;
}

int64_t hwview_file_read(int file, void *memory, size_t size)
{
    int before = errno;
    return answer(read(file, memory, size), before);
}

int64_t hwview_file_write(int file, const void *memory, size_t size)
{
    int before = errno;
    return answer(write(file, memory, size), before);
}

int64_t hwview_file_pread(int file, void *memory, size_t size, int64_t offset)
{
    int before = errno;
    return answer(pread(file, memory, size, (off_t) offset), before);
}

int64_t hwview_file_pwrite(int file, const void *memory, size_t size, int64_t offset)
{
    int before = errno;
    return answer(pwrite(file, memory, size, (off_t) offset), before);
}

int hwview_file_ioctl(int file, uint64_t request, void *argument)
{
    int before = errno;
    return (int) answer(ioctl(file, (unsigned long) request, argument), before);
}
