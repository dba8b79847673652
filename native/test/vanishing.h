/* SPDX-License-Identifier: Apache-2.0 */
/* A shared mapping whose file can be cut short, which is the SIGBUS that a test can make without hardware. */
#ifndef HWVIEW_TEST_VANISHING_H
#define HWVIEW_TEST_VANISHING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct vanishing {
    int file;
    size_t page, size;
    unsigned char *memory; /* filled with 0x5A */
};

static inline void vanishing_need(int good, const char *what)
{
    if (!good) {
        perror(what);
        exit(1);
    }
}

static inline void vanishing_truncate(const struct vanishing *self, size_t pages)
{
    vanishing_need(ftruncate(self->file, (off_t) (pages * self->page)) == 0, "ftruncate");
}

static inline struct vanishing vanishing_create(size_t pages)
{
    struct vanishing self = {.file = memfd_create("vanishing", MFD_CLOEXEC), .page = (size_t) sysconf(_SC_PAGESIZE)};
    vanishing_need(self.file >= 0, "memfd_create");
    self.size = pages * self.page;
    vanishing_truncate(&self, pages);
    self.memory = mmap(NULL, self.size, PROT_READ | PROT_WRITE, MAP_SHARED, self.file, 0);
    vanishing_need(self.memory != MAP_FAILED, "mmap");
    memset(self.memory, 0x5A, self.size);
    return self;
}

/* What the owner of a device does once it is back. */
static inline void vanishing_map_again(const struct vanishing *self)
{
    void *memory = mmap(self->memory, self->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, self->file, 0);
    vanishing_need(memory == self->memory, "mmap again");
}

/* Read from the file, so that it does not matter what the mapping shows. */
static inline int vanishing_file_byte(const struct vanishing *self, off_t offset)
{
    unsigned char byte;
    return pread(self->file, &byte, 1, offset) == 1 ? byte : -1;
}

static inline void vanishing_destroy(const struct vanishing *self)
{
    munmap(self->memory, self->size);
    close(self->file);
}

#endif
