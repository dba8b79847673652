// SPDX-License-Identifier: Apache-2.0
package dev.hwview.device;

import java.util.List;

/**
 * A way to reach devices, found by {@link java.util.ServiceLoader}: a simulator, VFIO, UIO. {@link Device} makes
 * one anew for each list and each opening, on any thread.
 */
public interface DeviceProvider {
    /**
     * The first part of its addresses.
     *
     * @return such as {@code sim} for {@code sim:edu}
     */
    String scheme();

    /**
     * The devices that it can open now.
     *
     * @return in the order to show them in
     */
    List<DeviceInfo> devices();

    /**
     * Opens a device.
     *
     * @param name the device's name in messages, which is its address without options
     * @param address what follows the scheme's colon
     * @return the open device
     * @throws dev.hwview.fault.UnknownDeviceException if there is none, or it has no such option
     * @throws dev.hwview.fault.DeviceAccessException if the system does not let this program have it; the message says
     *     what to do
     */
    DeviceBackend open(String name, String address);
}
