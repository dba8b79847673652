// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

/**
 * What was read.
 *
 * @param name of the place
 * @param value as people read it
 * @param fields of it, decoded; empty if there are none
 */
record Reading(String name, String value, String fields) {
    @Override
    public String toString() {
        return value + (fields.isEmpty() ? "" : "  " + fields);
    }
}
