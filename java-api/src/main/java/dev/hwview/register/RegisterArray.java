// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.UnknownRegisterException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Registers of one kind at a fixed distance: a queue's, a channel's, an entry's of a table. The fields are declared in
 * the template, and each element has them.
 *
 * {@snippet :
 * static final Register32 RAL = Register32.at("RAL", 0x5400);
 * static final RegisterArray<Register32> RALS = RegisterArray.of(RAL, 16, 8);
 * ...
 * RALS.get(3).write(bar, low);
 * }
 *
 * @param <R> the registers' type
 */
public final class RegisterArray<R extends Register> {
    private final R[] elements;

    private RegisterArray(R[] elements) {
        this.elements = elements;
    }

    /**
     * Declares an array of 8-bit registers.
     *
     * @param template the register at index 0; the elements are named after it
     * @param count how many
     * @param stride bytes from one to the next
     * @return the array
     */
    public static RegisterArray<Register8> of(Register8 template, int count, long stride) {
        return build(template, count, stride, Register8[]::new, (name, offset) ->
                new Register8(name, offset, template.access(), template.reset(), template.layout()));
    }

    /**
     * Declares an array of 16-bit registers.
     *
     * @param template the register at index 0; the elements are named after it
     * @param count how many
     * @param stride bytes from one to the next
     * @return the array
     */
    public static RegisterArray<Register16> of(Register16 template, int count, long stride) {
        return build(template, count, stride, Register16[]::new, (name, offset) ->
                new Register16(name, offset, template.access(), template.reset(), template.layout()));
    }

    /**
     * Declares an array of 32-bit registers.
     *
     * @param template the register at index 0; the elements are named after it
     * @param count how many
     * @param stride bytes from one to the next
     * @return the array
     */
    public static RegisterArray<Register32> of(Register32 template, int count, long stride) {
        return build(template, count, stride, Register32[]::new, (name, offset) ->
                new Register32(name, offset, template.access(), template.reset(), template.layout()));
    }

    /**
     * Declares an array of 64-bit registers.
     *
     * @param template the register at index 0; the elements are named after it
     * @param count how many
     * @param stride bytes from one to the next
     * @return the array
     */
    public static RegisterArray<Register64> of(Register64 template, int count, long stride) {
        return build(template, count, stride, Register64[]::new, (name, offset) ->
                new Register64(name, offset, template.access(), template.reset(), template.halves(),
                        template.layout()));
    }

    private interface Maker<R> {
        R make(String name, long offset);
    }

    private static <R extends Register> RegisterArray<R> build(R template, int count, long stride,
            IntFunction<R[]> array, Maker<R> maker) {
        if (count < 1 || stride < template.width() / Byte.SIZE) {
            throw new IllegalArgumentException(template.name() + ": an array of " + count + " registers, one each "
                    + stride + " bytes, is empty or overlaps itself");
        }
        R[] elements = array.apply(count);
        Arrays.setAll(elements, i -> maker.make(template.name() + "[" + i + "]", template.offset() + i * stride));
        return new RegisterArray<>(elements);
    }

    /**
     * One of the registers. Allocates nothing.
     *
     * @param index from 0
     * @return the register, named such as {@code RAL[3]}
     * @throws UnknownRegisterException if there is none
     */
    public R get(int index) {
        if (index < 0 || index >= elements.length) {
            throw new UnknownRegisterException(elements[0].name(), "is the first of " + elements.length
                    + " registers: there is none at index " + index);
        }
        return elements[index];
    }

    /**
     * How many there are.
     *
     * @return at least 1
     */
    public int size() {
        return elements.length;
    }

    /**
     * All of them.
     *
     * @return in order
     */
    public List<R> elements() {
        return List.of(elements);
    }
}
