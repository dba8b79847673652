// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.IovaException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which I/O virtual addresses are taken. First fit from the lowest that the IOMMU has, never 0. */
final class IovaAllocator {
    private final String device;
    private final long pageSize;
    private final long lowest;
    private final long highest;
    /** The first address of each range, and its last: the one behind it may be no number. */
    private final NavigableMap<Long, Long> taken = new TreeMap<>();
    private long mask;

    IovaAllocator(String device, long pageSize, long mask) {
        this(device, pageSize, pageSize, Long.MAX_VALUE, mask);
    }

    IovaAllocator(String device, long pageSize, long lowest, long highest, long mask) {
        this.device = device;
        this.pageSize = pageSize;
        this.lowest = lowest;
        this.highest = highest;
        mask(mask);
    }

    /** The highest address that the device drives. */
    long mask() {
        return mask;
    }

    /** Narrows or widens what later allocations may use, within what the IOMMU has. */
    void mask(long addresses) {
        mask = Math.min(addresses, highest);
    }

    /** Takes the first free range of whole pages, and returns where it begins. */
    long take(long size, long alignment) {
        long free = find(0, size, alignment);
        taken.put(free, free + (size - 1));
        return free;
    }

    /** Where the first free range of whole pages begins that is not before {@code from}. */
    long find(long from, long size, long alignment) {
        long candidate = roundUp(Math.max(from, lowest), Math.max(alignment, pageSize));
        for (Map.Entry<Long, Long> range : taken.entrySet()) {
            if (range.getKey() - candidate >= size) {
                break;
            }
            if (range.getValue() >= candidate) {
                candidate = roundUp(range.getValue() + 1, Math.max(alignment, pageSize));
            }
        }
        if (candidate < 1 || size - 1 > mask - candidate) {
            throw new IovaException(device, candidate,
                    "can't be an I/O address: " + size + " bytes more are beyond the device's mask 0x" + Long.toHexString(mask));
        }
        return candidate;
    }

    /** Takes a range that the caller has chosen. */
    void takeAt(long iova, long size) {
        if (iova < 0 || iova % pageSize != 0) {
            throw new IovaException(device, iova, "can't be an I/O address: it is no multiple of " + pageSize);
        }
        if (iova < lowest && lowest > pageSize) {
            throw new IovaException(device, iova,
                    "can't be an I/O address: the lowest is 0x" + Long.toHexString(lowest));
        }
        if (iova > mask || size - 1 > mask - iova) {
            throw new IovaException(device, iova,
                    "can't be an I/O address: " + size + " bytes there are beyond the device's mask 0x" + Long.toHexString(mask));
        }
        Map.Entry<Long, Long> before = taken.floorEntry(iova + (size - 1));
        if (before != null && before.getValue() >= iova) {
            throw new IovaException(device, iova, "is taken: an I/O range begins at 0x" + Long.toHexString(before.getKey()));
        }
        taken.put(iova, iova + (size - 1));
    }

    void release(long iova) {
        taken.remove(iova);
    }

    private static long roundUp(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }
}
