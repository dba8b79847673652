/* SPDX-License-Identifier: Apache-2.0 */
/* The format is that of the Internet draft "PCAP Capture File Format" (draft-ietf-opsawg-pcap). */
#include "pcap_file.h"

#include "pcap_format.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECOND 1000000000u
#define BUFFER 65536

struct pcap_file {
    int fd;
    int error; /* the first one, negative; then nothing is written any more */
    uint32_t used;
    uint8_t buffer[BUFFER];
};

static void flush(struct pcap_file *file)
{
    for (uint32_t done = 0; done < file->used && file->error == 0;) {
        ssize_t wrote = write(file->fd, file->buffer + done, file->used - done);
        if (wrote >= 0)
            done += (uint32_t)wrote;
        else if (errno != EINTR)
            file->error = -errno;
    }
    file->used = 0;
}

static void append(struct pcap_file *file, const void *bytes, uint32_t length)
{
    if (BUFFER - file->used < length)
        flush(file);
    memcpy(file->buffer + file->used, bytes, length);
    file->used += length;
}

int pcap_file_open(const char *path, struct pcap_file **file)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return -errno;
    *file = calloc(1, sizeof **file);
    if (*file == NULL) {
        close(fd);
        return -ENOMEM;
    }
    (*file)->fd = fd;
    append(*file, &(struct pcap_header){PCAP_NANOSECONDS, 2, 4, 0, 0, PCAP_SNAPSHOT, PCAP_ETHERNET},
           sizeof(struct pcap_header));
    return 0;
}

void pcap_file_write(struct pcap_file *file, uint64_t time, const uint8_t *bytes, uint32_t length)
{
    struct pcap_record record = {(uint32_t)(time / SECOND), (uint32_t)(time % SECOND), length, length};
    append(file, &record, sizeof record);
    append(file, bytes, length);
}

int pcap_file_close(struct pcap_file *file)
{
    if (file == NULL)
        return 0;
    flush(file);
    int error = file->error;
    if (close(file->fd) != 0 && error == 0)
        error = -errno;
    free(file);
    return error;
}
