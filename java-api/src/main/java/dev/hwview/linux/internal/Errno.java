// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux.internal;

/** Error numbers that are the same on x86-64 and aarch64. */
public final class Errno {
    /** Operation not permitted. */
    public static final int EPERM = 1;
    /** No such file or directory. */
    public static final int ENOENT = 2;
    /** Input or output error. */
    public static final int EIO = 5;
    /** Try again. */
    public static final int EAGAIN = 11;
    /** Out of memory. */
    public static final int ENOMEM = 12;
    /** Permission denied. */
    public static final int EACCES = 13;
    /** Device or resource busy. */
    public static final int EBUSY = 16;
    /** No such device. */
    public static final int ENODEV = 19;
    /** Invalid argument. */
    public static final int EINVAL = 22;
    /** No space left. */
    public static final int ENOSPC = 28;
    /** Function not implemented. */
    public static final int ENOSYS = 38;

    private Errno() {}

    /**
     * For people.
     *
     * @param status a negative result
     * @return such as {@code errno 16, EBUSY}
     */
    public static String describe(long status) {
        String name = switch ((int) -status) {
            case EPERM -> ", EPERM";
            case ENOENT -> ", ENOENT";
            case EIO -> ", EIO";
            case EAGAIN -> ", EAGAIN";
            case ENOMEM -> ", ENOMEM";
            case EACCES -> ", EACCES";
            case EBUSY -> ", EBUSY";
            case ENODEV -> ", ENODEV";
            case EINVAL -> ", EINVAL";
            case ENOSPC -> ", ENOSPC";
            case ENOSYS -> ", ENOSYS";
            default -> "";
        };
        return "errno " + -status + name;
    }
}
