/* SPDX-License-Identifier: Apache-2.0 */
/* A capture that is played. It is read as a whole: a map would raise SIGBUS if the file got shorter meanwhile. */
#include "source.h"

#include "pcap_format.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX ((uint64_t)1 << 30)

struct capture {
    struct source source;
    uint8_t short_frame[DEVSIM_NET_FRAME_MIN];
    bool swapped;
    uint64_t size, at; /* bytes of the file, and of those the next record's offset */
    uint8_t file[];
};

static uint32_t field(const struct capture *capture, uint64_t offset)
{
    uint32_t value;
    memcpy(&value, capture->file + offset, sizeof value);
    return capture->swapped ? __builtin_bswap32(value) : value;
}

static uint32_t captured(const struct capture *capture, uint64_t record)
{
    return field(capture, record + offsetof(struct pcap_record, captured));
}

static void make(struct source *source, uint64_t now, const uint8_t **bytes, uint32_t *length)
{
    (void)now;
    struct capture *capture = (struct capture *)source;
    if (capture->at == capture->size)
        capture->at = sizeof(struct pcap_header);
    *length = captured(capture, capture->at);
    *bytes = capture->file + capture->at + sizeof(struct pcap_record);
    capture->at += sizeof(struct pcap_record) + *length;
    if (*length < DEVSIM_NET_FRAME_MIN) {
        memset(capture->short_frame, 0, sizeof capture->short_frame);
        memcpy(capture->short_frame, *bytes, *length);
        *bytes = capture->short_frame;
        *length = DEVSIM_NET_FRAME_MIN;
    }
}

static void destroy(struct source *source)
{
    free(source);
}

/* Its frames, if all of it is in order; else -1. A capture without a frame is of no use to anybody. */
static int64_t count(struct capture *capture)
{
    uint32_t magic;
    if (capture->size < sizeof(struct pcap_header))
        return -1;
    memcpy(&magic, capture->file, sizeof magic);
    capture->swapped = magic == __builtin_bswap32(PCAP_MICROSECONDS) || magic == __builtin_bswap32(PCAP_NANOSECONDS);
    magic = field(capture, 0);
    if (magic != PCAP_MICROSECONDS && magic != PCAP_NANOSECONDS)
        return -1;
    if ((field(capture, offsetof(struct pcap_header, link)) & 0xffff) != PCAP_ETHERNET)
        return -1;
    int64_t frames = 0;
    uint64_t at = sizeof(struct pcap_header);
    for (; at < capture->size; frames++) {
        if (capture->size - at < sizeof(struct pcap_record))
            return -1;
        uint32_t length = captured(capture, at);
        if (length == 0 || length > DEVSIM_NET_FRAME_MAX || capture->size - at - sizeof(struct pcap_record) < length)
            return -1;
        at += sizeof(struct pcap_record) + length;
    }
    return frames == 0 ? -1 : frames;
}

static int read_all(int fd, struct capture *capture)
{
    for (uint64_t done = 0; done < capture->size;) {
        ssize_t got = read(fd, capture->file + done, capture->size - done);
        if (got < 0 && errno != EINTR)
            return -errno;
        if (got == 0)
            return -EINVAL; /* it became shorter */
        done += got > 0 ? (uint64_t)got : 0;
    }
    return 0;
}

int source_capture(const char *path, uint64_t repeat, struct source **source)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    struct stat status;
    int error = fstat(fd, &status) != 0 ? -errno : 0;
    struct capture *capture = NULL;
    if (error == 0 && !S_ISREG(status.st_mode))
        error = -EINVAL;
    if (error == 0 && (uint64_t)status.st_size > FILE_MAX)
        error = -EFBIG;
    if (error == 0 && (capture = calloc(1, sizeof *capture + (size_t)status.st_size)) == NULL)
        error = -ENOMEM;
    if (error == 0) {
        capture->size = (uint64_t)status.st_size;
        error = read_all(fd, capture);
    }
    close(fd);
    int64_t frames = error == 0 ? count(capture) : -1;
    if (error == 0 && frames < 0)
        error = -EINVAL;
    if (error != 0) {
        free(capture);
        return error;
    }
    bool endless = repeat == 0 || __builtin_mul_overflow((uint64_t)frames, repeat, &capture->source.left);
    if (endless)
        capture->source.left = UINT64_MAX;
    capture->source.make = make;
    capture->source.destroy = destroy;
    capture->at = sizeof(struct pcap_header);
    *source = &capture->source;
    return 0;
}

void source_destroy(struct source *source)
{
    if (source != NULL)
        source->destroy(source);
}
