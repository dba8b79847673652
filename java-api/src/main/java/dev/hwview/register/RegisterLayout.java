// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

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

    /**
     * Whether a field can take a value without disturbing another bit by the write, or any bit by the read it takes.
     */
    boolean permitsModify(BitField field, long value) {
        long others = ~field.mask();
        long obstacles = value & ~field.max() | fragile & others | ((keep & others) == 0 ? 0 : effects);
        return obstacles == 0 && field.access().writable() && field.register().layout() == this;
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

    /** What a {@code modify} would disturb beside the bits of {@code except}, in words. */
    String disturbed(long except) {
        long writes = fragile & ~except;
        if (writes != 0) {
            int bit = Long.numberOfTrailingZeros(writes);
            return "bit " + bit + " is " + accessOf(bit) + ", and no written value leaves it alone";
        }
        int bit = Long.numberOfTrailingZeros(effects);
        return "bit " + bit + " is " + accessOf(bit) + ", and the read would change it";
    }
}
