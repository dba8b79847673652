// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

/** A packet is not what the program takes it for: a header that is not there, a value that a field can't hold. */
public final class PacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PacketException(String message) {
        super(message);
    }
}
