// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import dev.hwview.sim.internal.net.devsim_net_counts;
import java.lang.foreign.MemorySegment;

/**
 * What became of frames at a simulated card's port, since the device was opened or its counts were cleared.
 *
 * @param sent the card put on the cable
 * @param sentBytes their bytes
 * @param unsent of these: nobody got them, as the link was down, or the queue of {@link Cable#take} or the socket full
 * @param discarded of these: dropped as {@link Cable#discard} wants it
 * @param arrived reached the port; each is in one of the next ones, up to {@code waiting}
 * @param received are whole in the memory of the driver
 * @param receivedBytes their bytes, no part of that sum
 * @param missed lost: the port's queue was full
 * @param filtered lost: the card's filters did not want them
 * @param bad lost: of a wrong check sequence, too short or too long
 * @param deaf lost: the receiver was off, the link down, the device in reset or not on its bus
 * @param broken lost: the driver's descriptors were wrong, as the fault log says
 * @param waiting are in the port's queue now
 * @param sourceLeft the source still has; -1 for without end, 0 without a source
 * @param lost by the wire, of what this card sent
 * @param corrupted by the wire
 * @param duplicated by the wire
 * @param reordered by the wire
 */
public record CableCounts(long sent, long sentBytes, long unsent, long discarded, long arrived, long received,
        long receivedBytes, long missed, long filtered, long bad, long deaf, long broken, long waiting, long sourceLeft,
        long lost, long corrupted, long duplicated, long reordered) {

    static CableCounts of(MemorySegment counts) {
        return new CableCounts(devsim_net_counts.sent(counts), devsim_net_counts.sent_bytes(counts),
                devsim_net_counts.unsent(counts), devsim_net_counts.discarded(counts),
                devsim_net_counts.arrived(counts),
                devsim_net_counts.received(counts), devsim_net_counts.received_bytes(counts),
                devsim_net_counts.missed(counts), devsim_net_counts.filtered(counts), devsim_net_counts.bad(counts),
                devsim_net_counts.deaf(counts), devsim_net_counts.broken(counts), devsim_net_counts.waiting(counts),
                devsim_net_counts.source_left(counts), devsim_net_counts.lost(counts),
                devsim_net_counts.corrupted(counts),
                devsim_net_counts.duplicated(counts), devsim_net_counts.reordered(counts));
    }

    /**
     * Frames that arrived and that the driver did not get, whatever the reason, but for those that wait.
     *
     * @return the number
     */
    public long notReceived() {
        return missed + filtered + bad + deaf + broken;
    }
}
