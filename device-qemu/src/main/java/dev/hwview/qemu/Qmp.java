// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.ResourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** QEMU's machine protocol, for what its test protocol lacks. Of its JSON only what a line begins with is looked at. */
final class Qmp {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final String name;
    private final LineChannel channel;

    Qmp(String name, SocketChannel socket) throws IOException {
        this.name = name;
        this.channel = new LineChannel(socket);
        execute("{\"execute\": \"qmp_capabilities\"}", "\"return\"");
    }

    /** Resets the machine with all that is in it; memory stays. */
    void reset() {
        execute("{\"execute\": \"system_reset\"}", "\"RESET\"");
    }

    /** Plugs the network's cable in or out. */
    void link(boolean up) {
        execute("{\"execute\": \"set_link\", \"arguments\": {\"name\": \"net0\", \"up\": " + up + "}}", "\"return\"");
    }

    private synchronized void execute(String command, String end) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII));
            Deadline deadline = Deadline.in(PATIENCE);
            boolean inTime = channel.write(bytes, PATIENCE);
            while (inTime) {
                inTime = channel.read(Math.max(0, deadline.leftNanos()));
                if (inTime && channel.text().contains("\"error\"")) {
                    throw new ResourceException(name, "was refused something by QEMU: " + channel.text());
                }
                if (inTime && channel.text().contains(end)) {
                    return;
                }
            }
            throw new DeadlineException(name, "got no answer from QEMU to " + command);
        } catch (IOException e) {
            throw new DeviceRemovedException(name, "is gone: QEMU has ended");
        }
    }

    synchronized void close() throws IOException {
        channel.close();
    }
}
