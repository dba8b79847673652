// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

/**
 * What a card and its driver have counted since the card was opened. The driver's counts are exact; the card's are of
 * what was on the cable, and those since a reset that the driver did not make are lost with it.
 *
 * @param receivedPackets handed over by {@link RxQueue#receive}
 * @param receivedBytes of them, without the check sequence
 * @param transmittedPackets taken by {@link TxQueue#transmit}
 * @param transmittedBytes of them, without the check sequence
 * @param abandonedPackets of those transmitted: not known to be sent when the queue had to be restarted
 * @param malformedPackets received with an error, or with a write-back that makes no sense: dropped
 * @param unreceivedPackets in the ring when the queue had to be restarted, and lost with it
 * @param poolExhausted how often a packet had to wait because the pool was empty
 * @param sleeps how often {@link RxQueue#receiveOrWait} slept
 * @param missedInterrupts how often a packet was there and no interrupt had come
 * @param restarts how often the card was set up anew after a failure
 * @param goodPacketsReceived by the card (GPRC)
 * @param goodBytesReceived by the card, with the check sequence (GORC)
 * @param goodPacketsTransmitted by the card (GPTC)
 * @param goodBytesTransmitted by the card, with the check sequence (GOTC)
 * @param broadcastsReceived by the card (BPRC)
 * @param multicastsReceived by the card (MPRC)
 * @param checkSequenceErrors packets that came broken over the cable (CRCERRS)
 * @param missedPackets dropped by the card for want of room in itself (MPC)
 * @param withoutDescriptor that found no descriptor when they came; they may have been stored later (RNBC)
 * @param oversized longer than the card takes (ROC)
 */
public record NicStatistics(long receivedPackets, long receivedBytes, long transmittedPackets, long transmittedBytes,
        long abandonedPackets, long malformedPackets, long unreceivedPackets, long poolExhausted, long sleeps,
        long missedInterrupts, long restarts,
        long goodPacketsReceived, long goodBytesReceived, long goodPacketsTransmitted, long goodBytesTransmitted,
        long broadcastsReceived, long multicastsReceived, long checkSequenceErrors, long missedPackets,
        long withoutDescriptor, long oversized) {}
