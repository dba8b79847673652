// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.AccessPolicyException;
import dev.hwview.fault.FieldValueException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.UnknownRegisterException;

/** Why a register or field will not do what it was asked for: the exceptions, made out of line of the accesses. */
final class Refusal {
    private Refusal() {}

    /** A field will not take a value by {@code modify}. */
    static HardwareException ofModify(RegisterSpace space, Register register, BitField field, long value) {
        RegisterLayout layout = register.layout();
        if (field.register().layout() != layout) {
            return new UnknownRegisterException(space.name(),
                    "has no field " + field.name() + ": that is " + field.register().name() + "'s").in(register.name());
        }
        if (!layout.writable()) {
            return ofWrite(space, register);
        }
        if ((value & ~field.max()) != 0) {
            return tooWide(space, register, field, value);
        }
        return ofModify(space, register,
                field.access().writable() ? layout.disturbed(field.mask()) : field.name() + " is " + field.access());
    }

    /** A register will not be read, changed at will and written back. */
    static HardwareException ofModify(RegisterSpace space, Register register) {
        RegisterLayout layout = register.layout();
        return layout.writable() ? ofModify(space, register, layout.disturbed(0)) : ofWrite(space, register);
    }

    private static HardwareException ofModify(RegisterSpace space, Register register, String reason) {
        return new AccessPolicyException(space.name(), register.offset(), "can't be modified: " + reason)
                .in(register.name());
    }

    /** A register is write-only. */
    static HardwareException ofRead(RegisterSpace space, Register register) {
        return new AccessPolicyException(space.name(), register.offset(), "is write-only (" + register.access() + ")")
                .in(register.name());
    }

    /** A field is write-only. */
    static HardwareException ofRead(RegisterSpace space, BitField field) {
        return new AccessPolicyException(space.name(), field.register().offset(),
                "is write-only in " + field.name() + " (" + field.access() + ")").in(field.register().name());
    }

    /** A register is read-only. */
    static HardwareException ofWrite(RegisterSpace space, Register register) {
        return new AccessPolicyException(space.name(), register.offset(),
                "is read-only" + (register.access() == Access.RO ? "" : " (" + register.access() + ")"))
                .in(register.name());
    }

    /** A value is wider than its register. */
    static HardwareException tooWide(RegisterSpace space, Register register, long value) {
        return new FieldValueException(space.name(), register.offset(), "has " + register.width()
                + " bits: 0x" + Long.toHexString(value) + " is wider").in(register.name());
    }

    /** A value is wider than its field; {@code space} is {@code null} where it is not known. */
    static HardwareException tooWide(RegisterSpace space, Register register, BitField field, long value) {
        return new FieldValueException(space == null ? null : space.name(), register.offset(),
                "has " + field.width() + " bits in " + field.name() + ": " + value + " is not in 0 to "
                        + Long.toUnsignedString(field.max())).in(register.name());
    }
}
