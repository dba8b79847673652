// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

/**
 * What a read and a write do to the bits of a register or field: the access policies of SystemRDL 2.0 and of UVM
 * (IEEE 1800.2, {@code uvm_reg_field::configure}).
 *
 * <p>Two properties decide what is safe. <em>{@link #readHasEffect()}</em>: a read changes the bits, so a dump must
 * not look and a read-modify-write is impossible. <em>{@link #neutral()}</em>: what a write must carry in these bits to
 * leave them alone, which is what {@code modify} writes for the neighbours of the field that it changes.
 */
public enum Access {
    /** Read-only: a write has no effect. */
    RO(Reads.PLAIN, Neutral.ANY),
    /** Read and write. */
    RW(Reads.PLAIN, Neutral.AS_READ),
    /** Write-only: a read is an error. */
    WO(Reads.FORBIDDEN, Neutral.NONE),
    /** A read clears; a write has no effect. */
    RC(Reads.EFFECT, Neutral.ANY),
    /** A read sets; a write has no effect. */
    RS(Reads.EFFECT, Neutral.ANY),
    /** Writing 1 clears, as in most interrupt status registers. */
    W1C(Reads.PLAIN, Neutral.ZERO),
    /** Writing 1 sets. */
    W1S(Reads.PLAIN, Neutral.ZERO),
    /** Writing 1 toggles. */
    W1T(Reads.PLAIN, Neutral.ZERO),
    /** Writing 0 clears. */
    W0C(Reads.PLAIN, Neutral.ONE),
    /** Writing 0 sets. */
    W0S(Reads.PLAIN, Neutral.ONE),
    /** Writing 0 toggles. */
    W0T(Reads.PLAIN, Neutral.ONE),
    /** Written as-is; a read clears. */
    WRC(Reads.EFFECT, Neutral.AS_READ),
    /** Written as-is; a read sets. */
    WRS(Reads.EFFECT, Neutral.AS_READ),
    /** Any write clears. */
    WC(Reads.PLAIN, Neutral.NONE),
    /** Any write sets. */
    WS(Reads.PLAIN, Neutral.NONE),
    /** Any write sets; a read clears. */
    WSRC(Reads.EFFECT, Neutral.NONE),
    /** Any write clears; a read sets. */
    WCRS(Reads.EFFECT, Neutral.NONE),
    /** Writing 1 sets; a read clears. */
    W1SRC(Reads.EFFECT, Neutral.ZERO),
    /** Writing 1 clears; a read sets. */
    W1CRS(Reads.EFFECT, Neutral.ZERO),
    /** Writing 0 sets; a read clears. */
    W0SRC(Reads.EFFECT, Neutral.ONE),
    /** Writing 0 clears; a read sets. */
    W0CRS(Reads.EFFECT, Neutral.ONE),
    /** Any write clears; a read is an error. */
    WOC(Reads.FORBIDDEN, Neutral.NONE),
    /** Any write sets; a read is an error. */
    WOS(Reads.FORBIDDEN, Neutral.NONE),
    /** The first write after reset is as-is, later ones have no effect. */
    W1(Reads.PLAIN, Neutral.NONE),
    /** The first write after reset is as-is; a read is an error. */
    WO1(Reads.FORBIDDEN, Neutral.NONE);

    private enum Reads { PLAIN, EFFECT, FORBIDDEN }

    /** What a write has to carry in a bit so that the bit stays as it is. */
    public enum Neutral {
        /** Whatever it carries, the bit does not care. */
        ANY,
        /** What was read. */
        AS_READ,
        /** A zero. */
        ZERO,
        /** A one. */
        ONE,
        /** Nothing will do: every write disturbs the bit, or it can't be known what to write. */
        NONE
    }

    private final Reads reads;
    private final Neutral neutral;

    Access(Reads reads, Neutral neutral) {
        this.reads = reads;
        this.neutral = neutral;
    }

    /**
     * Whether a read gives the bits' value.
     *
     * @return {@code false} for the write-only policies, where a read is an error
     */
    public boolean readable() {
        return reads != Reads.FORBIDDEN;
    }

    /**
     * Whether a write can do anything.
     *
     * @return {@code false} for RO, RC and RS
     */
    public boolean writable() {
        return neutral != Neutral.ANY;
    }

    /**
     * Whether reading changes the bits.
     *
     * @return {@code true} if a read clears or sets
     */
    public boolean readHasEffect() {
        return reads == Reads.EFFECT;
    }

    /**
     * What leaves the bits alone.
     *
     * @return the value that a write must carry
     */
    public Neutral neutral() {
        return neutral;
    }
}
