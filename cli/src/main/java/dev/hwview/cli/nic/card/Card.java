// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import dev.hwview.cli.text.Report;
import dev.hwview.device.Device;
import dev.hwview.dma.DmaPool;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.drivers.nic.E1000eBuilder;
import dev.hwview.drivers.nic.Health;
import dev.hwview.packet.MacAddress;
import dev.hwview.sim.BusFault;
import dev.hwview.sim.RegisterPath;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.net.Cable;
import dev.hwview.sim.net.CableCounts;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A network card that a command drives: the device, its driver and, where it is simulated, its far side. */
public final class Card implements AutoCloseable {
    private static final Duration LINK_PATIENCE = Duration.ofSeconds(5);
    private static final long SERVICE_NANOS = 100_000_000L;
    private static final int FAULTS_SHOWN = 8;

    private final Device device;
    private final Simulation simulation;
    private final Cable cable;
    private E1000e nic;
    private long serviced = System.nanoTime();
    private long restarts;
    private Map<String, Object> rehearsal = Map.of();

    private Card(Device device) {
        this.device = device;
        this.simulation = Simulation.behind(device).orElse(null);
        this.cable = simulation == null ? null : Cable.of(device);
    }

    /** Opens the device alone: what arrives before {@link #start} is lost. */
    public static Card open(String address) {
        Device device = Device.open(address);
        try {
            Card card = new Card(device);
            if (card.isPlainMemory()) {
                card.simulation.pollStart(-1); // nobody else would look at the registers
            }
            return card;
        } catch (RuntimeException e) {
            device.close();
            throw e;
        }
    }

    /** Takes the card with its driver, which has to be closed before the card, and waits for the link. */
    public E1000e start(UnaryOperator<E1000eBuilder> how) {
        E1000eBuilder builder = how.apply(E1000e.on(device));
        // To plain memory, allowing an interrupt once more is no write: nothing differs.
        nic = isPlainMemory() ? builder.polled().open() : builder.open();
        try {
            nic.awaitLink(LINK_PATIENCE);
        } catch (RuntimeException e) {
            nic.close();
            throw e;
        }
        return nic;
    }

    /** The device alone. */
    public Device device() {
        return device;
    }

    /** The device's address. */
    public String name() {
        return device.name();
    }

    /** The driver, once it is started. */
    public E1000e nic() {
        return nic;
    }

    /** Whether it has a cable that a command can plug in. */
    public boolean isSimulated() {
        return cable != null;
    }

    private boolean isPlainMemory() {
        return simulation != null && simulation.path() == RegisterPath.MEMORY;
    }

    /** Of a simulated card. */
    public Cable cable() {
        return cable;
    }

    /** Whether no frame waits to arrive, as far as one can know that. */
    public boolean isDry() {
        if (cable == null) {
            return false;
        }
        CableCounts counts = cable.counts();
        return counts.sourceLeft() == 0 && counts.waiting() == 0;
    }

    /** A pool for frames that the command makes itself, to be closed after the driver. */
    public DmaPool pool(int buffers) {
        return DmaPool.on(device.dma()).name(name() + " TX").count(buffers).build();
    }

    /** Looks after the card ten times a second, however often it is called. */
    public void service() {
        long now = System.nanoTime();
        if (now - serviced >= SERVICE_NANOS) {
            serviced = now;
            restarts += nic.service() == Health.RESTARTED ? 1 : 0;
        }
    }

    /** Adds what is to be told of the card; a fault that the model recorded is a failure. */
    public void report(Report report, String role) {
        report.fact(role, name(), name() + ", " + MacAddress.text(nic.mac()) + ", " + path());
        Map<String, Object> driver = numbers(nic.statistics());
        rehearsal.forEach((name, before) -> driver.merge(name, before, (now, then) -> (Long) now - (Long) then));
        report.fact(role + "Counters", driver, text(driver));
        if (cable != null) {
            Map<String, Object> far = numbers(cable.counts());
            report.fact(role + "Cable", far, text(far));
            List<BusFault> faults = simulation.faults().list();
            report.fact(role + "Faults", faults.stream().map(BusFault::toString).toList(),
                    faults.isEmpty() ? "none" : simulation.faults().count() + " of the driver, which the model saw");
            faults.stream().limit(FAULTS_SHOWN)
                    .forEach(fault -> report.failure("the " + role + " " + name() + ": " + fault));
        }
        if (restarts > 0) {
            report.failure("the " + role + " " + name() + " had to be restarted " + restarts
                    + (restarts == 1 ? " time" : " times"));
        }
    }

    private String path() {
        if (simulation == null) {
            return "not simulated here";
        }
        return switch (simulation.path()) {
            case TRAP -> "simulated, registers trap";
            case MEMORY -> "simulated, registers are plain memory, so that its own counters never clear";
            default -> "simulated, registers by calls";
        };
    }

    private static Map<String, Object> numbers(Record counts) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        try {
            for (RecordComponent component : counts.getClass().getRecordComponents()) {
                numbers.put(component.getName(), component.getAccessor().invoke(counts));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("a record of numbers has accessors", e);
        }
        return numbers;
    }

    /** Those that are not 0. */
    private static String text(Map<String, Object> numbers) {
        String text = numbers.entrySet().stream().filter(e -> (Long) e.getValue() != 0)
                .map(e -> Report.words(e.getKey()) + " " + e.getValue()).collect(Collectors.joining(", "));
        return text.isEmpty() ? "nothing" : text;
    }

    /** What was until now was a rehearsal: it is not told of. Faults are. */
    public void forget() {
        rehearsal = numbers(nic.statistics());
        cable.clearCounts();
    }

    /** Closes the device. The driver has to be closed before. */
    @Override
    public void close() {
        device.close();
    }
}
