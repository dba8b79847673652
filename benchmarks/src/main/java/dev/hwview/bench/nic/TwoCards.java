// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import dev.hwview.device.Device;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.internal.SimulatedDevice;
import dev.hwview.sim.internal.ffm.DevsimNative;
import dev.hwview.sim.net.Cable;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Two simulated cards, whose registers are plain memory: no trap is in the way. Frames of 60 bytes arrive at one
 * without end; what the other sends is dropped. Once they are set up, they move packets when told to, and in the
 * caller's thread: so the driver's time can be told from the model's.
 */
final class TwoCards implements AutoCloseable {
    static final int FRAME = 60;
    /** Enough of them to be spread evenly over two queues. */
    static final int FLOWS = 64;
    /** Packets of a round. */
    static final int ROUND = 256;
    /** Descriptors of a ring. */
    static final int RING = 512;
    static final int BUFFERS = 4 * RING;

    final Device from = Device.open("sim:e1000e,access=memory");
    final Device to = Device.open("sim:e1000e,access=memory");
    private final Simulation arriving = Simulation.of(from);
    private final Simulation leaving = Simulation.of(to);

    TwoCards() {
        arriving.trace().enabled(false);
        leaving.trace().enabled(false);
        runAlone();
    }

    /** Each by itself, in a thread of its own, as the beginning and the end of a driver need it. */
    void runAlone() {
        arriving.pollStart(-1);
        leaving.pollStart(-1);
    }

    /** Frames come, and neither runs but in {@link #receive} and {@link #send}. */
    void runByHand() {
        arriving.pollStop();
        leaving.pollStop();
        Cable.of(from).generate(FRAME, 0, Duration.ZERO, FLOWS);
        Cable.of(to).discard();
    }

    /** Lets packets arrive. */
    void receive() {
        arriving.step(ROUND);
    }

    /** Lets packets leave. */
    void send() {
        leaving.step(ROUND);
    }

    static MemorySegment handle(Device device) {
        return device.backend(SimulatedDevice.class).orElseThrow().handle();
    }

    /** The registers' address. */
    static MemorySegment registers(Device device) {
        return DevsimNative.devsim_window_address(handle(device), 0);
    }

    @Override
    public void close() {
        from.close();
        to.close();
    }
}
