# SPDX-License-Identifier: Apache-2.0
"""The work of dev.hwview.bench.view with Python's memoryview and struct: `python3 - NAME MILLIS CAPTURE < views.py`.

Prints the fastest nanoseconds an operation and the sum that the other sides must come to.
"""
import array
import struct
import sys
import time

SIZE = 1 << 18
INTS = 10_000
FRAMES = 1000
RECORD = struct.Struct(">iHiqi")


def memory():
    state = 0x9E3779B97F4A7C15
    words = array.array("Q")
    for _ in range(SIZE // 8):
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        words.append(state)
    return memoryview(bytearray(words.tobytes()))


def frames(path):
    """As many frames as the other sides have, one behind the other, and where they begin and end."""
    with open(path, "rb") as file:
        capture = file.read()
    laid = bytearray()
    begins = [0]
    at = 24
    while len(begins) <= FRAMES:
        if at >= len(capture):
            at = 24
        (size,) = struct.unpack_from("<I", capture, at + 8)
        laid += capture[at + 16:at + 16 + size]
        begins.append(len(laid))
        at += 16 + size
    return memoryview(laid), begins


def reads(bytes_, _):
    ints = bytes_.cast("i")

    def run():
        return sum(ints[i] for i in range(INTS))
    return run, INTS, 32


def writes(bytes_, _):
    ints = bytes_.cast("i")

    def run():
        for i in range(INTS):
            ints[i] = 3 * i
        return ints[INTS - 1]
    return run, INTS, 32


def slices(bytes_, _):
    signed = bytes_.cast("b")

    def run():
        total = 0
        for i in range(1000):
            with signed[i * 64:(i + 1) * 64] as part:
                total += part[63]
        return total
    return run, 1000, 32


def casts(bytes_, _):
    def run():
        total = 0
        for i in range(1000):
            with bytes_.cast("i") as ints:
                total += ints[i]
        return total
    return run, 1000, 32


def columns(bytes_, _):
    matrix = bytes_.cast("i", (256, 256))

    def run():
        total = 0
        for column in range(256):
            for row in range(256):
                total += matrix[row, column]
        return total
    return run, 256 * 256, 32


def records(bytes_, _):
    def run():
        total = 0
        for at in range(0, 1000 * RECORD.size, RECORD.size):
            sequence, venue, size, price, when = RECORD.unpack_from(bytes_, at)
            total += wrap(sequence + venue + size, 32) + price + when
        return total
    return run, 1000, 64


IP = struct.Struct(">BxH2xHxB2xII")
TCP = struct.Struct(">HH8xB")


def packets(_, capture):
    laid, begins = frames(capture)

    def run():
        total = 0
        for i in range(FRAMES):
            frame = laid[begins[i]:begins[i + 1]]
            size = len(frame)
            if size < 34 or frame[12] != 8 or frame[13] != 0:
                continue
            first, length, fragment, protocol, source, destination = IP.unpack_from(frame, 14)
            header = (first & 15) * 4
            if first >> 4 != 4 or header < 20 or length < header or header > size - 14 or protocol != 6 \
                    or fragment & 0x1FFF:
                continue
            left = min(length, size - 14) - header
            if left < 20:
                continue
            port, to, offset = TCP.unpack_from(frame, 14 + header)
            tcp = (offset >> 4) * 4
            if tcp < 20 or tcp > left:
                continue
            total += source + destination + port + to + left - tcp
        return total
    return run, FRAMES, 32


def checksums(bytes_, _):
    shorts = struct.Struct(">730H")

    def run():
        total = sum(shorts.unpack_from(bytes_, 0))
        while total >> 16:
            total = (total & 0xFFFF) + (total >> 16)
        return ~total & 0xFFFF
    return run, 1, 32


def wrap(value, bits):
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> bits - 1 else value


def main(name, millis, capture):
    work = {f.__name__: f for f in (reads, writes, slices, casts, columns, records, packets, checksums)}
    run, operations, bits = work[name](memory(), capture)
    fastest = float("inf")
    total = None
    end = time.perf_counter() + millis / 1000
    while total is None or time.perf_counter() < end:
        begin = time.perf_counter_ns()
        total = run()
        fastest = min(fastest, time.perf_counter_ns() - begin)
    print(fastest / operations, wrap(total, bits))


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
