// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.measure;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, by which what came is compared with what was sent. */
public final class Sha256 {
    private Sha256() {}

    /** A digest of nothing yet. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
