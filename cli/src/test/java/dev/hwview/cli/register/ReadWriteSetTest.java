// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.Cli;
import dev.hwview.cli.text.Failure;
import dev.hwview.device.Device;
import dev.hwview.register.EnumField;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterMap;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.Simulation;
import org.junit.jupiter.api.Test;

class ReadWriteSetTest {
    @Test
    void readsARegisterAFieldAndAnOffset() {
        assertEquals("""
                IDENTIFICATION        0x010000ed  MAJOR=1 MINOR=0 MAGIC=0xed
                IDENTIFICATION.MAGIC  0xed
                0x80:64               0x0000000000000000
                """, Cli.run("read", "sim:edu", "identification", "IDENTIFICATION.MAGIC", "0x80:64").ok().out());
    }

    @Test
    void operandsAreDoneInTheirOrder() {
        assertEquals("0x00000000\n0xedcba987\n",
                Cli.run("read", "--value", "sim:edu", "LIVENESS", "LIVENESS=0x12345678", "LIVENESS").ok().out());
    }

    @Test
    void writesThenReads() {
        assertEquals("LIVENESS  0xfffffffa\n", Cli.run("write", "sim:edu", "LIVENESS", "0b101", "LIVENESS").ok().out());
        assertEquals("0x04:32  0xfffffffa\n", Cli.run("write", "sim:edu", "0x4", "5", "0x04:32").ok().out());
        assertEquals("", Cli.run("write", "sim:edu", "0x80:64", "0xffff_ffff_ffff_ffff").ok().out());
    }

    @Test
    void setsAField() {
        assertEquals("STATUS  0x00000080  RAISE_IRQ=1 COMPUTING=0\n",
                Cli.run("set", "sim:edu", "STATUS.RAISE_IRQ=1", "STATUS").ok().out());
    }

    @Test
    void setsAnEnumerationByName() {
        enum Speed { OFF, SLOW, FAST }
        Register32 register = Register32.at("CONTROL", 0);
        EnumField<Speed> field = register.enumeration("SPEED", 5, 4, Speed.class);
        try (Device device = Simulation.open(RegisterMap.of("test", register))) {
            RegisterSpace space = device.registers();
            Place place = new Place.Part(register, field);
            place.write(space, "fast");
            assertEquals("FAST", place.read(space).value());
            place.write(space, "1");
            assertEquals("SLOW", place.read(space).value());
            Failure failure = assertThrows(Failure.class, () -> place.write(space, "LUDICROUS"));
            assertEquals("CONTROL.SPEED has no value LUDICROUS, it has OFF, SLOW, FAST", failure.getMessage());
        }
    }

    @Test
    void whatTheDeviceDoesNotHaveFails() {
        Cli.run("read", "sim:nothing", "STATUS").fails(1, "sim:nothing");
        Cli.run("read", "nowhere", "STATUS").fails(1, "nowhere", "SCHEME:NAME");
        Cli.run("read", "pci:edu", "STATUS").fails(1, "pci:");
        Cli.run("read", "sim:edu", "STATOS").fails(1, "STATOS", "STATUS");
        Cli.run("read", "sim:edu", "STATUS.NOPE").fails(1, "NOPE", "COMPUTING");
        Cli.run("read", "sim:edu", "0x10000000").fails(1, "outside");
        Cli.run("read", "sim:edu", "0x21:32").fails(1, "0x21");
    }

    @Test
    void whatAPolicyForbidsFails() {
        Cli.run("write", "sim:edu", "IDENTIFICATION", "1").fails(1, "IDENTIFICATION (0x0) of sim:edu is read-only");
        Cli.run("read", "sim:edu", "INTERRUPT_RAISE").fails(1, "INTERRUPT_RAISE", "write-only");
        Cli.run("set", "sim:edu", "STATUS.COMPUTING=1").fails(1, "COMPUTING is RO");
    }

    @Test
    void aValueThatIsTooBigFails() {
        Cli.run("write", "sim:edu", "LIVENESS", "0x100000000").fails(1, "LIVENESS", "32 bits");
        Cli.run("set", "sim:edu", "STATUS.RAISE_IRQ=2").fails(1, "RAISE_IRQ");
        Cli.run("write", "sim:edu", "0x4:32", "0x100000000").fails(1, "32 bits");
    }

    @Test
    void wrongUsageIsTwo() {
        Cli.run("write", "sim:edu", "LIVENESS", "many").fails(2, "many");
        Cli.run("read", "sim:edu", "0x20:33").fails(2, "33");
        Cli.run("read", "sim:edu").fails(2, "OPERAND");
        Cli.run("set", "sim:edu", "STATUS").fails(2, "nothing to set");
        Cli.run("frobnicate").fails(2, "frobnicate");
        Cli.run().fails(2, "--help");
    }

    @Test
    void helpAndVersionAreFine() {
        assertTrue(Cli.run("--help").ok().out().contains("registers"));
        assertTrue(Cli.run("read", "--help").ok().out().contains("OPERAND"));
        assertTrue(Cli.run("--version").ok().out().startsWith("hwview "));
    }
}
