/* SPDX-License-Identifier: Apache-2.0 */
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "trap_bus.h"

#include "devsim.h"

#include <string.h>

enum { WORD = 8, WIDEST = 64 };

void trap_bus_release(struct trap_bus *bus) {
    if (!bus->held) return;
    bus->held->target.end(bus->held->context);
    bus->held = NULL;
}

/** Takes a window's target, unless the turn has it already. */
static void hold(struct trap_bus *bus, struct trap_window *window) {
    if (bus->held && bus->held->context == window->context && bus->held->target.begin == window->target.begin) return;
    trap_bus_release(bus);
    window->target.begin(window->context);
    bus->held = window;
}

static bool power_of_two(unsigned width) { return (width & (width - 1)) == 0; }

/** The widest aligned word of at most 8 bytes that begins at an offset and has no more than `rest` bytes. */
static unsigned aligned_piece(uint64_t offset, unsigned rest) {
    unsigned width = WORD;
    while (width > rest || offset % width) width /= 2;
    return width;
}

/**
 * What the bus makes of one access: a single transaction, or, for a width that no bus has and for what is cut off by
 * the window's end, aligned words.
 */
struct split {
    uint64_t offset;
    unsigned inside; /**< bytes within the window */
    bool whole;
    uint32_t flags;
};

static struct split split(struct trap_window *window, uintptr_t address, unsigned width, uint32_t flags) {
    uint64_t offset = address - (uintptr_t)window->mapping;
    uint64_t rest = window->size - offset;
    struct split result = {.offset = offset, .inside = rest < width ? (unsigned)rest : width, .flags = flags};
    bool cut = result.inside < width;
    result.whole = !cut && power_of_two(width) && width <= WIDEST;
    if (width > WORD) result.flags |= DEVSIM_FLAG_VECTOR;
    if (cut || offset % (power_of_two(width) ? width : WORD)) result.flags |= DEVSIM_FLAG_STRADDLE;
    return result;
}

void trap_bus_read(struct trap_bus *bus, struct trap_window *window, uintptr_t address, unsigned width, void *value,
                   uint32_t flags) {
    struct split s = split(window, address, width, flags);
    hold(bus, window);
    memset(value, 0xff, width);
    for (unsigned done = 0, piece; done < s.inside; done += piece) {
        piece = s.whole ? width : aligned_piece(s.offset + done, s.inside - done);
        window->target.read(window->context, s.offset + done, piece, (char *)value + done, s.flags);
    }
}

void trap_bus_write(struct trap_bus *bus, struct trap_window *window, uintptr_t address, unsigned width,
                    const void *value, uint32_t flags) {
    struct split s = split(window, address, width, flags);
    hold(bus, window);
    for (unsigned done = 0, piece; done < s.inside; done += piece) {
        piece = s.whole ? width : aligned_piece(s.offset + done, s.inside - done);
        window->target.write(window->context, s.offset + done, piece, (const char *)value + done, s.flags);
    }
}
#endif
