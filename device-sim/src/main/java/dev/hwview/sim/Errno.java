// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

/** The errno values that libdevsim answers with and Java tells apart. Linux's numbers on x86-64 and aarch64. */
final class Errno {
    static final int ENOENT = 2;
    static final int ENOMEM = 12;
    static final int EEXIST = 17;
    static final int ENOSPC = 28;

    private Errno() {}
}
