// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hwview.device.Device;
import dev.hwview.register.Access;
import dev.hwview.register.Field;
import dev.hwview.register.Halves;
import dev.hwview.register.Register16;
import dev.hwview.register.Register32;
import dev.hwview.register.Register64;
import dev.hwview.register.Register8;
import dev.hwview.register.RegisterMap;
import dev.hwview.register.RegisterSpace;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Registers that are declared as data behave by their access policies, on the bus itself. */
class DeclaredRegistersTest {
    /** From a reset value of 0101b: what a read gives and leaves; what 0011b, and then 0110b, written leave. */
    private static final String TABLE = """
            #      read  leaves  0011b  0110b
            RO     0101  0101    0101   0101
            RW     0101  0101    0011   0110
            WO     0000  0101    0011   0110
            RC     0101  0000    0101   0101
            RS     0101  1111    0101   0101
            W1C    0101  0101    0100   0000
            W1S    0101  0101    0111   0111
            W1T    0101  0101    0110   0000
            W0C    0101  0101    0001   0000
            W0S    0101  0101    1101   1101
            W0T    0101  0101    1001   0000
            WRC    0101  0000    0011   0110
            WRS    0101  1111    0011   0110
            WC     0101  0101    0000   0000
            WS     0101  0101    1111   1111
            WSRC   0101  0000    1111   1111
            WCRS   0101  1111    0000   0000
            W1SRC  0101  0000    0111   0111
            W1CRS  0101  1111    0100   0000
            W0SRC  0101  0000    1101   1101
            W0CRS  0101  1111    0001   0000
            WOC    0000  0101    0000   0000
            WOS    0000  0101    1111   1111
            W1     0101  0101    0011   0011
            WO1    0000  0101    0011   0011
            """;

    @Test
    void aRegisterInHalvesMayLieAtAMultipleOfFour() {
        Register64 counter = Register64.at("COUNTER", 0x0c, Access.RW, Halves.HIGH_LOW).reset(0x1122_3344_5566_7788L);
        try (Device device = Simulation.open(RegisterMap.of("split", counter))) {
            RegisterSpace bar = device.registers();
            assertEquals(0x1122_3344_5566_7788L, counter.read(bar));
            counter.write(bar, 0x0102_0304_0506_0708L);
            assertEquals(0x0102_0304_0506_0708L, counter.read(bar));
            Simulation.of(device).faults().assertNone();
        }
    }

    private record Row(Access access, int read, int leaves, int first, int second) {
        static Row parse(String line) {
            String[] words = line.split(" +");
            return new Row(Access.valueOf(words[0]), bits(words[1]), bits(words[2]), bits(words[3]), bits(words[4]));
        }

        private static int bits(String digits) {
            return Integer.parseInt(digits, 2);
        }
    }

    private static List<Row> rows() {
        return TABLE.lines().skip(1).map(Row::parse).toList();
    }

    private interface Check {
        void run(Row row, RegisterSpace bar, Simulation simulation, Register32 register);
    }

    private static Stream<DynamicTest> eachPolicy(Check check) {
        return Stream.of(RegisterPath.TRAP, RegisterPath.CALL).flatMap(path -> rows().stream().map(row ->
                dynamicTest(row.access() + " by " + path, () -> {
                    Register32 register = Register32.at("R", 0x10, row.access()).reset(0b0101);
                    try (Device device = Simulation.open(RegisterMap.of("policy", register), path)) {
                        check.run(row, device.registers(), Simulation.of(device), register);
                    }
                })));
    }

    @Test
    void thereIsARowForEachPolicy() {
        Set<Access> named = rows().stream().map(Row::access).collect(Collectors.toCollection(HashSet::new));
        assertEquals(new HashSet<>(Arrays.asList(Access.values())), named);
    }

    @TestFactory
    Stream<DynamicTest> aReadGivesAndLeavesWhatThePolicySays() {
        return eachPolicy((row, bar, simulation, register) -> {
            assertEquals(row.read(), bar.read32(0x10));
            assertEquals(row.leaves(), simulation.peek(register) & 0xF);
        });
    }

    @TestFactory
    Stream<DynamicTest> writesLeaveWhatThePolicySays() {
        return eachPolicy((row, bar, simulation, register) -> {
            bar.write32(0x10, 0b0011);
            assertEquals(row.first(), simulation.peek(register) & 0xF);
            bar.write32(0x10, 0b0110);
            assertEquals(row.second(), simulation.peek(register) & 0xF);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatNoDriverMayDoIsAFault() {
        return eachPolicy((row, bar, simulation, register) -> {
            bar.read32(0x10);
            assertEquals(row.access().readable() ? 0 : 1, simulation.faults().take().size(), "after a read");
            bar.write32(0x10, 0);
            assertEquals(row.access() == Access.RO ? 1 : 0, simulation.faults().take().size(), "after a write");
        });
    }

    @Test
    void aResetBringsTheResetValuesAndTheFirstWriteBack() {
        Register32 plain = Register32.at("PLAIN", 0).reset(0b0101);
        Register32 once = Register32.at("ONCE", 4, Access.W1).reset(0b0101);
        try (Device device = Simulation.open(RegisterMap.of("reset", plain, once))) {
            plain.write(device.registers(), 0b0011);
            once.write(device.registers(), 0b0011);
            device.reset();
            assertEquals(0b0101, plain.read(device.registers()));
            assertEquals(0b0101, once.read(device.registers()));
            once.write(device.registers(), 0b0110);
            assertEquals(0b0110, once.read(device.registers()));
        }
    }

    @Test
    void theBackDoorHasNoSideEffectAndNoBusAccess() {
        Register32 register = Register32.at("R", 0, Access.RC).reset(0b0101);
        try (Device device = Simulation.open(RegisterMap.of("back", register))) {
            Simulation simulation = Simulation.of(device);
            assertEquals(0b0101, simulation.peek(register));
            simulation.poke(register, 0b1001);
            assertEquals(0b1001, simulation.peek(register));
            simulation.trace().assertExactly();
        }
    }

    @Test
    void modifyLeavesTheDevicesOtherBitsAsTheyWere() {
        Register32 register = Register32.at("R", 0).reset(0x00FF_5A05);
        Field speed = register.field("SPEED", 3, 0);
        register.field("CAUSES", 15, 8, Access.W1C);
        register.field("LATCHES", 23, 16, Access.W0C);
        try (Device device = Simulation.open(RegisterMap.of("mixed", register))) {
            speed.set(device.registers(), 9);
            assertEquals(0x00FF_5A09, Simulation.of(device).peek(register));
        }
    }

    @Test
    void eachWidthIsDeclared() {
        RegisterMap map = RegisterMap.of("widths", Register8.at("A", 0).reset(0x1A),
                Register16.at("B", 2).reset(0x2B2B),
                Register32.at("C", 4).reset(0x3C3C3C3C), Register64.at("D", 8).reset(0x4D4D_4D4D_4D4D_4D4DL));
        try (Device device = Simulation.open(map)) {
            assertEquals("sim:widths", device.name());
            assertEquals(List.of(0x1AL, 0x2B2BL, 0x3C3C3C3CL, 0x4D4D_4D4D_4D4D_4D4DL),
                    map.registers().stream().map(r -> r.readBits(device.registers())).toList());
        }
    }

    @Test
    void theDemonstrationHasEachPolicyAndItsResetValue() {
        try (Device device = Device.open("sim:regs")) {
            Simulation simulation = Simulation.of(device);
            PolicyDemo.REGISTERS.registers().forEach(
                    r -> assertEquals(PolicyDemo.RESET, (int) simulation.peek(r), r.name()));
            assertEquals(PolicyDemo.RESET, (int) PolicyDemo.REGISTERS.register("REG_RC").readBits(device.registers()));
            assertEquals(0, simulation.peek(PolicyDemo.REGISTERS.register("REG_RC")));
        }
    }
}
