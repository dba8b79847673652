// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static dev.hwview.sim.Misuse.detected;
import static dev.hwview.sim.Misuse.of;
import static dev.hwview.sim.Misuse.refused;

import dev.hwview.fault.AccessPolicyException;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.FieldValueException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.UnknownRegisterException;
import dev.hwview.register.Access;
import dev.hwview.register.EnumField;
import dev.hwview.register.Field;
import dev.hwview.register.Flag;
import dev.hwview.register.Register16;
import dev.hwview.register.Register32;
import dev.hwview.register.Register64;
import dev.hwview.register.Register8;
import dev.hwview.register.RegisterArray;
import dev.hwview.register.RegisterMap;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MisuseOfRegistersTest {
    enum Mode { IDLE, BUSY }

    private static final Duration MOMENT = Duration.ofMillis(3);
    private static final Register32 CONTROL = Register32.at("CONTROL", 0x80);
    private static final Field SPEED = CONTROL.field("SPEED", 7, 4);
    private static final EnumField<Mode> MODE = CONTROL.enumeration("MODE", 9, 8, Mode.class);
    private static final Flag DONE = CONTROL.flag("DONE", 10, Access.RO);
    private static final Flag KICK = CONTROL.flag("KICK", 11, Access.W1S);
    private static final Register32 STATUS = Register32.at("STATUS", 0x20, Access.RO);
    private static final Register32 KEY = Register32.at("KEY", 0x60, Access.WO);
    private static final RegisterMap MAP = RegisterMap.of("edu", CONTROL, STATUS);
    private static final RegisterArray<Register32> RINGS = RegisterArray.of(Register32.at("RING", 0x1000), 4, 16);

    @TestFactory
    Stream<DynamicTest> policies() {
        return refused(
                of("write to RO", d -> STATUS.write(d.registers(), 1), AccessPolicyException.class,
                        "STATUS (0x20) of sim:edu is read-only"),
                of("write to RC", d -> Register16.at("C", 2, Access.RC).write(d.registers(), 1),
                        AccessPolicyException.class, "C (0x2) of sim:edu is read-only (RC)"),
                of("write to RS", d -> Register64.at("S", 8, Access.RS).write(d.registers(), 1),
                        AccessPolicyException.class, "S (0x8) of sim:edu is read-only (RS)"),
                of("read of WO", d -> KEY.read(d.registers()), AccessPolicyException.class,
                        "KEY (0x60) of sim:edu is write-only (WO)"),
                of("read of WO1", d -> Register8.at("K", 1, Access.WO1).read(d.registers()),
                        AccessPolicyException.class, "K (0x1) of sim:edu is write-only (WO1)"),
                of("await of WO", d -> KEY.await(d.registers(), 1, 1, MOMENT), AccessPolicyException.class,
                        "KEY (0x60)"),
                of("set of an RO flag", d -> DONE.set(d.registers()), AccessPolicyException.class, "CONTROL (0x80)",
                        "DONE", "RO"),
                of("clear of a W1S flag", d -> KICK.clear(d.registers()), AccessPolicyException.class, "CONTROL",
                        "clear KICK", "W1S"),
                of("modify of an RO register", d -> STATUS.modify(d.registers(), v -> v), AccessPolicyException.class,
                        "STATUS (0x20) of sim:edu is read-only"),
                of("modify of an RO field", d -> CONTROL.modify(d.registers(), DONE, 1), AccessPolicyException.class,
                        "DONE is RO"));
    }

    /** Beside a neighbour that no write leaves alone. */
    @TestFactory
    Stream<DynamicTest> neighboursThatAWriteWouldDisturb() {
        return Stream.of(Access.WO, Access.WC, Access.WS, Access.WSRC, Access.WCRS, Access.WOC, Access.WOS, Access.W1,
                Access.WO1).flatMap(access -> unmodifiable(access, "no written value leaves it alone"));
    }

    /** Beside a neighbour that the read would change. */
    @TestFactory
    Stream<DynamicTest> neighboursThatTheReadWouldChange() {
        return Stream.of(Access.RC, Access.RS, Access.WRC, Access.WRS, Access.W1SRC, Access.W1CRS, Access.W0SRC,
                Access.W0CRS).flatMap(access -> unmodifiable(access, "the read would change it"));
    }

    private static Stream<DynamicTest> unmodifiable(Access access, String reason) {
        Register32 register = Register32.at("CONTROL", 0x80);
        Field field = register.field("SPEED", 3, 0);
        register.flag("NEIGHBOUR", 9, access);
        return refused(
                of("field beside " + access, d -> field.set(d.registers(), 1), AccessPolicyException.class,
                        "CONTROL (0x80) of sim:edu", "bit 9 is " + access, reason),
                of("register with " + access, d -> register.modify(d.registers(), v -> v), AccessPolicyException.class,
                        "CONTROL (0x80) of sim:edu", "bit 9 is " + access, reason));
    }

    @TestFactory
    Stream<DynamicTest> values() {
        return refused(
                of("field overflow", d -> SPEED.set(d.registers(), 16), FieldValueException.class,
                        "CONTROL (0x80) of sim:edu has 4 bits in SPEED: 16 is not in 0 to 15"),
                of("negative field", d -> SPEED.set(d.registers(), -1), FieldValueException.class,
                        "SPEED: -1 is not in 0 to 15"),
                of("field overflow, modify", d -> CONTROL.modify(d.registers(), SPEED, 1L << 40),
                        FieldValueException.class, "SPEED"),
                of("field overflow, await", d -> SPEED.await(d.registers(), 16, MOMENT), FieldValueException.class,
                        "SPEED"),
                of("field overflow, with", d -> SPEED.with(0, 16), FieldValueException.class,
                        "CONTROL (0x80) has 4 bits in SPEED"),
                of("wide byte", d -> Register8.at("B", 0x81).write(d.registers(), 256), FieldValueException.class,
                        "B (0x81) of sim:edu has 8 bits: 0x100 is wider"),
                of("negative byte", d -> Register8.at("B", 0x81).write(d.registers(), -1), FieldValueException.class,
                        "8 bits"),
                of("wide word", d -> Register16.at("W", 0x82).write(d.registers(), 65536), FieldValueException.class,
                        "W (0x82) of sim:edu has 16 bits: 0x10000 is wider"),
                of("wide bits", d -> CONTROL.writeBits(d.registers(), 1L << 32), FieldValueException.class,
                        "32 bits: 0x100000000"));
    }

    @TestFactory
    Stream<DynamicTest> answers() {
        return detected(
                of("reserved code", d -> {
                    d.registers().write32(0x80, 0x300);
                    MODE.read(d.registers());
                }, FieldValueException.class, "CONTROL (0x80) of sim:edu has the reserved value 3 in MODE"),
                of("await that never comes true", d -> SPEED.await(d.registers(), 9, MOMENT), DeadlineException.class,
                        "CONTROL (0x80) of sim:edu", "0x90", "0xf0", "within 3 ms", "it is 0x0"),
                of("flag that never comes", d -> KICK.awaitSet(d.registers(), Duration.ZERO), DeadlineException.class,
                        "CONTROL", "0 ms"),
                of("constant that never comes", d -> MODE.await(d.registers(), Mode.BUSY, MOMENT),
                        DeadlineException.class, "0x100"));
    }

    @TestFactory
    Stream<DynamicTest> names() {
        return refused(
                of("unknown register", d -> MAP.register("CONTRL"), UnknownRegisterException.class,
                        "edu has no register CONTRL", "STATUS, CONTROL"),
                of("unknown field", d -> MAP.field("CONTROL.SPED"), UnknownRegisterException.class,
                        "CONTROL of edu has no field SPED", "SPEED"),
                of("field of an unknown register", d -> MAP.field("X.SPEED"), UnknownRegisterException.class,
                        "no register X"),
                of("field without a register", d -> MAP.field("SPEED"), UnknownRegisterException.class,
                        "REGISTER.FIELD"),
                of("index behind an array", d -> RINGS.get(4).read(d.registers()), UnknownRegisterException.class,
                        "RING[0] is the first of 4", "index 4"),
                of("index below an array", d -> RINGS.get(-1), UnknownRegisterException.class, "index -1"),
                of("register beyond its space", d -> Register32.at("FAR", 1L << 20).read(d.registers()),
                        OffsetException.class, "FAR (0x100000) of sim:edu", "1048576 bytes"),
                of("back door of nothing", d -> Simulation.of(d).poke(KEY, 1), UnknownRegisterException.class,
                        "KEY of sim:edu", "no back door"));
    }
}
