// SPDX-License-Identifier: Apache-2.0
package dev.hwview.fault;

/**
 * Something between a program and its hardware went wrong. Each kind has a subclass of its own, and each message
 * begins with the place: {@code STATUS (0x20) of sim:edu is read-only}.
 *
 * <p>A fault is thrown before the access where the library can know in time, else right behind it; never later.
 */
public abstract class HardwareException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The offset of a fault that has no place in a register space. */
    public static final long NO_OFFSET = Long.MIN_VALUE;

    /** The device's name, or {@code null}. */
    private final String device;
    /** In bytes, or {@link #NO_OFFSET}. */
    private final long offset;
    /** What is wrong, as a predicate. */
    private final String problem;
    /** The register's name, or {@code null}. */
    private String register;

    /**
     * A fault of a device as a whole.
     *
     * @param device the device's name, such as {@code sim:edu}
     * @param problem what is wrong, as a predicate: {@code "is closed"}
     */
    protected HardwareException(String device, String problem) {
        this(device, NO_OFFSET, problem, null);
    }

    /**
     * A fault at an offset.
     *
     * @param device the name of the device or its register space
     * @param offset the offset in bytes, or {@link #NO_OFFSET}
     * @param problem what is wrong, as a predicate
     * @param cause what was caught, or {@code null}
     */
    protected HardwareException(String device, long offset, String problem, Throwable cause) {
        super(null, cause);
        this.device = device;
        this.offset = offset;
        this.problem = problem;
    }

    /**
     * The device's name.
     *
     * @return such as {@code sim:edu}; {@code null} if no device was involved yet
     */
    public final String device() {
        return device;
    }

    /**
     * The name of the register, where the access was made through one.
     *
     * @return the name, or {@code null}
     */
    public final String register() {
        return register;
    }

    /**
     * Where the access was to be.
     *
     * @return the offset in bytes, or {@link #NO_OFFSET}
     */
    public final long offset() {
        return offset;
    }

    /**
     * Names the register whose access failed, unless one is named already. A register space knows offsets only; the
     * register adds its name as the exception passes.
     *
     * @param name the register's name
     * @return this exception
     */
    public final HardwareException in(String name) {
        if (register == null) {
            register = name;
        }
        return this;
    }

    @Override
    public final String getMessage() {
        return place() + " " + problem;
    }

    private String place() {
        String where = offset == NO_OFFSET ? null
                : offset < 0 ? "-0x" + Long.toHexString(-offset) : "0x" + Long.toHexString(offset);
        if (register == null) {
            return where == null ? device : "offset " + where + " of " + device;
        }
        return register + (where == null ? "" : " (" + where + ")") + (device == null ? "" : " of " + device);
    }
}
