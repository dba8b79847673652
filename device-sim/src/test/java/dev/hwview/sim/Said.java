// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

/** In a forked JVM: prints what an exception says, one line each. */
final class Said {
    private Said() {}

    interface Deed {
        void run() throws Exception;
    }

    static void by(Deed deed) {
        try {
            deed.run();
            System.out.println("nothing");
        } catch (Exception e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
