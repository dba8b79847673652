// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.send;

import dev.hwview.cli.measure.HeapMeter;
import dev.hwview.cli.measure.Sha256;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.send.EduContract.Transfer;
import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.drivers.edu.Edu;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Sends a file through an edu device and takes it back. The kernel reads the file into a DMA buffer, the device fetches
 * it from there chunk by chunk and puts each into a second buffer; Java moves no byte. Even chunks are polled for, odd
 * ones end with an interrupt. The device drives 28 address bits, so any size goes window by window.
 */
final class Sender {
    /** Size of each buffer. */
    static final int WINDOW = 1 << 20;
    /** What one transfer carries: all of the device's own buffer. */
    static final int CHUNK = Edu.BUFFER_SIZE;
    /**
     * Chunks of each kind that go before the file: the JVM links and specialises a native call on its first 127 uses,
     * and allocates then.
     */
    private static final int WARM_UP = 160;
    /**
     * Chunks of each kind between those and the file: their heap bytes count, so that there is a count for small files.
     */
    private static final int COUNTED = 64;

    private final Device device;
    private final InterruptMode mode;
    private final HeapMeter meter = new HeapMeter();
    private final List<Transfer> transfers = new ArrayList<>();
    private Edu edu;
    private DmaBuffer out;
    private DmaBuffer back;
    private BusWitness witness;

    Sender(Device device, InterruptMode mode) {
        this.device = device;
        this.mode = mode;
    }

    /**
     * Sends the bytes.
     *
     * @param source of them
     * @param progress is told of each chunk
     * @return how it went; not yet whether it went well
     */
    Sending send(Source source, Progress progress) throws InterruptedException {
        Sending sending = new Sending();
        int window = (int) Math.min(WINDOW, source.length());
        try (Edu driver = new Edu(device);
                DmaBuffer o = device.dma().allocate(window);
                DmaBuffer b = device.dma().allocate(window);
                FileChannel file = FileChannel.open(source.path(), StandardOpenOption.READ)) {
            edu = driver;
            out = o;
            back = b;
            sending.version = edu.identify();
            sending.alive = edu.liveness(0x1234_5678) && edu.liveness(~0);
            edu.enableInterrupt(mode);
            Optional<BusWitness> watched = BusWitness.of(device);
            witness = watched.orElse(null);
            if (witness != null) {
                warmUp(window, sending);
            }
            long start = System.nanoTime();
            sendWindows(file, source.length(), sending, progress);
            sending.nanos = System.nanoTime() - start;
            watched.ifPresent(w -> {
                sending.bus = w.summary();
                sending.path = w.path();
                sending.complaints.addAll(w.complaints());
            });
        } catch (IOException e) {
            throw Failure.unreadable(source.path(), e);
        } finally {
            progress.done();
        }
        return sending;
    }

    /**
     * The seldom path first, on which a poll sleeps: else the JVM links it, and allocates, when a chunk first is late.
     */
    private void warmUp(int window, Sending sending) throws InterruptedException {
        int length = Math.min(CHUNK, window);
        witness.slow(true);
        chunk(0, length, false);
        witness.slow(false);
        for (int i = 0; i < 2 * WARM_UP; i++) {
            chunk(0, length, i % 2 == 1);
        }
        sending.heap = meter.works() ? new HeapTally() : null;
        for (int i = 0; i < 2 * COUNTED; i++) {
            counted(0, length, i % 2 == 1, sending);
        }
        witness.forget();
    }

    private void counted(int offset, int length, boolean byInterrupt, Sending sending) throws InterruptedException {
        meter.start();
        chunk(offset, length, byInterrupt);
        long bytes = meter.stop();
        if (sending.heap != null) {
            sending.heap.add(byInterrupt, bytes);
        }
    }

    private void sendWindows(FileChannel file, long length, Sending sending, Progress progress)
            throws IOException, InterruptedException {
        MessageDigest digest = Sha256.digest();
        while (sending.bytes < length) {
            int filled = fill(file, (int) Math.min(out.size(), length - sending.bytes));
            if (filled == 0) {
                break; // the file shrank: the digests will differ
            }
            back.segment().fill((byte) 0); // what an earlier window left must not pass for this one's
            sendWindow(filled, sending, progress);
            digest.update(back.segment().asSlice(0, filled).asByteBuffer());
        }
        sending.digest = HexFormat.of().formatHex(digest.digest());
    }

    /** The kernel writes the file's bytes where the device will read them. */
    private int fill(FileChannel file, int wanted) throws IOException {
        ByteBuffer memory = out.segment().asSlice(0, wanted).asByteBuffer();
        while (memory.hasRemaining() && file.read(memory) >= 0) { }
        return memory.position();
    }

    private void sendWindow(int filled, Sending sending, Progress progress) throws InterruptedException {
        for (int offset = 0; offset < filled; offset += CHUNK) {
            int length = Math.min(CHUNK, filled - offset);
            boolean byInterrupt = sending.chunks % 2 == 1;
            long begin = System.nanoTime();
            counted(offset, length, byInterrupt, sending);
            sending.add(length, System.nanoTime() - begin);
            verify(offset, length, byInterrupt);
            progress.at(sending.bytes);
        }
    }

    private void chunk(long offset, int length, boolean byInterrupt) throws InterruptedException {
        if (byInterrupt) {
            edu.toDeviceByInterrupt(out, offset, length);
            edu.fromDeviceByInterrupt(back, offset, length);
        } else {
            edu.toDevice(out, offset, length);
            edu.fromDevice(back, offset, length);
        }
    }

    private void verify(int offset, int length, boolean byInterrupt) {
        if (witness != null) {
            transfers.clear();
            transfers.add(new Transfer(true, out.iova(offset, length), length, byInterrupt));
            transfers.add(new Transfer(false, back.iova(offset, length), length, byInterrupt));
            witness.verify(transfers);
        }
    }
}
