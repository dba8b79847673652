// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

/** What the queues of a card have counted, added up. */
final class Counters {
    long received;
    long receivedBytes;
    long starved;
    long malformed;
    long unreceived;
    long transmitted;
    long transmittedBytes;
    long abandoned;
    long sleeps;
    long missedInterrupts;
}
