/* SPDX-License-Identifier: Apache-2.0 */
#include "net_socket.h"

#include "engine.h"
#include "port_state.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct net_socket {
    devsim_device *device;
    int fd, stop;
    pthread_t thread;
    struct sockaddr_un local, remote;
    uint8_t frame[DEVSIM_NET_FRAME_MAX + 1]; /* one more: longer datagrams are told from the longest frame */
};

static bool address(struct sockaddr_un *to, const char *path)
{
    size_t length = path == NULL ? 0 : strlen(path);
    if (length == 0 || length >= sizeof to->sun_path)
        return false;
    *to = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(to->sun_path, path, length);
    return true;
}

static void *run(void *argument)
{
    struct net_socket *self = argument;
    struct pollfd wait[] = {{.fd = self->fd, .events = POLLIN}, {.fd = self->stop, .events = POLLIN}};
    for (;;) {
        if (poll(wait, 2, -1) < 0 && errno != EINTR)
            return NULL;
        if (wait[1].revents != 0)
            return NULL;
        ssize_t length = recv(self->fd, self->frame, sizeof self->frame, MSG_DONTWAIT);
        if (length <= 0 || length > DEVSIM_NET_FRAME_MAX)
            continue;
        port_deliver(self->device->port, self->frame, (uint32_t)length);
        device_lock(self->device);
        engine_run(self->device);
        device_unlock(self->device);
    }
}

/* The process's signals are for its own threads. */
static int start(struct net_socket *self)
{
    sigset_t all, before;
    sigfillset(&all);
    sigdelset(&all, SIGSEGV);
    sigdelset(&all, SIGBUS);
    sigdelset(&all, SIGABRT);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&self->thread, NULL, run, self);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return -error;
}

static int open_all(struct net_socket *self)
{
    self->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (self->fd < 0 || bind(self->fd, (const struct sockaddr *)&self->local, sizeof self->local) != 0)
        return -errno;
    self->stop = eventfd(0, EFD_CLOEXEC);
    int error = self->stop < 0 ? -errno : start(self);
    if (error != 0)
        unlink(self->local.sun_path);
    return error;
}

static void free_all(struct net_socket *self)
{
    if (self->fd >= 0)
        close(self->fd);
    if (self->stop >= 0)
        close(self->stop);
    free(self);
}

int net_socket_open(devsim_device *device, const char *local, const char *remote, struct net_socket **socket)
{
    struct net_socket *self = calloc(1, sizeof *self);
    if (self == NULL)
        return -ENOMEM;
    self->device = device;
    self->fd = self->stop = -1;
    int error = address(&self->local, local) && address(&self->remote, remote) ? open_all(self) : -EINVAL;
    if (error != 0) {
        free_all(self);
        return error;
    }
    *socket = self;
    return 0;
}

bool net_socket_send(struct net_socket *socket, const uint8_t *bytes, uint32_t length)
{
    return sendto(socket->fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL, (const struct sockaddr *)&socket->remote,
                  sizeof socket->remote) == (ssize_t)length;
}

void net_socket_close(struct net_socket *socket)
{
    if (socket == NULL)
        return;
    uint64_t one = 1;
    if (write(socket->stop, &one, sizeof one) == sizeof one) /* always: nobody else counts there */
        pthread_join(socket->thread, NULL);
    unlink(socket->local.sun_path);
    free_all(socket);
}
