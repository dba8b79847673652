// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.fault.HardwareException;
import dev.hwview.fault.ResourceException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A machine without a guest: its processor stands still from the first instruction on. Time within it jumps to the next
 * timer when nothing else is to be done, so that a device's 100 ms cost none of ours.
 */
final class QemuMachine {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    /** Whose a file is can be told by its name. */
    static final String PREFIX = "hwview-qemu-" + ProcessHandle.current().pid() + "-";
    private static final int BIOS_SIZE = 1 << 16;
    private static final int RESET_VECTOR = BIOS_SIZE - 16;
    /** cli; hlt; and once more, should something wake it. */
    private static final byte[] HALT = {(byte) 0xfa, (byte) 0xf4, (byte) 0xeb, (byte) 0xfd};

    private final QemuOptions options;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final GuestMemory memory;
    private final QemuProcess process;
    private final QtestConnection qtest;
    private final Qmp qmp;
    private final QemuInterrupts interrupts;
    private final QemuCable cable;

    static QemuMachine start(QemuOptions options) {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            return new QemuMachine(options, opened);
        } catch (IOException e) {
            closeAll(options.name(), opened, e);
            throw new ResourceException(options.name(), "can't start QEMU: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            closeAll(options.name(), opened, e);
            throw e;
        }
    }

    private QemuMachine(QemuOptions options, List<AutoCloseable> opened) throws IOException {
        this.options = options;
        Path folder = Files.createTempDirectory(PREFIX);
        opened.add(() -> delete(folder));
        Path place = Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : folder;
        Path ram = Files.createTempFile(place, PREFIX, ".ram");
        opened.add(() -> Files.deleteIfExists(ram));
        memory = GuestMemory.create(options.name(), ram);
        opened.add(memory::close);
        interrupts = new QemuInterrupts(options.name(), memory.messages());
        byte[] bios = new byte[BIOS_SIZE];
        Arrays.fill(bios, HALT[1]);
        System.arraycopy(HALT, 0, bios, RESET_VECTOR, HALT.length);
        Files.write(folder.resolve("bios"), bios);
        try (ServerSocketChannel tests = listen(folder.resolve("qtest"));
                ServerSocketChannel control = listen(folder.resolve("qmp"));
                ServerSocketChannel net = listen(folder.resolve("net"))) {
            process = QemuProcess.start(options.name(), command(options, folder, ram), folder.resolve("log"));
            opened.add(process::close);
            SocketChannel test = accept(tests, opened);
            qtest = new QtestConnection(options.name(), test, interrupts);
            opened.add(qtest::close);
            cable = options.cable() ? new QemuCable(options.name(), accept(net, opened), this) : null;
            qmp = new Qmp(options.name(), accept(control, opened));
            opened.add(qmp::close);
        }
        opened.add(interrupts::close);
        Files.delete(ram); // both have it now
        parts.addAll(opened);
    }

    private static List<String> command(QemuOptions options, Path folder, Path ram) {
        List<String> command = new ArrayList<>(List.of(options.program().toString(),
                "-machine", "q35,accel=tcg,memory-backend=ram,pit=off,hpet=off", "-icount", "shift=0,sleep=off",
                "-bios", folder.resolve("bios").toString(), "-m", (GuestMemory.SIZE >> 20) + "M",
                "-object", "memory-backend-file,id=ram,size=" + GuestMemory.SIZE + ",mem-path=" + ram + ",share=on",
                "-nodefaults", "-no-user-config", "-display", "none",
                "-qtest", "unix:" + folder.resolve("qtest"), "-qtest-log", "none",
                "-qmp", "unix:" + folder.resolve("qmp")));
        if (options.model().hasNetwork) {
            // The user network is kept from the world: who tests a driver asks its gateway at most.
            command.addAll(List.of("-netdev", options.cable()
                    ? "stream,id=net0,server=off,addr.type=unix,addr.path=" + folder.resolve("net")
                    : "user,id=net0,restrict=on"));
            command.addAll(List.of("-device", options.model().address + ",netdev=net0,mac=" + options.mac()));
        } else {
            command.addAll(List.of("-device", options.model().address));
        }
        return command;
    }

    private static ServerSocketChannel listen(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path)).configureBlocking(false);
        return server;
    }

    private SocketChannel accept(ServerSocketChannel server, List<AutoCloseable> opened) {
        SocketChannel[] one = new SocketChannel[1];
        process.await("connect", () -> {
            try {
                one[0] = server.accept();
            } catch (IOException e) {
                throw new ResourceException(options.name(), "can't talk to QEMU: " + e.getMessage(), e);
            }
            return one[0] != null;
        });
        opened.add(one[0]);
        return one[0];
    }

    GuestMemory memory() {
        return memory;
    }

    QtestConnection qtest() {
        return qtest;
    }

    QemuInterrupts interrupts() {
        return interrupts;
    }

    QemuProcess process() {
        return process;
    }

    Optional<QemuCable> cable() {
        return Optional.ofNullable(cable);
    }

    void reset() {
        qmp.reset();
    }

    /** Plugs the card's cable in or out. */
    void link(boolean up) {
        qmp.link(up);
    }

    void close() {
        RuntimeException failure = closeAll(options.name(), parts, null);
        if (failure != null) {
            throw failure;
        }
    }

    /** Each part, the last one first, even if another fails. */
    private static RuntimeException closeAll(String name, List<AutoCloseable> parts, Exception before) {
        RuntimeException failure = null;
        for (AutoCloseable part : parts.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                if (before != null) {
                    before.addSuppressed(e);
                } else if (failure == null) {
                    failure = e instanceof HardwareException known ? known
                            : new ResourceException(name, "can't close a part: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        return failure;
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
