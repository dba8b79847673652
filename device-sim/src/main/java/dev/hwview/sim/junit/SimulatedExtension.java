// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.junit;

import dev.hwview.device.Device;
import dev.hwview.sim.BusTrace;
import dev.hwview.sim.FaultLog;
import dev.hwview.sim.RegisterPath;
import dev.hwview.sim.SimulatedClock;
import dev.hwview.sim.Simulation;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Opens and closes the devices of {@link Simulated}. */
public final class SimulatedExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(SimulatedExtension.class);
    private static final Set<Class<?>> TYPES =
            Set.of(Device.class, Simulation.class, BusTrace.class, FaultLog.class, SimulatedClock.class);

    /** For JUnit. */
    public SimulatedExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        // Not for constructors and @BeforeAll: their device would be shared by tests, and closed after the first.
        return test.getTestMethod().isPresent() && TYPES.contains(parameter.getParameter().getType())
                && annotation(parameter, test).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Simulated wanted = annotation(parameter, test).orElseThrow();
        Opened opened = devices(test).computeIfAbsent(wanted, SimulatedExtension::open);
        Class<?> type = parameter.getParameter().getType();
        if (type == Device.class) {
            return opened.device();
        }
        if (type == Simulation.class) {
            return opened.simulation();
        }
        if (type == BusTrace.class) {
            return opened.simulation().trace();
        }
        return type == FaultLog.class ? opened.simulation().faults() : opened.simulation().clock();
    }

    private record Opened(Device device, Simulation simulation) {}

    @SuppressWarnings("unchecked")
    private static Map<Simulated, Opened> devices(ExtensionContext test) {
        return test.getStore(NAMESPACE).getOrComputeIfAbsent(Opened.class, key -> new LinkedHashMap<>(), Map.class);
    }

    private static Opened open(Simulated wanted) {
        String path = wanted.path() == RegisterPath.BEST ? ""
                : ",access=" + wanted.path().name().toLowerCase(Locale.ROOT);
        Device device = Device.open("sim:" + wanted.value() + path);
        Simulation simulation = Simulation.of(device);
        if (wanted.nanosPerAccess() >= 0) {
            simulation.clock().stepped(Duration.ofNanos(wanted.nanosPerAccess()));
        }
        return new Opened(device, simulation);
    }

    /** The parameter's own, else another parameter's, else the class's. */
    private static Optional<Simulated> annotation(ParameterContext parameter, ExtensionContext test) {
        return parameter.findAnnotation(Simulated.class)
                .or(() -> Arrays.stream(parameter.getDeclaringExecutable().getParameters())
                        .map((Parameter p) -> p.getAnnotation(Simulated.class))
                        .filter(Objects::nonNull)
                        .findFirst())
                .or(() -> test.getTestClass().map(c -> c.getAnnotation(Simulated.class)));
    }

    /** Closes the test's devices. A fault that nobody looked at fails the test. */
    @Override
    public void afterEach(ExtensionContext test) {
        Collection<Opened> opened = devices(test).values();
        try {
            opened.stream().filter(o -> !o.device().isClosed()).forEach(o -> o.simulation().faults().assertNone());
        } finally {
            opened.forEach(o -> o.device().close());
        }
    }
}
