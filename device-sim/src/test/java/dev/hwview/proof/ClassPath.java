// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.Simulation;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the classes of this run are: the class path of a JVM that is to see the same. A test runner's own class path
 * won't do, for it may have put the library on the module path.
 */
final class ClassPath {
    private ClassPath() {}

    /** The library, the simulator and these tests. */
    static String ours() {
        return Stream.of(RegisterSpace.class, Simulation.class, ClassPath.class).map(c -> root(c).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The folder or jar that a class was loaded from. */
    static Path root(Class<?> type) {
        String file = type.getSimpleName() + ".class";
        URL url = type.getResource(file);
        try {
            if (url.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            String folder = type.getPackageName().replace('.', '/') + "/" + file;
            String text = url.toString();
            return Path.of(URI.create(text.substring(0, text.length() - folder.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
