/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file hwview.h
 * libhwview: what Java cannot promise on its own about memory that is a device.
 *
 * Seven small services, each in a file of its own:
 *  - accessors   one call is one load or store instruction of the width in its name (access.c),
 *  - barriers    Linux's names and meanings (Documentation/memory-barriers.txt) (barrier.c),
 *  - cache       clean and invalidate by address, for devices that do not snoop (cache.c),
 *  - guard       a bus error inside a guarded range becomes a flag, not a signal (guard.c),
 *  - poller      many interrupt eventfds, one thread that waits (poller.c),
 *  - ring        memory that is mapped twice, so that its end is followed by its begin (ring.c),
 *  - file        system calls that answer as the kernel does, without errno (file.c).
 *
 * Conventions. Addresses are virtual addresses of this process. Widths are in bits in names and in bytes in
 * parameters. An address must be a multiple of the access width; that is the caller's duty, as it is in Linux.
 * Functions that can fail return 0 or a positive handle on success and a negative errno value on failure; they
 * never set errno and never print. Every function may be called from any thread unless it says otherwise.
 *
 * Exactness. On x86-64 and aarch64 the accessors are inline assembly of a single `mov`, `ldr` or `str` without
 * write-back, so the compiler can neither merge, split, repeat, narrow nor drop them, and a hypervisor can decode
 * them (Arm ARM DDI 0487, ISS encoding for a Data Abort, ISV). Elsewhere the library does not build.
 */
#ifndef HWVIEW_H
#define HWVIEW_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The library is built with hidden visibility: what this header declares is all that it exports. */
#pragma GCC visibility push(default)

/** Version of this interface. A binding compares it with hwview_abi() before it calls anything else. */
#define HWVIEW_ABI 4

/** The HWVIEW_ABI that the loaded library was built with. */
uint32_t hwview_abi(void);

/* ---- accessors ---------------------------------------------------------------------------------------------- */

/**
 * Ordered access, as Linux's readl()/writel(): a write follows every earlier write to DMA memory, and a read
 * precedes every later access to DMA memory. Two accesses to one device keep their program order.
 */
uint8_t hwview_read8(const volatile void *address);
uint16_t hwview_read16(const volatile void *address);
uint32_t hwview_read32(const volatile void *address);
uint64_t hwview_read64(const volatile void *address);
void hwview_write8(volatile void *address, uint8_t value);
void hwview_write16(volatile void *address, uint16_t value);
void hwview_write32(volatile void *address, uint32_t value);
void hwview_write64(volatile void *address, uint64_t value);

/** Relaxed access, as Linux's readl_relaxed()/writel_relaxed(): ordered with the same device only, not with memory. */
uint8_t hwview_read8_relaxed(const volatile void *address);
uint16_t hwview_read16_relaxed(const volatile void *address);
uint32_t hwview_read32_relaxed(const volatile void *address);
uint64_t hwview_read64_relaxed(const volatile void *address);
void hwview_write8_relaxed(volatile void *address, uint8_t value);
void hwview_write16_relaxed(volatile void *address, uint16_t value);
void hwview_write32_relaxed(volatile void *address, uint32_t value);
void hwview_write64_relaxed(volatile void *address, uint64_t value);

/**
 * Block copies: exactly `count` accesses of the named width, ascending, one after the other. `memory` is ordinary
 * memory and needs no alignment. copy_from/copy_to step the device address by the width (a device buffer);
 * read_fifo/write_fifo use the same device address each time (a FIFO's data port). Ordered as a whole like one
 * ordered access.
 */
void hwview_copy_from_device8(void *memory, const volatile void *device, size_t count);
void hwview_copy_from_device16(void *memory, const volatile void *device, size_t count);
void hwview_copy_from_device32(void *memory, const volatile void *device, size_t count);
void hwview_copy_from_device64(void *memory, const volatile void *device, size_t count);
void hwview_copy_to_device8(volatile void *device, const void *memory, size_t count);
void hwview_copy_to_device16(volatile void *device, const void *memory, size_t count);
void hwview_copy_to_device32(volatile void *device, const void *memory, size_t count);
void hwview_copy_to_device64(volatile void *device, const void *memory, size_t count);
void hwview_read_fifo8(void *memory, const volatile void *port, size_t count);
void hwview_read_fifo16(void *memory, const volatile void *port, size_t count);
void hwview_read_fifo32(void *memory, const volatile void *port, size_t count);
void hwview_read_fifo64(void *memory, const volatile void *port, size_t count);
void hwview_write_fifo8(volatile void *port, const void *memory, size_t count);
void hwview_write_fifo16(volatile void *port, const void *memory, size_t count);
void hwview_write_fifo32(volatile void *port, const void *memory, size_t count);
void hwview_write_fifo64(volatile void *port, const void *memory, size_t count);

/* ---- barriers ----------------------------------------------------------------------------------------------- */

/** Full barrier: no access to memory or device passes it, in either direction (x86: mfence, aarch64: dsb sy). */
void hwview_mb(void);
/** No earlier load is passed by a later load, device memory included (x86: lfence, aarch64: dsb ld). */
void hwview_rmb(void);
/** No earlier store is passed by a later store, write-combining memory included (x86: sfence, aarch64: dsb st). */
void hwview_wmb(void);
/** dma_rmb(): loads from coherent DMA memory stay in order, e.g. the done bit before the data (aarch64: dmb oshld). */
void hwview_dma_rmb(void);
/** dma_wmb(): stores to coherent DMA memory stay in order, e.g. the data before the owner bit (aarch64: dmb oshst). */
void hwview_dma_wmb(void);

/* ---- cache maintenance -------------------------------------------------------------------------------------- */

/** Bytes in the cache line that clean and flush work in: 64 on every x86-64, CTR_EL0.DminLine on aarch64. */
size_t hwview_cache_line(void);
/** Write dirty lines of [address, address + size) back to memory, where a device that does not snoop will look. */
void hwview_cache_clean(const void *address, size_t size);
/** Write back and then drop the lines of [address, address + size), so that the next load sees what a device wrote. */
void hwview_cache_flush(const void *address, size_t size);

/* ---- guard -------------------------------------------------------------------------------------------------- */

/**
 * A guarded address range: where the kernel takes the device away under a mapping (a VFIO device reset or
 * unplugged, a file truncated), the access raises SIGBUS. Inside a guarded range the library's handler instead
 * sets the guard's flag, maps all-ones over the page that was touched (reads then see what a removed PCI device
 * answers, writes go to a private copy and reach nobody) and lets the instruction run again. The caller looks at the
 * flag after each access. Every other SIGBUS goes on to the handler that was installed before; so does one that
 * reports a misaligned access, which is no sign that the device is gone.
 */
typedef struct hwview_guard hwview_guard;

/** The number of ranges that can be guarded at one time. */
#define HWVIEW_GUARDS 1024

/** Values of the word at hwview_guard_flag(). */
enum { HWVIEW_GUARD_INTACT = 0, HWVIEW_GUARD_TRIPPED = 1 };

/**
 * Guards [address, address + size), both multiples of the page size. The first call installs the SIGBUS handler:
 * call it after the JVM has installed its own.
 * @return 0; -EINVAL when the range is empty, not page-aligned, or overlaps a guarded one; -ENOSPC when the table
 *         is full; from the first call also what kept the page of ones from being made (-EMFILE, -ENOMEM, ...)
 */
int hwview_guard_create(void *address, size_t size, hwview_guard **guard);
/**
 * The guard's flag, one aligned word. It may be read for as long as the process lives; after the guard has ended it
 * means nothing. Read it after an access to the range. Where other threads use the range too, a relaxed read needs
 * hwview_dma_rmb() before the flag is read.
 */
const uint32_t *hwview_guard_flag(const hwview_guard *guard);
/** Clears the flag, once the owner has mapped the device there again. Nobody may be accessing the range meanwhile. */
void hwview_guard_reset(hwview_guard *guard);
/** Ends the guard. Nobody may be accessing the range. NULL is allowed. */
void hwview_guard_destroy(hwview_guard *guard);

/* ---- poller ------------------------------------------------------------------------------------------------- */

/**
 * Waits for many eventfds at one time: the interrupts of all devices of a process, on one thread. A file of UIO's is as
 * good as an eventfd, and counts 1 each time.
 */
typedef struct hwview_poller hwview_poller;

/** One eventfd that was signalled. */
typedef struct hwview_event {
    /** The `token` that hwview_poller_add() was given. */
    uint64_t token;
    /** Signals since the last time: the value read from the eventfd. 0 once, when it can no longer be read. */
    uint64_t count;
} hwview_event;

/** @return 0, or a negative errno from epoll_create1() or eventfd(). */
int hwview_poller_create(hwview_poller **poller);
/**
 * Adds an eventfd, opened EFD_NONBLOCK and owned by the caller, who removes it before closing it.
 * @return 0, or a negative errno (-EEXIST, -EPERM, ...; -EINVAL when it is not EFD_NONBLOCK)
 */
int hwview_poller_add(hwview_poller *poller, int eventfd, uint64_t token);
/**
 * Removes an eventfd. A wait under way may still report it once.
 * @return 0 or a negative errno (-ENOENT, also for one that could no longer be read: that leaves by itself)
 */
int hwview_poller_remove(hwview_poller *poller, int eventfd);
/**
 * Waits until at least one eventfd was signalled, reads it (which resets it) and reports it.
 * @param capacity  how many events fit at `events`, 1 to 64
 * @param timeout_ms  milliseconds to wait at most; 0 looks and returns, a negative value waits until woken
 * @return the number of events stored; 0 after the timeout or a wake; a negative errno
 */
int hwview_poller_wait(hwview_poller *poller, hwview_event *events, int capacity, int timeout_ms);
/** Makes a wait under way, or else the next one, return. @return 0 or a negative errno. */
int hwview_poller_wake(hwview_poller *poller);
/** Frees the poller. No wait may be under way. NULL is allowed. */
void hwview_poller_destroy(hwview_poller *poller);

/* ---- ring --------------------------------------------------------------------------------------------------- */

/**
 * Makes memory that is mapped twice, the second copy right behind the first: byte i is also byte i + size. Any stretch
 * of up to `size` bytes that begins in the first copy lies in one piece, also where a ring of that size would wrap.
 * @param size  a multiple of the page size; all of it is allocated
 * @param ring  gets the address of 2 * size bytes, zeros
 * @return 0; -EINVAL for a wrong size; else a negative errno (-ENOMEM, -EMFILE, ...)
 */
int hwview_ring_create(size_t size, void **ring);
/** Unmaps both copies. Nobody may be accessing them. NULL is allowed. */
void hwview_ring_destroy(void *ring, size_t size);

/* ---- file --------------------------------------------------------------------------------------------------- */

/**
 * The system calls of these names, once each: one that a signal interrupts is not made again (-EINTR).
 * @return what the call does: the number of bytes, or what the request of an ioctl() means; a negative errno
 */
int64_t hwview_file_read(int file, void *memory, size_t size);
int64_t hwview_file_write(int file, const void *memory, size_t size);
int64_t hwview_file_pread(int file, void *memory, size_t size, int64_t offset);
int64_t hwview_file_pwrite(int file, const void *memory, size_t size, int64_t offset);
int hwview_file_ioctl(int file, uint64_t request, void *argument);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif
#endif
