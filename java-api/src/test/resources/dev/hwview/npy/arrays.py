# SPDX-License-Identifier: Apache-2.0
"""NumPy's side of the tests. `write FOLDER` makes files and prints what is in them, one JSON object a line;
`read FOLDER` prints the same of files that are there already."""
import json
import pathlib
import sys

import numpy as np


def items(array):
    def plain(value):
        if isinstance(value, complex):
            return [value.real, value.imag]
        if isinstance(value, bytes):
            return value.decode("latin-1")
        if isinstance(value, np.ndarray):
            return plain(value.tolist())
        if isinstance(value, (list, tuple)):
            return [plain(v) for v in value]
        return value
    if array.dtype.kind in "mM":
        array = array.view("i8")
    return plain(array.tolist())


def show(path):
    array = np.load(path, mmap_mode="r", max_header_size=1 << 20)
    order = "CF" if array.flags.c_contiguous and array.flags.f_contiguous else "C" if array.flags.c_contiguous else "F"
    print(json.dumps(dict(name=path.name, descr=str(np.lib.format.dtype_to_descr(array.dtype)), shape=array.shape,
                          order=order, items=items(array))))


def arrays():
    rnd = np.random.default_rng(7)
    for kind in "?bBhHiIlLqQefd":
        for order in "<>":
            dtype = np.dtype(kind).newbyteorder(order)
            for shape in [(), (1,), (7,), (3, 4), (2, 3, 5), (0,), (3, 0, 2)]:
                raw = np.asarray(rnd.integers(0, 100, shape)).astype(dtype)
                yield raw
                yield np.asfortranarray(raw)
    yield np.array([b"abc", b"de", b""], dtype="S4")
    yield np.array([1 + 2j, -3.5j], dtype="<c16")
    yield np.array([1.5 + 2j, -3.5j], dtype=">c8")
    yield np.array(["2026-11-24", "1970-01-02"], dtype="M8[D]")
    record = np.dtype([("id", "<u4"), ("x", ">f8"), ("tag", "S3"), ("grid", "<i2", (2, 3)), ("in", [("a", "u1"), ("b", ">i4")])])
    table = np.zeros((4, 2), record)
    for i, row in enumerate(table.reshape(-1)):
        row["id"], row["x"], row["tag"], row["grid"], row["in"] = i, i / 8, b"t%d" % i, np.arange(6).reshape(2, 3) + i, (i, -i)
    yield table
    yield np.asfortranarray(table)
    yield np.zeros(3, np.dtype([("a", "u1"), ("b", "<f8"), ("c", "<i2")], align=True))
    yield np.zeros(2, np.dtype([("wide" * 20 + str(i), "<i4") for i in range(1200)]))  # a header of version 2
    yield np.ones(2, np.dtype([("gr\u00f6\u00dfe\u4e2d", "<i4")]))  # and of version 3


folder = pathlib.Path(sys.argv[2])
if sys.argv[1] == "write":
    for number, array in enumerate(arrays()):
        np.save(folder / f"{number:03}.npy", array)
for path in sorted(folder.glob("*.npy")):
    show(path)
