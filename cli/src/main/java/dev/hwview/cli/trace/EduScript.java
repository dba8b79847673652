// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.trace;

import dev.hwview.cli.register.Operand;
import dev.hwview.cli.register.Operands;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Numbers;
import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.drivers.edu.Edu;
import java.io.PrintWriter;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Calls the edu driver as words say: {@code identify}, {@code liveness N}, {@code factorial N}, {@code dma BYTES}. */
final class EduScript {
    /** What help texts say of them. */
    static final String HELP = "identify, liveness N, factorial N, dma BYTES";

    private final Device device;
    private final PrintWriter out;
    private final InterruptMode mode;
    private final boolean byInterrupt;

    /** With a {@code mode} the driver sleeps until the device interrupts; if that is {@code null} it polls. */
    EduScript(Device device, PrintWriter out, InterruptMode mode) {
        this.device = device;
        this.out = out;
        this.mode = mode;
        this.byInterrupt = mode != null;
    }

    void run(List<String> words) throws InterruptedException {
        Deque<String> left = new ArrayDeque<>(words);
        try (Edu edu = new Edu(device)) {
            if (byInterrupt) {
                edu.enableInterrupt(mode);
            }
            while (!left.isEmpty()) {
                step(edu, left);
            }
        }
    }

    private void step(Edu edu, Deque<String> left) throws InterruptedException {
        String verb = left.pop();
        switch (verb) {
            case "identify" -> out.println("identify: edu version " + edu.identify());
            case "liveness" -> {
                int number = (int) number(verb, left, 0xFFFF_FFFFL);
                out.println("liveness " + Numbers.hex(Integer.toUnsignedLong(number), 32) + ": "
                        + (edu.liveness(number) ? "alive" : "no right answer"));
            }
            case "factorial" -> {
                int n = (int) number(verb, left, Integer.MAX_VALUE);
                int result = byInterrupt ? edu.factorialByInterrupt(n) : edu.factorial(n);
                out.println("factorial " + n + ": " + Integer.toUnsignedString(result) + (n > 12 ? " (modulo 2^32)"
                        : ""));
            }
            case "dma" -> transfer(edu, (int) number(verb, left, Edu.BUFFER_SIZE));
            // A register's name or an offset: the same operands as everywhere.
            default -> Operands.run(device, List.of(Operand.parse(verb)), out, true);
        }
    }

    /** Sends a pattern and takes it back. */
    private void transfer(Edu edu, int length) throws InterruptedException {
        if (length == 0) {
            throw Failure.usage("dma takes 1 to " + Edu.BUFFER_SIZE + " bytes");
        }
        try (DmaBuffer there = device.dma().allocate(length); DmaBuffer back = device.dma().allocate(length)) {
            for (int i = 0; i < length; i++) {
                there.segment().set(ValueLayout.JAVA_BYTE, i, (byte) (i * 31 + 7));
            }
            if (byInterrupt) {
                edu.toDeviceByInterrupt(there, 0, length);
                edu.fromDeviceByInterrupt(back, 0, length);
            } else {
                edu.toDevice(there, 0, length);
                edu.fromDevice(back, 0, length);
            }
            boolean same = there.segment().mismatch(back.segment()) < 0;
            out.println("dma " + length + " bytes, there and back: " + (same ? "the same bytes" : "other bytes"));
        }
    }

    private static long number(String verb, Deque<String> left, long largest) {
        if (left.isEmpty()) {
            throw Failure.usage(verb + " needs a number");
        }
        String text = left.pop();
        long number = Numbers.parse(text);
        if (Long.compareUnsigned(number, largest) > 0) {
            throw Failure.usage(verb + " takes 0 to " + largest + ", not " + text);
        }
        return number;
    }
}
