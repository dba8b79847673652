/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file devsim_net.h
 * The network that simulated network cards hang on: cables between cards, captures, a traffic generator, sockets, and
 * what goes wrong with them.
 *
 * A network card has one port. What is plugged into it has three independent parts:
 *
 *   - where sent frames go: to the host, which takes them with devsim_net_take() (the default), back to the card
 *     (echo), nowhere (discard), to another card (wire) or into a socket. Choosing one unplugs the one before.
 *   - a source of frames: none (the default), a capture or the generator. Choosing one ends the one before.
 *   - a capture file that gets a copy of each sent frame: none by default.
 *
 * A frame is a whole Ethernet frame from the destination address on, without preamble and frame check sequence: the
 * cards add and check the latter. Times are the device's clock, see devsim_clock_mode().
 *
 * Conventions are those of devsim.h. All functions return 0 or a negative errno, -ENOTSUP if the device has no port.
 * They may be called from any thread while drivers run, but a device must not be closed by one thread while it is being
 * plugged by another. devsim_close() unplugs.
 */
#ifndef DEVSIM_NET_H
#define DEVSIM_NET_H

#include "devsim.h"

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/** Bytes of the longest frame. */
#define DEVSIM_NET_FRAME_MAX 16128
/** Bytes of the shortest frame on a cable; shorter ones from the host, a capture or a socket are padded with zeros. */
#define DEVSIM_NET_FRAME_MIN 60
/**
 * Bytes that a port holds of frames that arrived and that the card has not taken yet. Each takes its length, rounded up
 * to a multiple of 16, and 16 bytes more. What arrives when it is full is lost: the card counts it as missed.
 */
#define DEVSIM_NET_QUEUE 262144

/* ---- by hand ------------------------------------------------------------------------------------------------ */

/**
 * Lets a frame arrive, as if from the cable: whether the card accepts it is its business, see devsim_net_count().
 * @param length  1 to DEVSIM_NET_FRAME_MAX
 * @return 0; -EINVAL length; -ENOBUFS the port's queue is full, so the frame is lost, and the card counts it as missed
 */
int devsim_net_inject(devsim_device *device, const void *frame, uint32_t length);

/**
 * Takes the oldest frame that the card has sent while nothing was plugged in; DEVSIM_NET_QUEUE bytes of them are kept.
 * @param length  gets the frame's length, with -EMSGSIZE too; may be NULL
 * @return 0; -EAGAIN there is none; -EMSGSIZE it is longer than `capacity`, and stays
 */
int devsim_net_take(devsim_device *device, void *frame, uint32_t capacity, uint32_t *length);

/** What the card sends arrives at the card again, its addresses unchanged. */
int devsim_net_echo(devsim_device *device);

/** What the card sends is counted and dropped. */
int devsim_net_discard(devsim_device *device);

/** Unplugs all of it: the port is as in a new device, with its link up; frames that had arrived and waited are lost. */
int devsim_net_leave(devsim_device *device);

/* ---- a wire ------------------------------------------------------------------------------------------------- */

/** What a wire does to frames, in either direction. All zeros is a perfect one. */
typedef struct devsim_net_wire_options {
    uint32_t loss;      /**< frames in a thousand that are lost, 0 to 1000 */
    uint32_t corrupt;   /**< frames in a thousand that arrive with a wrong byte, and hence a wrong check sequence */
    uint32_t duplicate; /**< frames in a thousand that arrive twice */
    uint32_t reorder;   /**< frames in a thousand that arrive behind the next one, or after 50 ms */
    uint64_t delay_ns;  /**< a frame arrives that much later, by the receiver's clock */
    uint64_t seed;      /**< of all chances: the same seed and the same frames give the same events */
    uint32_t pause;     /**< 1: a sender waits while the receiver's queue is full (flow control), so none is missed */
    uint32_t reserved;  /**< 0 */
} devsim_net_wire_options;

/**
 * Connects two cards. If one of them is unplugged or closed later, the other one loses its link.
 * @param options  NULL for a perfect wire
 * @return 0; -EINVAL both are the same device, or an option is out of its range; -ENOMEM
 */
int devsim_net_wire(devsim_device *a, devsim_device *b, const devsim_net_wire_options *options);

/* ---- sources ------------------------------------------------------------------------------------------------ */

/**
 * Frames of a capture arrive, in the file's order. The file is a pcap, of either byte order, with micro- or nanoseconds
 * and link type Ethernet; it is read as a whole before this returns. Frames of which the capture has only a part arrive
 * as far as it has them.
 * @param gap_ns  time from one frame to the next; then one that finds the port's queue full is missed. 0: as fast as
 *                the card takes them, and none is missed
 * @param repeat  how often the capture is played; 0: without end
 * @return 0; -ENOENT and others of open(2); -EINVAL no such capture, or a broken one; -EFBIG over 1 GiB; -ENOMEM
 */
int devsim_net_pcap_in(devsim_device *device, const char *path, uint64_t gap_ns, uint64_t repeat);

/** Where the generator's frames have what; see devsim_net_generate(). */
enum {
    DEVSIM_NET_GENERATED_NUMBER = 42, /**< offset of the frame's number, 8 bytes, big-endian, from 0 on */
    DEVSIM_NET_GENERATED_TIME = 50,   /**< offset of the time at which it arrived, 8 bytes, big-endian */
    DEVSIM_NET_GENERATED_FLOW = 58,   /**< offset of the low 16 bits of its flow's number, 2 bytes, big-endian */
};

/**
 * Numbered frames arrive: IPv4 UDP with correct checksums, from 02:00:00:00:00:fe, 10.1.0.0 + flow, port 1024, to the
 * card's first address, 10.0.0.1, port 9. Frame n is of flow n % flows; behind number, time and flow follow zeros.
 * Flows differ in an address and not in a port, since the cards' hash (RSS) does not look at UDP's ports.
 * @param length  bytes of a frame, DEVSIM_NET_FRAME_MIN to 1514
 * @param count   frames, 0: without end
 * @param gap_ns  as in devsim_net_pcap_in(); 672 is the line rate of the shortest frames at 1 Gbit/s
 * @param flows   1 to 60000
 * @return 0; -EINVAL
 */
int devsim_net_generate(devsim_device *device, uint32_t length, uint64_t count, uint64_t gap_ns, uint32_t flows);

/* ---- files and sockets -------------------------------------------------------------------------------------- */

/**
 * What the card sends is written into a new pcap with nanoseconds, wherever else it goes. The file is complete when
 * this is called again or the device is unplugged or closed.
 * @param path  NULL: ends the file
 * @return 0; an error of open(2), or of write(2) when a file is ended
 */
int devsim_net_pcap_out(devsim_device *device, const char *path);

/**
 * Plugs the card into a UNIX datagram socket, one frame a datagram.
 * @param local   the path that it is bound to; made, and removed when it is unplugged
 * @param remote  the path that frames are sent to; while nobody receives there they are lost
 * @return 0; -EINVAL a path is empty or too long; an error of socket(2) or bind(2)
 */
int devsim_net_socket(devsim_device *device, const char *local, const char *remote);

/* ---- link and chaos ----------------------------------------------------------------------------------------- */

/** Pulls the cable out (0) or puts it back (1); with a wire at both its ends. While it is out, frames are lost. */
int devsim_net_link(devsim_device *device, int up);
/** Pulls the cable out and puts it back after a while. */
int devsim_net_flap(devsim_device *device, uint64_t down_ns);

/** Stops the card's DMA for a while: it neither fetches nor writes back. Registers answer, frames wait. */
int devsim_net_stall(devsim_device *device, uint64_t ns);
/** Hangs the card's transmit queues (1) until a reset of the card, by its driver too, or until 0 is given. */
int devsim_net_hang(devsim_device *device, int on);
/**
 * Corrupts the next descriptor write-backs. A receive descriptor gets one that no driver may take for good: of length
 * 0, longer than its buffer, all ones, or with error bits. A transmit descriptor does not get its done bit.
 */
int devsim_net_mangle(devsim_device *device, uint32_t writebacks);

/** What became of frames since the device was opened or devsim_net_counts_clear(); a reset of the card leaves it. */
typedef struct devsim_net_counts {
    uint64_t sent;           /**< frames that the card put on the cable */
    uint64_t sent_bytes;
    uint64_t unsent;         /**< of these: nobody got them. Link down, queue of devsim_net_take() or socket full */
    uint64_t discarded;      /**< of these: dropped as devsim_net_discard() wants it */
    uint64_t arrived;        /**< frames that reached the port: the sum of the next six, and `waiting` */
    uint64_t received;       /**< whole in the memory of the driver */
    uint64_t received_bytes; /**< their bytes, as they were on the cable; no part of that sum */
    uint64_t missed;         /**< lost: the port's queue was full */
    uint64_t filtered;       /**< lost: the card's filters did not want them */
    uint64_t bad;            /**< lost: wrong check sequence, too short or too long */
    uint64_t deaf;           /**< lost: receiver off, link down, device reset or not on its bus */
    uint64_t broken;         /**< lost: the driver's descriptors were wrong, see the fault log */
    uint64_t waiting;        /**< in the port's queue now */
    uint64_t source_left;    /**< frames that the source still has; UINT64_MAX without end, 0 without a source */
    uint64_t lost;           /**< what the wire did to frames that this card sent */
    uint64_t corrupted;
    uint64_t duplicated;
    uint64_t reordered;
} devsim_net_counts;

/** @return 0 */
int devsim_net_count(devsim_device *device, devsim_net_counts *counts);
/** Sets all of them to 0, but for `waiting` and `source_left`; `arrived` then begins with what is waiting. */
int devsim_net_counts_clear(devsim_device *device);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif
#endif
