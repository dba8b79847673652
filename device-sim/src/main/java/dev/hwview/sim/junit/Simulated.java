// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.junit;

import dev.hwview.sim.RegisterPath;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a JUnit 5 test a simulated device of its own, fresh for each test and closed after it. Parameters may be of
 * type {@link dev.hwview.device.Device}, {@link dev.hwview.sim.Simulation}, {@link dev.hwview.sim.BusTrace},
 * {@link dev.hwview.sim.FaultLog} and {@link dev.hwview.sim.SimulatedClock}. Annotate the test class, or one parameter
 * of the test:
 *
 * {@snippet :
 * @Test void factorialIsThreeAccesses(@Simulated("edu") Device device, BusTrace trace) { ... }
 * }
 *
 * <p>A test also fails if its device recorded a fault that the test did not take out of the
 * {@link dev.hwview.sim.FaultLog}: a driver that strays is found out even where the test looks elsewhere.
 */
@Target({ElementType.PARAMETER, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SimulatedExtension.class)
public @interface Simulated {
    /**
     * What follows {@code sim:} in the device's address.
     *
     * @return such as {@code edu} or {@code edu,dma-ns=5000}
     */
    String value();

    /**
     * How registers are reached.
     *
     * @return by traps, where they work
     */
    RegisterPath path() default RegisterPath.BEST;

    /**
     * Whether time stands still until the test or the driver's accesses move it.
     *
     * @return nanoseconds that each register access takes on a stepped clock; negative for a real clock
     */
    long nanosPerAccess() default -1;
}
