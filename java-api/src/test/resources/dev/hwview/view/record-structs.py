# SPDX-License-Identifier: Apache-2.0
"""Records what CPython's struct module makes of random formats: python3 record-structs.py | gzip -9n > structs.jsonl.gz

One case a line: format, size, the packed bytes in hex, and the values. A float is "f:" and its repr (hexadecimal, so
that no digit is lost), bytes are "c:" and hex; integers and booleans are JSON's.
"""
import json
import math
import random
import struct

CASES = 3000
STANDARD = "cbB?hHiIlLqQefdsp"
NATIVE = STANDARD + "nNP"
SIZES = dict(b=1, B=1, h=2, H=2, i=4, I=4, q=8, Q=8, n=8, N=8, P=8)


def number(rnd, letter, prefix):
    size = SIZES.get(letter, 8 if prefix in ("", "@") else 4)
    bits = 8 * size
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if letter.islower() else (0, (1 << bits) - 1)
    return rnd.choice([low, high, 0, 1, rnd.randint(low, high), rnd.randint(max(low, -9), 9)])


def real(rnd, letter):
    value = rnd.choice([0.0, -0.0, 1.5, -2.0, 0.1, 65504.0, 1e-7, 5e-8, math.inf, -math.inf, math.nan, rnd.gauss(0, 100)])
    return struct.unpack("<" + letter, struct.pack("<" + letter, value))[0]


def value(rnd, letter, count, prefix):
    if letter == "c":
        return bytes([rnd.randrange(256)])
    if letter == "?":
        return rnd.random() < 0.5
    if letter in "efd":
        return real(rnd, letter)
    if letter == "s":
        return bytes(rnd.randrange(256) for _ in range(count))
    if letter == "p":
        return bytes(rnd.randrange(256) for _ in range(rnd.randint(0, max(0, min(count - 1, 255)))))
    return number(rnd, letter, prefix)


def shown(v):
    if isinstance(v, float):
        return "f:" + ("nan" if math.isnan(v) else v.hex() if math.isfinite(v) else repr(v))
    return "c:" + v.hex() if isinstance(v, bytes) else v


def case(rnd):
    prefix = rnd.choice(["", "@", "=", "<", ">", "!"])
    letters = NATIVE if prefix in ("", "@") else STANDARD
    parts, values = [], []
    for _ in range(rnd.choice([1, 1, 2, 3, 5, 8])):
        letter = rnd.choice(letters + "x")
        count = rnd.choice([None, None, None, 0, 1, 2, 3, 7])
        if letter == "p" and count == 0:
            count = 1  # CPython can't unpack 0p
        parts.append(("" if count is None else str(count)) + letter)
        if letter in "sp":
            values.append(value(rnd, letter, 1 if count is None else count, prefix))
        elif letter != "x":
            values += [value(rnd, letter, 1, prefix) for _ in range(1 if count is None else count)]
    fmt = prefix + rnd.choice(["", " "]).join(parts)
    packed = struct.pack(fmt, *values)
    return dict(format=fmt, size=struct.calcsize(fmt), bytes=packed.hex(), values=[shown(v) for v in struct.unpack(fmt, packed)])


rnd = random.Random(2026)
recorded = 0
while recorded < CASES:
    one = case(rnd)
    if one["size"] > 0:
        print(json.dumps(one))
        recorded += 1
