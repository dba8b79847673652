/* SPDX-License-Identifier: Apache-2.0 */
/** The register windows of a device: how large they are, and where. */
#ifndef WINDOWS_H
#define WINDOWS_H

#include "devsim.h"

#include <stdbool.h>

/** Rounds the windows' sizes up to pages and gives them addresses if their accesses are to trap. */
int windows_map(devsim_device *device);

/** False if a thread was still inside one of them after two seconds. */
bool windows_unmap(devsim_device *device);

/** Makes accesses to the windows raise SIGBUS, or trap again. Without the device's lock. */
int windows_bus_error(devsim_device *device, bool on);

#endif
