// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import java.lang.module.ModuleDescriptor;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: the version that the build gave to the module or its jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"hwview " + number() + ", Java " + Runtime.version().feature() + " on "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch")};
    }

    private static String number() {
        ModuleDescriptor module = Version.class.getModule().getDescriptor();
        String manifest = Version.class.getPackage().getImplementationVersion();
        return module == null || module.rawVersion().isEmpty()
                ? manifest == null ? "(unpackaged)" : manifest
                : module.rawVersion().get();
    }
}
