// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.examples;

import dev.hwview.view.MemoryView;

/** Numbers as they come over the network, read and written where they are. */
public final class NetworkOrder {
    private NetworkOrder() {}

    /**
     * Runs it.
     *
     * @param args none
     */
    public static void main(String[] args) {
        byte[] packet = {(byte) 0xc0, (byte) 0xa8, 0, 1, 0, 80, 1, (byte) 0xbb};
        MemoryView ports = MemoryView.of(packet).slice(4, 8).as(">H");
        System.out.println(ports.get(0) + " " + ports.get(1));
        short first = ports.getShort(0);
        ports.setShort(0, ports.getShort(1));
        ports.setShort(1, first);
        System.out.println(MemoryView.of(packet).hex());
    }
}

// prints
// 80 443
// c0a8000101bb0050
