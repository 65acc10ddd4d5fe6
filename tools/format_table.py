"""Table of types and formats for docs/any-size.md: each row is tried, and what came out is told.

`table()` is what the page holds between its marks; refresh.py writes it.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tempfile
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

from downslope.data.open import open_source
from downslope.errors import DownslopeError

BEGIN, END = "<!-- types and formats: begin -->", "<!-- types and formats: end -->"

D, TEXT = Decimal, pa.string()
TYPES: dict[str, pa.Array] = {
    "float64, float32, float16": pa.array([1.5, 2.5, 4.0], pa.float32()),
    "integers of 8 to 64 bits, signed or not": pa.array([1, 2, 4], pa.uint64()),
    "integers beyond 2^53": pa.array([1, 2, 2**53 + 1]),
    "boolean": pa.array([True, False, True]),
    "decimal of 32, 64, or 128 bits": pa.array([D("1.5"), D("2.5"), D(4)], pa.decimal128(9, 2)),
    "decimal of 256 bits": pa.array([D(1), D(2), D(4)], pa.decimal256(60, 2)),
    "text that holds numbers": pa.array(["1.5", " 2.5", "4"], TEXT),
    "other text": pa.array(["a", "b", "a"], TEXT),
    "dictionary (pandas Categorical, R factor)": pa.array(["a", "b", "a"]).dictionary_encode(),
    "date or time stamp": pa.array([date(2024, 1, day) for day in (1, 2, 3)]),
    "time of day": pa.array([time(hour) for hour in (1, 2, 3)], pa.time64("us")),
    "duration": pa.array([timedelta(day) for day in (1, 2, 3)], pa.duration("us")),
    "binary": pa.array([b"a", b"b", b"c"]),
    "list, map, struct": pa.array([[1.0], [2.0], [4.0]]),
    "interval of months, days, and nanoseconds": pa.array(
        [(1, 2, 3)] * 3, pa.month_day_nano_interval()
    ),
    "run-end encoded": pa.compute.run_end_encode(pa.array([1.5, 1.5, 4.0])),
    "null, NaN": pa.array([1.5, None, 4.0]),
    "infinity": pa.array([1.5, float("inf"), 4.0]),
}
TABLE = pa.table({"x": [1.5, 2.5, 4.0], "y": [1.0, 3.0, 4.0]})
CSV = b"x,y\n1.5,1\n2.5,3\n4,4\n"
DAMAGED = "damage is found"


def _written(write: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def _ipc(out: io.BytesIO, new: Callable[..., Any] = pa.ipc.new_file) -> None:
    with new(out, TABLE.schema) as writer:
        writer.write_table(TABLE)


# Name in the table, name of the file, content, and what the format says of damage.
FORMATS: list[tuple[str, str, bytes, str]] = [
    ("Parquet", "d.parquet", _written(lambda out: pq.write_table(TABLE, out)),
     "always found with page checksums; without them, flipped bits seldom are"),
    ("CSV, TSV, and other text", "d.csv", CSV, "no checksum"),
    ("the same in gzip", "d.csv.gz", gzip.compress(CSV), DAMAGED),
    ("in bzip2", "d.csv.bz2", bz2.compress(CSV), DAMAGED),
    ("in xz", "d.csv.xz", lzma.compress(CSV), DAMAGED),
    ("in zstd", "d.csv.zst", pa.compress(CSV, codec="zstd", asbytes=True),
     "found if there is a checksum, which the program `zstd` writes"),
    ("Feather, Arrow IPC file", "d.feather", _written(_ipc), "no checksum"),
    ("Arrow IPC stream", "d.arrows", _written(lambda out: _ipc(out, pa.ipc.new_stream)),
     "no checksum"),
    ("JSON Lines", "d.jsonl", b'{"x": 1.5, "y": 1}\n{"x": 2.5, "y": 3}\n{"x": 4, "y": 4}\n',
     "no checksum"),
    ("JSON Lines, compressed", "d.jsonl.gz", gzip.compress(b'{"x": 1, "y": 1}\n'), ""),
    ("JSON array", "d.json", b'[{"x": 1.5, "y": 1}]', ""),
    ("Feather of version 1", "old.feather", b"FEA1", ""),
    ("Stata, SPSS, SAS, R", "d.dta", b"<stata_dta>", ""),
    ("HDF5, NumPy, Avro, ORC, SQLite", "d.h5", b"\x89HDF", ""),
    ("Excel, OpenDocument", "d.xlsx", b"", "needs `[excel]`; read if one sheet has rows"),
]  # fmt: skip


# What may turn a refused column into one that is used, as the command line and Python write it.
WAYS: list[tuple[str, str, dict[str, Any]]] = [
    ("a categorical column", "--categorical", {"categorical": ["x"]}),
    ("numbers", "--date", {"date": {"x": "days"}}),
    ("numbers, without such rows", "--drop-missing", {"drop_missing": True}),
]


def tried(data: object, **options: Any) -> str:
    """Return "numbers", or the words of the refusal."""
    try:
        source = open_source(data, "y", **options)
        [block for task in source.tasks() for block in task.blocks()]
    except DownslopeError as error:
        told = str(error)
        for start in ("Column 'x' of the data ", f"{data} "):
            told = told.removeprefix(start)
        told = re.sub(r"<.*?>", "", told)  # the parts of a nested type
        return told.partition(": ")[0].partition(" (row")[0].partition(" in row")[0].strip(" ,")
    return "numbers"


def became(column: pa.Array) -> str:
    """Return what a column becomes, with the option for it, or why it is refused."""
    data = pa.table({"x": column, "y": [1.0, 3.0, 4.0]})
    found = tried(data)
    if found == "numbers":
        return found
    of_levels = "text" in found
    for what, option, given in WAYS:
        if (of_levels or "categorical" not in given) and tried(data, **given) == "numbers":
            return f"{what}: `{option}`"
    return f"refused: it {found}"


def table() -> str:
    """Return both tables as Markdown, with every row tried."""
    lines = ["| column of type | becomes |", "|---|---|"]
    lines += [f"| {name} | {became(column)} |" for name, column in TYPES.items()]
    lines += ["", "| format | read | damage |", "|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        for name, file, content, damage in FORMATS:
            path = Path(folder) / file
            path.write_bytes(content)
            found = tried(path) if content else "numbers"
            read = "yes" if found == "numbers" else f"no: it {found}"
            lines.append(f"| {name} | {read} | {damage} |")
    return "\n".join(lines)


def filled(page: str) -> str:
    """Return the page with a fresh table between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


if __name__ == "__main__":
    print(table())
