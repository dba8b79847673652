/* SPDX-License-Identifier: Apache-2.0 */
/** A port plugged into a UNIX datagram socket. A thread of its own lets what comes there arrive. */
#ifndef NET_SOCKET_H
#define NET_SOCKET_H

#include "devsim_net.h"

#include <stdbool.h>

struct net_socket;

/** Without the device's lock. @return 0 or a negative errno */
int net_socket_open(devsim_device *device, const char *local, const char *remote, struct net_socket **socket);
/** Never waits. @return false if nobody got it */
bool net_socket_send(struct net_socket *socket, const uint8_t *bytes, uint32_t length);
/** Ends the thread, so without the device's lock; NULL is allowed. */
void net_socket_close(struct net_socket *socket);

#endif
