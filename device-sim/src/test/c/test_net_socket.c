/* SPDX-License-Identifier: Apache-2.0 */
/* A card plugged into a UNIX datagram socket. */
#include "nic.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* A folder of this run's own; a name in it. */
static const char *path(const char *name)
{
    static bool made;
    static char folder[] = "/tmp/devsim-net-XXXXXX", all[4][128];
    static int next;
    if (!made && mkdtemp(folder) == NULL)
        exit(1);
    made = true;
    char *text = all[next++ % 4];
    snprintf(text, sizeof all[0], "%s/%s", folder, name);
    return text;
}

static void remove_all(void)
{
    static const char *const names[] = {"a.sock", "b.sock", ""};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        remove(path(names[i]));
}

static int peer(const char *local)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", local);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    CHECK_EQ(0, bind(fd, (const struct sockaddr *)&address, sizeof address));
    return fd;
}

static void frames_by_a_socket(void)
{
    uint8_t frame[200], data[2048];
    struct sockaddr_un card = {.sun_family = AF_UNIX};
    struct nic nic = nic_started("");
    const char *ours = path("a.sock"), *its = path("b.sock");
    int fd = peer(ours);
    CHECK_EQ(0, devsim_irq_mode(nic.device, DEVSIM_IRQ_MSI));
    write32(nic.device, IMS, 1 << 7);
    CHECK_EQ(0, devsim_net_socket(nic.device, its, ours));
    CHECK_EQ(-EADDRINUSE, devsim_net_socket(nic.device, its, ours)); /* and the first one stays */
    CHECK_EQ(-EINVAL, devsim_net_socket(nic.device, "", ours));
    nic_frame(frame, sizeof frame, NIC_MAC, 9);
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND);
    CHECK_EQ((ssize_t)sizeof frame, recv(fd, data, sizeof data, 0));
    CHECK(memcmp(frame, data, sizeof frame) == 0);
    snprintf(card.sun_path, sizeof card.sun_path, "%s", its);
    CHECK_EQ((ssize_t)sizeof frame, sendto(fd, frame, sizeof frame, 0, (const struct sockaddr *)&card, sizeof card));
    struct pollfd wait = {.fd = devsim_irq_eventfd(nic.device, 0), .events = POLLIN};
    CHECK_EQ(1, poll(&wait, 1, 10000));
    CHECK(nic_expect(&nic, frame, sizeof frame));
    close(fd);
    nic_send(&nic, 0, frame, sizeof frame, NIC_SEND); /* nobody is there */
    CHECK_EQ(1, nic_counts(&nic).unsent);
    CHECK_EQ(0, devsim_net_leave(nic.device));
    CHECK(access(its, F_OK) != 0);
    CHECK_NO_FAULT(&nic);
    remove(ours);
    CHECK_EQ(0, devsim_net_socket(nic.device, its, ours)); /* close() unplugs it too */
    nic_close(&nic);
    CHECK(access(its, F_OK) != 0);
}

int main(void)
{
    RUN_BOTH(frames_by_a_socket);
    remove_all();
    return test_summary();
}
