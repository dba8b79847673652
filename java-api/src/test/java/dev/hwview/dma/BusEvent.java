// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

/**
 * What a driver did to memory that it shares with a device, or to keep such things in order.
 *
 * @param kind of it
 * @param place of a load or store
 * @param value that was stored, or that a load has to have
 * @param guard whether a load chose the way: with another value the driver would have gone another one
 */
record BusEvent(Kind kind, String place, long value, boolean guard) {
    enum Kind { LOAD, STORE, ACQUIRE, RELEASE }

    static BusEvent load(String place, long expected) {
        return new BusEvent(Kind.LOAD, place, expected, false);
    }

    static BusEvent guard(String place, long value) {
        return new BusEvent(Kind.LOAD, place, value, true);
    }

    static BusEvent store(String place, long value) {
        return new BusEvent(Kind.STORE, place, value, false);
    }

    static BusEvent acquire() {
        return new BusEvent(Kind.ACQUIRE, "", 0, false);
    }

    static BusEvent release() {
        return new BusEvent(Kind.RELEASE, "", 0, false);
    }

    boolean access() {
        return kind == Kind.LOAD || kind == Kind.STORE;
    }

    @Override
    public String toString() {
        return access() ? (guard ? "guard " : kind.name().toLowerCase() + " ") + place + "=" + value : kind.name();
    }
}
