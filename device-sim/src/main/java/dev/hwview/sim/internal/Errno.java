// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.internal;

/** The errno values that libdevsim answers with and Java tells apart. Linux's numbers on x86-64 and aarch64. */
public final class Errno {
    public static final int ENOENT = 2;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int EFBIG = 27;
    public static final int ENOSPC = 28;
    public static final int ENOTSUP = 95;
    public static final int EADDRINUSE = 98;
    public static final int ENOBUFS = 105;

    private Errno() {}
}
