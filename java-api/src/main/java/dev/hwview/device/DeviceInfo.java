// SPDX-License-Identifier: Apache-2.0
package dev.hwview.device;

/**
 * A device that could be opened.
 *
 * @param address for {@link Device#open}
 * @param identity what it says it is
 * @param summary one line for people
 */
public record DeviceInfo(String address, Identity identity, String summary) {}
