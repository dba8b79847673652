// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

/**
 * Results that can't be told, and why.
 *
 * @param place  the file or folder
 * @param reason why
 */
record Problem(String place, String reason) {
    @Override
    public String toString() {
        return place + ": " + reason;
    }
}
