// SPDX-License-Identifier: Apache-2.0
/** Drivers, each a package to be read top-down. They know the library's API and no provider. */
module dev.hwview.drivers {
    requires transitive dev.hwview;

    exports dev.hwview.drivers.edu;
    exports dev.hwview.drivers.nic;
}
