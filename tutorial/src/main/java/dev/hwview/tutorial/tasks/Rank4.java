// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.tasks;

import dev.hwview.view.MemoryView;
import java.util.List;

/** Rank 4, advanced: messages, records, several slices at once. Put your code in the place of each exception. */
public class Rank4 {
    /**
     * 4.1 Give the port that a TCP segment goes to, or -1 for a frame without TCP. There may be VLAN tags and
     * options before it: {@link dev.hwview.packet.Frame} finds its way.
     */
    public int port(MemoryView frame) {
        throw new NotDoneException();
    }

    /**
     * 4.2 The bytes are quotes of 16 bytes each, big-endian: sequence (4 bytes), symbol (4 bytes of text), price (4
     * bytes, signed), size (2 bytes, unsigned), and 2 bytes of padding. Add up price times size. Declare the record
     * once, in a static final.
     */
    public long turnover(MemoryView quotes) {
        throw new NotDoneException();
    }

    /**
     * 4.3 Of the same quotes, give a view of all prices, to be read and written: no record's other fields, and no
     * copy.
     */
    public MemoryView prices(MemoryView quotes) {
        throw new NotDoneException();
    }

    /**
     * 4.4 A stream holds messages, each behind its length in 2 bytes, big-endian. Give a view of each message,
     * without its length. A message that is not whole yet stays out.
     */
    public List<MemoryView> messages(MemoryView stream) {
        throw new NotDoneException();
    }

    /**
     * 4.5 Send an IPv4 frame back to where it came from: swap source and destination, of Ethernet and of IPv4, in
     * place. No checksum changes by that: think why.
     */
    public void turnRound(MemoryView frame) {
        throw new NotDoneException();
    }

    /**
     * 4.6 Pixels come as red, green, blue, red, green, blue. Sort them into planes: first all red, then all green,
     * then all blue. Three slices of one view go to three slices of the other; no loop over the pixels.
     */
    public void planes(MemoryView pixels, MemoryView planes) {
        throw new NotDoneException();
    }

    /**
     * 4.7 Descriptors of a card have 16 bytes, little-endian: an address (8 bytes), a length (2), a checksum (2), a
     * status (1), errors (1), a tag (2). The card sets bit 0 of the status when it is done, bit 1 when the packet
     * ends there. Count those that are done and end a packet.
     */
    public int done(MemoryView descriptors) {
        throw new NotDoneException();
    }
}
