/* SPDX-License-Identifier: Apache-2.0 */
/* What the kernel's own headers say of devices that a program drives itself: the source of Java's bindings. */
#include <fcntl.h>
#include <linux/pci_regs.h>
#include <linux/vfio.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
