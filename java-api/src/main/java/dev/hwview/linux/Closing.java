// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

/** Closes what is made of parts: each of them, even if another fails. */
final class Closing {
    private Closing() {}

    /** In this order; then throws what the first that failed did. */
    static void all(Runnable... parts) {
        Throwable failure = each(null, parts);
        if (failure instanceof RuntimeException exception) {
            throw exception;
        } else if (failure != null) {
            throw (Error) failure;
        }
    }

    /** After a failure, which is what the caller throws. */
    static void after(Throwable failure, Runnable... parts) {
        each(failure, parts);
    }

    private static Throwable each(Throwable before, Runnable... parts) {
        Throwable failure = before;
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (RuntimeException | Error e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        return failure;
    }
}
