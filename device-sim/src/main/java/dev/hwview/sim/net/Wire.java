// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import dev.hwview.device.Device;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.sim.internal.net.DevsimNetNative;
import dev.hwview.sim.internal.net.devsim_net_wire_options;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * A cable between two simulated network cards. Its chances are of one seed: the same seed and the same frames make the
 * same events.
 *
 * {@snippet :
 * Wire.between(a, b).loss(10).delay(Duration.ofNanos(5000)).seed(7).plug();
 * }
 *
 * <p>What it did is in each card's {@link CableCounts}. It holds until one of the cards is unplugged or closed; then
 * the other one has no link. A wire that is not plugged in yet is for one thread.
 */
public final class Wire {
    private static final int THOUSAND = 1000;

    private final Port a;
    private final Port b;
    private int loss;
    private int corrupt;
    private int duplicate;
    private int reorder;
    private boolean pause;
    private long delay;
    private long seed;

    private Wire(Port a, Port b) {
        this.a = a;
        this.b = b;
    }

    /**
     * A wire that is perfect, and not plugged in yet.
     *
     * @param a a simulated network card
     * @param b another one
     * @return the wire
     * @throws UnknownDeviceException if a device is not simulated
     */
    public static Wire between(Device a, Device b) {
        if (a == b) {
            throw new IllegalArgumentException("a wire has two ends, not " + a.name() + " twice: see Cable.echo()");
        }
        return new Wire(Port.of(a), Port.of(b));
    }

    /**
     * Frames get lost.
     *
     * @param perMille of a thousand, 0 to 1000
     * @return this
     */
    public Wire loss(int perMille) {
        loss = chance(perMille);
        return this;
    }

    /**
     * Frames arrive with a wrong byte, which their check sequence tells.
     *
     * @param perMille of a thousand, 0 to 1000
     * @return this
     */
    public Wire corrupt(int perMille) {
        corrupt = chance(perMille);
        return this;
    }

    /**
     * Frames arrive twice.
     *
     * @param perMille of a thousand, 0 to 1000
     * @return this
     */
    public Wire duplicate(int perMille) {
        duplicate = chance(perMille);
        return this;
    }

    /**
     * Frames arrive behind the next one.
     *
     * @param perMille of a thousand, 0 to 1000
     * @return this
     */
    public Wire reorder(int perMille) {
        reorder = chance(perMille);
        return this;
    }

    /**
     * Frames are on their way for a while.
     *
     * @param time by the receiver's clock
     * @return this
     */
    public Wire delay(Duration time) {
        delay = Port.nanos(time);
        return this;
    }

    /**
     * A sender waits while the receiver has no room, as with Ethernet's flow control; else what arrives then is missed.
     *
     * @return this
     */
    public Wire pause() {
        pause = true;
        return this;
    }

    /**
     * What the chances come from.
     *
     * @param number any
     * @return this
     */
    public Wire seed(long number) {
        seed = number;
        return this;
    }

    /**
     * Plugs it into both cards, in place of what was there.
     *
     * @throws CableException if one of them is no network card
     */
    public void plug() {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment options = scratch.allocate(devsim_net_wire_options.layout());
            devsim_net_wire_options.loss(options, loss);
            devsim_net_wire_options.corrupt(options, corrupt);
            devsim_net_wire_options.duplicate(options, duplicate);
            devsim_net_wire_options.reorder(options, reorder);
            devsim_net_wire_options.pause(options, pause ? 1 : 0);
            devsim_net_wire_options.delay_ns(options, delay);
            devsim_net_wire_options.seed(options, seed);
            a.call("be wired to " + b.name(), from -> DevsimNetNative.devsim_net_wire(from, b.handle(), options));
        }
    }

    private static int chance(int perMille) {
        if (perMille < 0 || perMille > THOUSAND) {
            throw new IllegalArgumentException(perMille + " of a thousand is no chance");
        }
        return perMille;
    }
}
