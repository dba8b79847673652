// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Numbers;
import dev.hwview.device.Device;
import dev.hwview.register.RegisterMap;
import dev.hwview.register.RegisterSpace;
import java.util.Locale;
import java.util.Optional;

/**
 * One access, as pciutils' setpci writes them: a place alone is read, {@code PLACE=VALUE} is written. One process opens
 * one fresh simulation, so what a write did is seen by an operand behind it.
 *
 * @param place a register, {@code REGISTER.FIELD}, or {@code OFFSET:WIDTH}
 * @param value to write, or {@code null} to read
 */
public record Operand(String place, String value) {
    /** What help texts say of them. */
    static final String HELP =
            "REGISTER, REGISTER.FIELD or OFFSET[:WIDTH] (width in bits, 32 if it is left out) is read; "
            + "with =VALUE behind it, it is written. In the order given.";

    /** One word of a command line. */
    public static Operand parse(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? new Operand(text, null)
                : new Operand(text.substring(0, equals), text.substring(equals + 1));
    }

    boolean writes() {
        return value != null;
    }

    /** Does it. What was read is returned; a write answers nothing. */
    Optional<Reading> run(Device device) {
        RegisterSpace space = device.registers();
        Place where = Character.isDigit(place.isEmpty() ? 'x' : place.charAt(0)) ? raw() : named(Maps.require(device));
        if (writes()) {
            where.write(space, value);
            return Optional.empty();
        }
        return Optional.of(where.read(space));
    }

    private Place named(RegisterMap map) {
        int dot = place.indexOf('.');
        return dot < 0
                ? new Place.Whole(map.register(place))
                : new Place.Part(map.register(place.substring(0, dot)), map.field(place));
    }

    private Place raw() {
        int colon = place.indexOf(':');
        long offset = Numbers.parse(colon < 0 ? place : place.substring(0, colon));
        return new Place.Raw(offset, switch (colon < 0 ? "32" : place.substring(colon + 1).toLowerCase(Locale.ROOT)) {
            case "8" -> 8;
            case "16" -> 16;
            case "32" -> 32;
            case "64" -> 64;
            case String other -> throw Failure.usage(place + ": a width is 8, 16, 32 or 64 bits, not \"" + other
                    + "\"");
        });
    }
}
