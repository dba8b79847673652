// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.examples;

import dev.hwview.device.Device;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.drivers.edu.Edu;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Slice;

/** A device reads and writes the very bytes that the view shows. */
public final class SharedWithADevice {
    private SharedWithADevice() {}

    /**
     * Runs it.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Device device = Device.open("sim:edu"); DmaBuffer buffer = device.dma().allocate(16)) {
            MemoryView bytes = buffer.view();
            bytes.slice(0, 8).as(">Q").setLong(0, 0xcafe_0000_0000_beefL);
            Edu edu = new Edu(device);
            edu.toDevice(buffer, 0, 8); // the device takes the first eight bytes
            bytes.set(Slice.all(), MemoryView.of(new byte[16]));
            edu.fromDevice(buffer, 8, 8); // and puts them behind
            System.out.println(bytes.hex(" ", 8));
        }
    }
}

// prints
// 0000000000000000 cafe00000000beef
