// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.AccessPolicyException;
import dev.hwview.fault.FieldValueException;
import dev.hwview.fault.HardwareException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The fields of a register and what they make of a read-modify-write. Grows while the fields are declared, which is to
 * be done before the first access; all elements of a register array share one.
 */
public final class RegisterLayout {
    private final int width;
    private final Access access;
    private volatile List<BitField> fields = List.of();
    private long keep;
    private long ones;
    private long effects;
    private long fragile;
    private boolean readable;
    private boolean writable;

    RegisterLayout(int width, Access access) {
        this.width = width;
        this.access = access;
        derive();
    }

    /**
     * The fields.
     *
     * @return as declared, from the highest bit down
     */
    public List<BitField> fields() {
        return fields;
    }

    /**
     * The policy of one bit.
     *
     * @param bit 0 to the width of the register
     * @return its field's, or the register's own where there is no field
     */
    public Access accessOf(int bit) {
        for (BitField field : fields) {
            if ((field.mask() >>> bit & 1) != 0) {
                return field.access();
            }
        }
        return access;
    }

    /**
     * Whether some bit can be read.
     *
     * @return {@code false} if all are write-only
     */
    public boolean readable() {
        return readable;
    }

    /**
     * Whether a write can change some bit.
     *
     * @return {@code false} if all are read-only
     */
    public boolean writable() {
        return writable;
    }

    /**
     * Whether reading changes some bit.
     *
     * @return {@code true} if a dump must not look
     */
    public boolean readHasEffect() {
        return effects != 0;
    }

    /** Whether a field can take a value without disturbing another bit by the write, or any bit by the read it takes. */
    boolean permitsModify(BitField field, long value) {
        long others = ~field.mask();
        long obstacles = value & ~field.max() | fragile & others | ((keep & others) == 0 ? 0 : effects);
        return obstacles == 0 && field.access().writable();
    }

    /** Whether the register can be read, changed at will and written back. */
    boolean permitsModify() {
        return writable && (fragile | effects) == 0;
    }

    /** The bits that a read-modify-write writes back as read. */
    long keep() {
        return keep;
    }

    /** The bits that it writes as ones because a zero would do something. */
    long ones() {
        return ones;
    }

    synchronized <F extends BitField> F declare(F field) {
        for (BitField other : fields) {
            if ((other.mask() & field.mask()) != 0) {
                throw new IllegalArgumentException(field + " overlaps " + other);
            }
            if (other.name().equals(field.name())) {
                throw new IllegalArgumentException(field.register().name() + " has two fields named " + field.name());
            }
        }
        List<BitField> grown = new ArrayList<>(fields);
        grown.add(field);
        grown.sort((a, b) -> Integer.compare(b.lsb(), a.lsb()));
        fields = List.copyOf(grown);
        derive();
        return field;
    }

    private void derive() {
        keep = bits(a -> a.neutral() == Access.Neutral.AS_READ);
        ones = bits(a -> a.neutral() == Access.Neutral.ONE);
        effects = bits(Access::readHasEffect);
        fragile = bits(a -> a.neutral() == Access.Neutral.NONE);
        readable = bits(Access::readable) != 0;
        writable = bits(Access::writable) != 0;
    }

    private long bits(Predicate<Access> property) {
        long mask = 0;
        for (int bit = 0; bit < width; bit++) {
            mask |= property.test(accessOf(bit)) ? 1L << bit : 0;
        }
        return mask;
    }

    /** Why a field will not take a value. */
    HardwareException refusal(RegisterSpace space, Register register, BitField field, long value) {
        if (!writable) {
            return unwritable(space, register);
        }
        if ((value & ~field.max()) != 0) {
            return tooWide(space, register, field, value);
        }
        return refusal(space, register, field.access().writable() ? disturbed(field.mask())
                : field.name() + " is " + field.access());
    }

    /** Why a register will not be read, changed at will and written back. */
    HardwareException refusal(RegisterSpace space, Register register) {
        return writable ? refusal(space, register, disturbed(0)) : unwritable(space, register);
    }

    private static HardwareException refusal(RegisterSpace space, Register register, String reason) {
        return new AccessPolicyException(space.name(), register.offset(), "can't be modified: " + reason)
                .in(register.name());
    }

    private String disturbed(long except) {
        long writes = fragile & ~except;
        if (writes != 0) {
            int bit = Long.numberOfTrailingZeros(writes);
            return "bit " + bit + " is " + accessOf(bit) + ", and no written value leaves it alone";
        }
        int bit = Long.numberOfTrailingZeros(effects);
        return "bit " + bit + " is " + accessOf(bit) + ", and the read would change it";
    }

    /** What is thrown when a value is wider than its field; {@code space} is {@code null} where it is not known. */
    static HardwareException tooWide(RegisterSpace space, Register register, BitField field, long value) {
        return new FieldValueException(space == null ? null : space.name(), register.offset(),
                "has " + field.width() + " bits in " + field.name() + ": " + value + " is not in 0 to "
                        + Long.toUnsignedString(field.max())).in(register.name());
    }

    /** What is thrown when a value is wider than its register. */
    static HardwareException tooWide(RegisterSpace space, Register register, long value) {
        return new FieldValueException(space.name(), register.offset(), "has " + register.width()
                + " bits: 0x" + Long.toHexString(value) + " is wider").in(register.name());
    }

    /** What is thrown when a write-only register or field is read. */
    static HardwareException unreadable(RegisterSpace space, Register register, String field, Access access) {
        return new AccessPolicyException(space.name(), register.offset(),
                "is write-only" + (field == null ? "" : " in " + field) + " (" + access + ")").in(register.name());
    }

    static void requireReadable(RegisterSpace space, BitField field) {
        if (!field.access().readable()) {
            throw unreadable(space, field.register(), field.name(), field.access());
        }
    }

    /** What is thrown when a read-only register is written. */
    static HardwareException unwritable(RegisterSpace space, Register register) {
        return new AccessPolicyException(space.name(), register.offset(),
                "is read-only" + (register.access() == Access.RO ? "" : " (" + register.access() + ")"))
                .in(register.name());
    }

    static void requireInside(Register register, String name, int lsb, int width) {
        if (lsb < 0 || width < 1 || lsb + width > register.width()) {
            throw new IllegalArgumentException(register.name() + "." + name + " [" + (lsb + width - 1) + ":" + lsb
                    + "] is not inside the " + register.width() + " bits of its register");
        }
    }
}
