// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.register.RegisterSpace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Notes what the shipped code of a ring does to memory and registers, fence by fence, while it does it. */
final class BusRecorder {
    final List<BusEvent> events = new ArrayList<>();

    /** A ring's memory. Places are named by a letter and their offset. */
    final class Memory extends RingMemory {
        private final String name;

        Memory(String name, MemorySegment segment) {
            super(segment);
            this.name = name;
        }

        private long load(long offset, long value, boolean guard) {
            events.add(new BusEvent(BusEvent.Kind.LOAD, name + offset, value, guard));
            return value;
        }

        @Override
        byte getByte(long offset) {
            return (byte) load(offset, super.getByte(offset), false);
        }

        @Override
        short getShort(long offset) {
            return (short) load(offset, super.getShort(offset), false);
        }

        @Override
        int getInt(long offset) {
            return (int) load(offset, super.getInt(offset), false);
        }

        @Override
        long getLong(long offset) {
            return load(offset, super.getLong(offset), false);
        }

        @Override
        void setByte(long offset, byte value) {
            super.setByte(offset, value);
            events.add(BusEvent.store(name + offset, value));
        }

        @Override
        void setShort(long offset, short value) {
            super.setShort(offset, value);
            events.add(BusEvent.store(name + offset, value));
        }

        @Override
        void setInt(long offset, int value) {
            super.setInt(offset, value);
            events.add(BusEvent.store(name + offset, value));
        }

        @Override
        void setLong(long offset, long value) {
            super.setLong(offset, value);
            events.add(BusEvent.store(name + offset, value));
        }

        @Override
        int getShared(long offset) {
            return (int) load(offset, super.getShared(offset), true);
        }

        @Override
        void setShared(long offset, int value) {
            super.setShared(offset, value);
            events.add(BusEvent.store(name + offset, value));
        }

        @Override
        void acquire() {
            events.add(BusEvent.acquire());
        }

        @Override
        void release() {
            events.add(BusEvent.release());
        }
    }

    /** A device's registers of 32 bits, the ordered forms with the order that they promise. */
    final class Registers extends RegisterSpace {
        /** What they answer. */
        int value;

        Registers() {
            super("model", 0x100);
        }

        @Override
        public int read32Relaxed(long offset) {
            events.add(BusEvent.guard("r" + offset, value));
            return value;
        }

        @Override
        public int read32(long offset) {
            int read = read32Relaxed(offset);
            events.add(BusEvent.acquire());
            return read;
        }

        @Override
        public void write32Relaxed(long offset, int written) {
            events.add(BusEvent.store("r" + offset, written));
        }

        @Override
        public void write32(long offset, int written) {
            events.add(BusEvent.release());
            write32Relaxed(offset, written);
        }

        @Override
        public int read8(long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read16(long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read64(long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write8(long offset, int written) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write16(long offset, int written) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write64(long offset, long written) {
            throw new UnsupportedOperationException();
        }
    }
}
