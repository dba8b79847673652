// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.AlignmentException;
import dev.hwview.fault.WidthException;

/**
 * Registers behind function calls: a simulator without traps, config space, I/O ports, a remote device, or a model
 * written in Java for a quick unit test. Checks offset, alignment, width and presence; a subclass does the access.
 *
 * {@snippet :
 * class Counter extends CalledRegisterSpace {
 *     private long count;
 *     Counter() { super("counter", 0x100, 4, Presence.ALWAYS); }
 *     protected long read(long offset, int width) { return count++; }
 *     protected void write(long offset, int width, long value) { count = value; }
 * }
 * }
 */
public abstract class CalledRegisterSpace extends RegisterSpace {
    private final int widths;
    private final Presence presence;

    /**
     * For subclasses.
     *
     * @param name the name in messages
     * @param size in bytes
     * @param widths the sum of the access widths in bytes that exist: 15 for all of 1, 2, 4 and 8
     * @param presence whom to ask when all-ones come back
     */
    protected CalledRegisterSpace(String name, long size, int widths, Presence presence) {
        super(name, size);
        this.widths = widths;
        this.presence = presence;
    }

    /**
     * One read. Only its low {@code width} bytes count.
     *
     * @param offset within the space, a multiple of {@code width}
     * @param width 1, 2, 4 or 8 bytes
     * @return the value
     */
    protected abstract long read(long offset, int width);

    /**
     * One write.
     *
     * @param offset within the space, a multiple of {@code width}
     * @param width 1, 2, 4 or 8 bytes
     * @param value zero-extended
     */
    protected abstract void write(long offset, int width, long value);

    @Override
    public final int read8(long offset) {
        return (int) checkedRead(offset, Byte.BYTES, 0xFFL);
    }

    @Override
    public final int read16(long offset) {
        return (int) checkedRead(offset, Short.BYTES, 0xFFFFL);
    }

    @Override
    public final int read32(long offset) {
        return (int) checkedRead(offset, Integer.BYTES, 0xFFFF_FFFFL);
    }

    @Override
    public final long read64(long offset) {
        return checkedRead(offset, Long.BYTES, -1L);
    }

    @Override
    public final void write8(long offset, int value) {
        checkedWrite(offset, Byte.BYTES, value & 0xFFL);
    }

    @Override
    public final void write16(long offset, int value) {
        checkedWrite(offset, Short.BYTES, value & 0xFFFFL);
    }

    @Override
    public final void write32(long offset, int value) {
        checkedWrite(offset, Integer.BYTES, value & 0xFFFF_FFFFL);
    }

    @Override
    public final void write64(long offset, long value) {
        checkedWrite(offset, Long.BYTES, value);
    }

    private long checkedRead(long offset, int width, long ones) {
        require(offset, width);
        long value = read(offset, width) & ones;
        if (value == ones) {
            Absence.check(presence, name(), offset);
        }
        return value;
    }

    private void checkedWrite(long offset, int width, long value) {
        require(offset, width);
        write(offset, width, value);
    }

    private void require(long offset, int width) {
        if (offset < 0 || offset > size() - width) {
            throw outside(offset, width);
        }
        if ((offset & (width - 1)) != 0) {
            throw new AlignmentException(name(), offset, "is no multiple of the access width, " + width + " bytes",
                    null);
        }
        if ((widths & width) == 0) {
            throw new WidthException(name(), offset, "has no accesses of " + width * Byte.SIZE + " bits");
        }
    }
}
