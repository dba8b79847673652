// SPDX-License-Identifier: Apache-2.0
package dev.hwview.pcap;

/** A file is no capture, or one that was cut off or garbled; says where. */
public final class CaptureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaptureException(long offset, String message) {
        super("at " + offset + ": " + message);
    }
}
