// SPDX-License-Identifier: Apache-2.0
package dev.hwview.device;

/**
 * What a device provider does for interrupts. {@link Device} and {@link Interrupt} are its only callers: for one vector
 * on one thread at a time, for several vectors on several threads at once.
 */
public interface InterruptController {
    /**
     * How many vectors a mode has.
     *
     * @param mode which
     * @return 0 if the device can't interrupt so
     */
    int vectors(InterruptMode mode);

    /**
     * Chooses the mode; all vectors are masked then.
     *
     * @param mode which
     */
    void mode(InterruptMode mode);

    /**
     * What counts a vector's signals: an eventfd, or a file of UIO's, which counts them since the beginning.
     *
     * @param vector from 0
     * @return the file descriptor, non-blocking, open as long as the device
     */
    int eventfd(int vector);

    /**
     * Holds a vector's signals back.
     *
     * @param vector from 0
     */
    void mask(int vector);

    /**
     * Lets a vector signal; at once if it has been waiting to.
     *
     * @param vector from 0
     */
    void unmask(int vector);
}
