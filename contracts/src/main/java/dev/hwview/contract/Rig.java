// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import dev.hwview.device.Device;
import java.util.Optional;

/** A network card and the far side of its cable. */
public interface Rig extends AutoCloseable {
    /** The card. */
    Device device();

    /** Its address, 48 bits. */
    default long mac() {
        return 0x02_00_00_00_00_01L;
    }

    /** Lets a frame arrive. */
    void inject(byte[] frame);

    /** Takes the oldest frame that the card sent, if there is one. */
    Optional<byte[]> take();

    /** Plugs the cable in or out. */
    void link(boolean up);

    /** Closes the card, and checks what can be checked then. */
    @Override
    void close();
}
