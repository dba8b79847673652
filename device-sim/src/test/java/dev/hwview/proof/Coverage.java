// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.RegisterArray;
import dev.hwview.register.RegisterSpace;
import dev.hwview.register.RegisterView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which methods of the library access a device: those of {@code RegisterSpace}, and whatever public method takes one. A
 * method that somebody adds tomorrow is on the list tomorrow.
 */
final class Coverage {
    private static final Set<String> NO_ACCESS = Set.of("name", "size", "toString");

    private Coverage() {}

    /** What is wrong with the table: methods without a case, and cases of methods that are no more. */
    static List<String> gaps(List<Case> cases) {
        Set<String> methods = methods();
        Set<String> covered = cases.stream().map(Case::method).map(Coverage::signature)
                .collect(Collectors.toCollection(TreeSet::new));
        Stream<String> missing = methods.stream().filter(m -> !covered.contains(m)).map(m -> "no case calls " + m);
        Stream<String> stale = covered.stream().filter(m -> !methods.contains(m)).map(m -> "there is no method " + m);
        return Stream.concat(missing, stale).toList();
    }

    /** Without what follows the parameters. */
    private static String signature(String method) {
        return method.substring(0, method.indexOf(')') + 1);
    }

    static Set<String> methods() {
        Path root = ClassPath.root(RegisterSpace.class);
        try {
            if (Files.isDirectory(root)) {
                return methods(root);
            }
            try (FileSystem jar = FileSystems.newFileSystem(root)) {
                return methods(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> methods(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(f -> root.relativize(f).toString())
                    .filter(f -> f.endsWith(".class") && f.startsWith("dev") && !f.contains("internal"))
                    .map(f -> f.substring(0, f.length() - ".class".length()).replace('/', '.').replace('\\', '.'))
                    .map(Coverage::load).filter(Coverage::isPublic)
                    .flatMap(c -> Arrays.stream(c.getMethods()).filter(m -> accesses(c, m)).map(m -> describe(c, m)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, RegisterSpace.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** An interface's methods are counted where they are implemented. */
    private static boolean isPublic(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (!Modifier.isPublic(outer.getModifiers())) {
                return false;
            }
        }
        return !type.isInterface();
    }

    private static boolean accesses(Class<?> type, Method method) {
        if (method.isSynthetic() || method.getDeclaringClass() == Object.class) {
            return false;
        }
        if (type == RegisterSpace.class) {
            return !Modifier.isStatic(method.getModifiers()) && !NO_ACCESS.contains(method.getName());
        }
        if (type == RegisterArray.class && method.getName().equals("get")) {
            return true;
        }
        // A view of registers is made without an access; RegisterViewTest holds its own against the trace.
        return Arrays.asList(method.getParameterTypes()).contains(RegisterSpace.class)
                && method.getReturnType() != RegisterView.class;
    }

    private static String describe(Class<?> type, Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName)
                .collect(Collectors.joining(", ", type.getSimpleName() + "." + method.getName() + "(", ")"));
    }
}
