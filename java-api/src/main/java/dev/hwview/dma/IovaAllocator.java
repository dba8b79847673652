// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.HardwareException;
import dev.hwview.fault.IovaException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which I/O virtual addresses are taken. First fit from the lowest that the IOMMU has, never 0. */
final class IovaAllocator {
    private final String device;
    private final long pageSize;
    /** In ascending order. */
    private final List<IovaRange> ranges;
    /** The first address of each part, and its last: the one behind it may be no number. */
    private final NavigableMap<Long, Long> taken = new TreeMap<>();
    private long mask;

    IovaAllocator(String device, long pageSize, long mask) {
        this(device, pageSize, List.of(IovaRange.ALL), mask);
    }

    IovaAllocator(String device, long pageSize, List<IovaRange> ranges, long mask) {
        if (ranges.isEmpty()) {
            throw new IovaException(device, HardwareException.NO_OFFSET, "can't have DMA: its IOMMU has no addresses");
        }
        this.device = device;
        this.pageSize = pageSize;
        this.ranges = ranges.stream().sorted(Comparator.comparingLong(IovaRange::first)).toList();
        mask(mask);
    }

    /** The highest address that the device drives. */
    long mask() {
        return mask;
    }

    /** Narrows or widens what later allocations may use, within what the IOMMU has. */
    void mask(long addresses) {
        mask = Math.min(addresses, ranges.getLast().last());
    }

    /** Takes the first free part of whole pages, and returns where it begins. */
    long take(long size, long alignment) {
        long free = find(0, size, alignment);
        taken.put(free, free + (size - 1));
        return free;
    }

    /** Where the first free part of whole pages begins that is not before {@code from}. */
    long find(long from, long size, long alignment) {
        long unit = Math.max(alignment, pageSize);
        for (IovaRange range : ranges) {
            long free = find(Math.max(Math.max(from, pageSize), range.first()), Math.min(range.last(), mask), size,
                    unit);
            if (free > 0) {
                return free;
            }
        }
        throw exhausted(size);
    }

    /** Returns 0 if there is none that ends with {@code last} at the latest. */
    private long find(long from, long last, long size, long unit) {
        long candidate = roundUp(from, unit);
        Map.Entry<Long, Long> before = candidate < 0 ? null : taken.floorEntry(candidate);
        Map.Entry<Long, Long> part = before != null ? before : taken.firstEntry();
        for (; part != null; part = taken.higherEntry(part.getKey())) {
            if (candidate < 0 || candidate > last || part.getKey() - candidate >= size) {
                break;
            }
            if (part.getValue() >= candidate) {
                candidate = roundUp(part.getValue() + 1, unit);
            }
        }
        return candidate < 0 || candidate > last || size - 1 > last - candidate ? 0 : candidate;
    }

    /** What to throw where so many bytes have no place. */
    IovaException exhausted(long size) {
        long mapped = taken.entrySet().stream().mapToLong(part -> part.getValue() - part.getKey() + 1).sum();
        String limits = ranges.equals(List.of(IovaRange.ALL)) ? ""
                : " and its IOMMU's " + ranges.stream().map(IovaRange::toString).collect(Collectors.joining(", "));
        return new IovaException(device, HardwareException.NO_OFFSET, "has no I/O addresses for " + size
                + " bytes more within its mask 0x" + Long.toHexString(mask) + limits + ": " + mapped
                + " bytes are mapped, in " + taken.size() + (taken.size() == 1 ? " part" : " parts"));
    }

    /** Takes a part that the caller has chosen. */
    void takeAt(long iova, long size) {
        if (iova < 0 || iova % pageSize != 0) {
            throw new IovaException(device, iova, "can't be an I/O address: it is no multiple of " + pageSize);
        }
        if (iova > mask || size - 1 > mask - iova) {
            throw new IovaException(device, iova,
                    "can't be an I/O address: " + size + " bytes there are beyond the device's mask 0x"
                            + Long.toHexString(mask));
        }
        long last = iova + (size - 1);
        if (ranges.stream().noneMatch(range -> range.first() <= iova && last <= range.last())) {
            throw new IovaException(device, iova, "can't be an I/O address: " + size
                    + " bytes there are not within the IOMMU's "
                    + ranges.stream().map(IovaRange::toString).collect(Collectors.joining(", ")));
        }
        Map.Entry<Long, Long> before = taken.floorEntry(last);
        if (before != null && before.getValue() >= iova) {
            throw new IovaException(device, iova, "is taken: an I/O range begins at 0x"
                    + Long.toHexString(before.getKey()));
        }
        taken.put(iova, last);
    }

    void release(long iova) {
        taken.remove(iova);
    }

    /** Negative if there is no such number. */
    private static long roundUp(long value, long unit) {
        long sum = value + (unit - 1);
        return value < 0 || sum < 0 ? -1 : sum / unit * unit;
    }
}
