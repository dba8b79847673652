// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.edu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import dev.hwview.device.Device;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.register.EnumField;
import dev.hwview.register.Field;
import dev.hwview.register.Flag;
import dev.hwview.register.Register16;
import dev.hwview.register.Register32;
import dev.hwview.register.Register64;
import dev.hwview.register.Register8;
import dev.hwview.register.RegisterArray;
import dev.hwview.register.RegisterMap;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.RegisterPath;
import dev.hwview.sim.Simulation;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a driver does again and again allocates nothing: 20,000 times, and not one byte of this thread's. */
class AllocationTest {
    enum Mode { IDLE, BUSY }

    private static final int TIMES = 20_000;
    private static final int WARM_UP = 20_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Register8 R8 = Register8.at("R8", 0x00);
    private static final Register16 R16 = Register16.at("R16", 0x08);
    private static final Register32 R32 = Register32.at("R32", 0x10);
    private static final Field FIELD = R32.field("FIELD", 7, 0);
    private static final Flag FLAG = R32.flag("FLAG", 8);
    private static final EnumField<Mode> MODE = R32.enumeration("MODE", 10, 9, Mode.class);
    private static final Register64 R64 = Register64.at("R64", 0x18);
    private static final RegisterArray<Register32> ARRAY = RegisterArray.of(Register32.at("RING", 0x40), 4, 4);

    private final Device plain = Simulation.open(RegisterMap.of("plain", R8, R16, R32, R64).with(ARRAY),
            RegisterPath.BEST);
    private final Device device = Device.open("sim:edu");
    private final Edu edu = new Edu(device);
    private final DmaBuffer buffer = device.dma().allocate(Edu.BUFFER_SIZE);
    private final RegisterSpace bar = plain.registers();
    private final Map<String, Runnable> deeds = new LinkedHashMap<>();
    private long sink;

    @AfterEach
    void close() {
        device.close();
        plain.close();
    }

    private Stream<DynamicTest> eachAllocatesNothing() {
        return deeds.entrySet().stream()
                .map(deed -> dynamicTest(deed.getKey(), () -> checkAllocatesNothing(deed.getValue())));
    }

    /** The best of three rounds: what the JVM itself allocates when it replaces code under way comes once. */
    private static void checkAllocatesNothing(Runnable deed) {
        long thread = Thread.currentThread().threadId();
        repeat(deed, WARM_UP);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3 && least > 0; round++) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            repeat(deed, TIMES);
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
        }
        assertEquals(0, least, "bytes in " + TIMES + " times");
    }

    private static void repeat(Runnable deed, int times) {
        for (int i = 0; i < times; i++) {
            deed.run();
        }
    }

    @TestFactory
    Stream<DynamicTest> registers() {
        deeds.put("read8", () -> sink += R8.read(bar));
        deeds.put("read16", () -> sink += R16.read(bar));
        deeds.put("read32", () -> sink += R32.read(bar));
        deeds.put("read64", () -> sink += R64.read(bar));
        deeds.put("readRelaxed", () -> sink += R32.readRelaxed(bar));
        deeds.put("write8", () -> R8.write(bar, 7));
        deeds.put("write16", () -> R16.write(bar, 7));
        deeds.put("write32", () -> R32.write(bar, 7));
        deeds.put("write64", () -> R64.write(bar, 7));
        deeds.put("writeRelaxed", () -> R32.writeRelaxed(bar, 7));
        deeds.put("modify", () -> R32.modify(bar, value -> value ^ 0x55));
        deeds.put("modify 64", () -> R64.modify(bar, value -> value + 1));
        deeds.put("await", () -> sink += R32.await(bar, 0, 0, TIMEOUT));
        deeds.put("array", () -> {
            for (int i = 0; i < ARRAY.size(); i++) {
                ARRAY.get(i).write(bar, i);
                sink += ARRAY.get(i).read(bar);
            }
        });
        return eachAllocatesNothing();
    }

    @TestFactory
    Stream<DynamicTest> fields() {
        R32.write(bar, 0);
        deeds.put("field read", () -> sink += FIELD.read(bar));
        deeds.put("field set", () -> FIELD.set(bar, 3));
        deeds.put("field get and with", () -> sink = FIELD.with(sink, FIELD.get(sink) ^ 1));
        deeds.put("field await", () -> FIELD.await(bar, 3, TIMEOUT));
        deeds.put("flag set and clear", () -> {
            FLAG.set(bar);
            FLAG.clear(bar);
        });
        deeds.put("flag isSet", () -> sink += FLAG.isSet(bar) ? 1 : 0);
        deeds.put("flag await", () -> FLAG.awaitClear(bar, TIMEOUT));
        deeds.put("enumeration set", () -> MODE.set(bar, Mode.BUSY));
        deeds.put("enumeration read", () -> sink += MODE.read(bar).ordinal());
        deeds.put("enumeration await", () -> MODE.await(bar, Mode.BUSY, TIMEOUT));
        return eachAllocatesNothing();
    }

    @TestFactory
    Stream<DynamicTest> transfers() {
        Simulation.of(device).clock().stepped(Duration.ofNanos(1000)); // a transfer is done by the second look
        deeds.put("DMA to the device", () -> edu.toDevice(buffer, 0, 64));
        deeds.put("DMA from the device", () -> edu.fromDevice(buffer, 64, 64));
        return eachAllocatesNothing();
    }
}
