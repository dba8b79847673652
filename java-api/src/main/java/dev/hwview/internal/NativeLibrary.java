// SPDX-License-Identifier: Apache-2.0
package dev.hwview.internal;

import dev.hwview.fault.NativeAccessException;
import dev.hwview.fault.ResourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads a native library that travels inside a jar. A library on disk has to have a path, so it is copied to a private
 * temporary folder, loaded, and the folder removed: the mapping outlives the file.
 */
public final class NativeLibrary {
    private NativeLibrary() {}

    /**
     * Loads a library into the class loader of {@code anchor}, whose generated bindings then find its symbols.
     *
     * @param anchor a class of the jar, which also must be the caller's own module
     * @param folder the resource folder that has a folder for each platform
     * @param loader calls {@link System#load} from the anchor's own code, since the class loader is the caller's
     * @param library the file to load
     * @param companions files that it links to and finds beside itself; those that are absent are left out
     */
    public static void load(Class<?> anchor, String folder, Loader loader, String library, List<String> companions) {
        List<Path> files = new ArrayList<>();
        try {
            Path home = Files.createTempDirectory("hwview-");
            files.add(home);
            for (String companion : companions) {
                copy(anchor, folder, companion, home, files);
            }
            if (!copy(anchor, folder, library, home, files)) {
                throw new ResourceException(library, "is not in the jar for " + Platform.NAME);
            }
            loader.load(home.resolve(library).toString());
        } catch (IOException e) {
            throw new ResourceException(library, "can't be unpacked: " + e.getMessage(), e);
        } catch (UnsatisfiedLinkError e) {
            throw new ResourceException(library, "can't be loaded: " + e.getMessage(), e);
        } catch (IllegalCallerException e) {
            throw noAccess(library, anchor, e);
        } finally {
            delete(files);
        }
    }

    /** Calls {@link System#load} in the class loader that is to own the library. */
    @FunctionalInterface
    public interface Loader {
        /**
         * Loads.
         *
         * @param path absolute
         */
        void load(String path);
    }

    private static boolean copy(Class<?> anchor, String folder, String name, Path home, List<Path> files)
            throws IOException {
        try (InputStream in = anchor.getResourceAsStream(folder + "/" + Platform.NAME + "/" + name)) {
            if (in == null) {
                return false;
            }
            Path file = home.resolve(name);
            files.add(file);
            Files.copy(in, file);
            return true;
        }
    }

    private static void delete(List<Path> files) {
        for (Path file : files.reversed()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }

    static NativeAccessException noAccess(String who, Class<?> anchor, IllegalCallerException cause) {
        String module = anchor.getModule().isNamed() ? anchor.getModule().getName() : "ALL-UNNAMED";
        return new NativeAccessException(who, "needs native access: start java with --enable-native-access=" + module,
                cause);
    }
}
