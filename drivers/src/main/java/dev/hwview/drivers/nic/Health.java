// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

/** What {@link E1000e#service} has found. A card that is gone has none: that is an exception. */
public enum Health {
    /** All is well. */
    RUNNING,
    /** There is no link: packets that were handed over wait. */
    LINK_DOWN,
    /** The card was found hung or reset, and was set up anew; the statistics say what was lost. */
    RESTARTED
}
