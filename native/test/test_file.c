/* SPDX-License-Identifier: Apache-2.0 */
/* Calls answer as the kernel does, whatever it is, and leave errno alone. */
#include "hwview.h"
#include "test.h"

#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

static void file_moves_bytes_where_it_is_told(void)
{
    int file = memfd_create("hwview-test", MFD_CLOEXEC);
    char memory[8] = "";
    errno = 12345;
    CHECK_EQUAL(5, hwview_file_write(file, "hello", 5));
    CHECK_EQUAL(2, hwview_file_pwrite(file, "lp", 2, 3));
    CHECK_EQUAL(0, hwview_file_read(file, memory, sizeof memory)); /* the file's place is behind "hello" */
    CHECK_EQUAL(4, hwview_file_pread(file, memory, sizeof memory, 1));
    CHECK(memcmp(memory, "ellp", 4) == 0);
    CHECK_EQUAL(0, lseek(file, 0, SEEK_SET));
    CHECK_EQUAL(5, hwview_file_read(file, memory, sizeof memory));
    CHECK(memcmp(memory, "hellp", 5) == 0);
    CHECK_EQUAL(12345, errno);
    close(file);
}

static void file_asks_for_what_the_request_says(void)
{
    int ends[2];
    int waiting = -1;
    CHECK_EQUAL(0, pipe(ends));
    CHECK_EQUAL(3, hwview_file_write(ends[1], "abc", 3));
    errno = 12345;
    CHECK_EQUAL(0, hwview_file_ioctl(ends[0], FIONREAD, &waiting));
    CHECK_EQUAL(3, waiting);
    CHECK_EQUAL(-ENOTTY, hwview_file_ioctl(ends[0], TIOCGWINSZ, &waiting));
    CHECK_EQUAL(12345, errno);
    close(ends[0]);
    close(ends[1]);
}

static void file_tells_what_the_kernel_refuses(void)
{
    char byte = 0;
    int counter = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    uint64_t count = 0;
    errno = 12345;
    CHECK_EQUAL(-EBADF, hwview_file_read(-1, &byte, 1));
    CHECK_EQUAL(-EBADF, hwview_file_write(-1, &byte, 1));
    CHECK_EQUAL(-EBADF, hwview_file_pread(-1, &byte, 1, 0));
    CHECK_EQUAL(-EBADF, hwview_file_pwrite(-1, &byte, 1, 0));
    CHECK_EQUAL(-EBADF, hwview_file_ioctl(-1, FIONREAD, &byte));
    CHECK_EQUAL(-EAGAIN, hwview_file_read(counter, &count, sizeof count));
    CHECK_EQUAL(-ESPIPE, hwview_file_pread(counter, &count, sizeof count, 0));
    CHECK_EQUAL(12345, errno);
    close(counter);
}

const struct test file_tests[] = {
    TEST(file_moves_bytes_where_it_is_told),
    TEST(file_asks_for_what_the_request_says),
    TEST(file_tells_what_the_kernel_refuses),
    END,
};
