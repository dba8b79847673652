// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import dev.hwview.device.Device;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.sim.internal.Errno;
import dev.hwview.sim.internal.SimulatedDevice;
import dev.hwview.sim.internal.net.DevsimNetNative;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;

/** A card's port, for libdevsim: which device it is, and what the numbers mean that its functions answer with. */
record Port(SimulatedDevice device) {
    /** One function of libdevsim, with its arguments bound. */
    interface Call {
        int on(MemorySegment handle);
    }

    static Port of(Device device) {
        return device.backend(SimulatedDevice.class).map(Port::new)
                .orElseThrow(() -> new UnknownDeviceException(device.name(), "is not simulated"));
    }

    String name() {
        return device.name();
    }

    /** The device, for a call that comes at once. */
    MemorySegment handle() {
        if (device.closing()) {
            throw new ClosedException(name(), "is closed");
        }
        return device.handle();
    }

    /** Lets a frame of native memory arrive, without allocation. Whether there was room. */
    boolean inject(MemorySegment frame) {
        int status;
        try {
            status = DevsimNetNative.devsim_net_inject(handle(), frame, (int) frame.byteSize());
        } catch (IllegalStateException arenaIsClosed) {
            throw closed(arenaIsClosed);
        }
        if (status == -Errno.ENOBUFS) {
            return false;
        }
        check("take a frame", status);
        return true;
    }

    /** Calls, and answers with the status. */
    int status(Call call) {
        try {
            return call.on(handle());
        } catch (IllegalStateException arenaIsClosed) {
            throw closed(arenaIsClosed);
        }
    }

    /** Whose arena is it: the device's, since {@link #handle}, or that of an argument? */
    private RuntimeException closed(IllegalStateException cause) {
        return device.closing() ? new ClosedException(name(), HardwareException.NO_OFFSET, "is closed", cause) : cause;
    }

    /** Calls, and throws unless it went well. */
    void call(String deed, Call call) {
        check(deed, status(call));
    }

    /** Calls, and throws unless it went well; says what it is that can be invalid. */
    void call(String deed, String invalid, Call call) {
        int status = status(call);
        if (status == -Errno.EINVAL) {
            throw new CableException(name(), "can't " + deed + ": " + invalid);
        }
        check(deed, status);
    }

    /** Throws unless it went well. */
    void check(String deed, int status) {
        if (status < 0) {
            throw failure(deed, -status);
        }
    }

    /** What a failure is for Java. */
    HardwareException failure(String deed, int errno) {
        return switch (errno) {
            case Errno.ENOTSUP -> new CableException(name(), "has no port for a cable: it is no network card");
            case Errno.ENOMEM, Errno.ENOSPC, Errno.ENOBUFS ->
                    new ResourceException(name(), "can't " + deed + ": there is no room");
            default -> new CableException(name(), "can't " + deed + ": " + reason(errno));
        };
    }

    private static String reason(int errno) {
        return switch (errno) {
            case Errno.ENOENT -> "no such file";
            case Errno.EACCES -> "permission denied";
            case Errno.ENOTDIR -> "there is a file where a folder should be";
            case Errno.EISDIR -> "it is a folder";
            case Errno.EFBIG -> "it is too large";
            case Errno.EADDRINUSE -> "something is there";
            default -> "errno " + errno;
        };
    }

    /** For functions that want nanoseconds. */
    static long nanos(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a time on a wire is not negative: " + time);
        }
        return time.toNanos();
    }

    /** For functions that want a number without a sign. */
    static long count(long number) {
        if (number < 0) {
            throw new IllegalArgumentException(number + " is no count");
        }
        return number;
    }

    /** For functions that want a path. */
    static MemorySegment text(Path path) {
        return Arena.ofAuto().allocateFrom(path.toString());
    }
}
