"""Damaged, odd, and hostile inputs from a seed: the same seed makes the same bytes.

Each input starts as a good file. Then bits are flipped, lines added, cells replaced by values that
no column should hold, the end cut off, or two copies joined. Many files stay intact, so that the
steps after reading are tested too.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import json
import lzma
import random
import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa

import downslope as ds

CHECKSUM_BYTES = 32  # at the end of a summary's file
INTACT = 0.3  # share of the tables that stay intact
CELLS = [
    *("", " ", "NaN", "nan", "inf", "-inf", "1e400", "-1e-400", "1e308", "5e-324", "0", "-0.0"),
    *("text", "2024-01-01", "12:30", "1,5", "1.5.2", "0x10", "1_000", "１２", "½", "true", "null"),
    *('"', "'", '"a""b"', "a\nb", "[1,2]", "{}", "=1+1", "\ufeff1", "\x00", "\u202e1", "9" * 400),
]
HEADERS = ["y", "", "a b", "a,b", "loss", "epoch", "é", "x" * 500, "intercept", "1", "y ", "Y"]


def table(rng: random.Random) -> pl.DataFrame:
    """Return a small valid table: a target y and up to six features."""
    rows, columns = rng.choice([1, 2, 3, 10, 20, 50, 50]), rng.randint(1, 6)
    values = np.random.default_rng(rng.getrandbits(32)).normal(size=(rows, columns + 1))
    values *= 10.0 ** rng.randint(-3, 3)
    values[:, 0] = abs(values[:, 0])  # can serve as weights
    return pl.DataFrame(values, schema=[*(f"x{i}" for i in range(columns)), "y"])


def parts(rng: random.Random, count: int) -> list[pl.DataFrame]:
    """Return a table in `count` parts; some may be empty, and some do not match the others."""
    whole = table(rng)
    cuts = sorted(rng.randint(0, whole.height) for _ in range(count - 1))
    found = [whole[a:b] for a, b in pairwise([0, *cuts, whole.height])]
    return found if rng.random() < 0.9 else [*found[:-1], table(rng)]


def csv(rng: random.Random, count: int = 1) -> list[bytes]:
    """Return CSV files that may have damaged cells, lines, or headers."""
    found, form = parts(rng, count), _form(rng)
    if rng.random() < INTACT:
        return [part.write_csv().encode() for part in found]
    return [_csv(part, form, rng) for part in found]


def _form(rng: random.Random) -> tuple[str, str, str]:
    """Return the separators of cells and of lines, and the encoding."""
    return (
        rng.choice([*",,,,,,,;\t|", ", "]),
        rng.choice(["\n"] * 12 + ["\r\n"] * 6 + ["\r"]),
        rng.choice(["utf-8"] * 20 + ["utf-8-sig", "utf-8-sig", "latin-1", "utf-16"]),
    )


def _csv(frame: pl.DataFrame, form: tuple[str, str, str], rng: random.Random) -> bytes:
    lines = [line.split(",") for line in frame.write_csv().splitlines()]
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 4])):
        line = rng.choice(lines)
        what = rng.randrange(6)
        if what == 0:
            line[rng.randrange(len(line))] = rng.choice(CELLS)
        elif what == 1:
            line.append(rng.choice(CELLS))
        elif what == 2 and len(line) > 1:
            line.pop()
        elif what == 3:
            lines[0][rng.randrange(len(lines[0]))] = rng.choice(HEADERS)
        elif what == 4:
            lines.insert(rng.randrange(len(lines) + 1), [rng.choice(CELLS)])
        else:
            line.extend(rng.choice(CELLS) for _ in range(3))
    between_cells, between_lines, encoding = form
    text = between_lines.join(between_cells.join(line) for line in lines)
    raw = damaged(text.encode(encoding, errors="replace"), rng)
    return gzip.compress(raw) if rng.random() < 0.1 else raw


def parquet(rng: random.Random, count: int = 1) -> list[bytes]:
    """Return Parquet files with odd column types, and damage to the footer or the data."""
    found = parts(rng, count)
    if rng.random() < INTACT:
        return [_written(part, rng) for part in found]
    return [_parquet(part, rng) for part in found]


def _parquet(frame: pl.DataFrame, rng: random.Random) -> bytes:
    odd = [
        pl.lit("text"),
        pl.lit(None),
        pl.lit([1.0, 2.0]),
        pl.lit(True),
        pl.date(2024, 1, 1),
        pl.lit(float("nan")),
        pl.lit(float("inf")),
        pl.lit(2**63 - 1),
        pl.struct(pl.lit(1).alias("a")),
    ]
    if rng.random() < 0.3:
        frame = frame.with_columns(rng.choice(odd).alias(rng.choice(frame.columns)))
    if rng.random() < 0.1:
        frame = frame.clear()
    return damaged(_written(frame, rng), rng)


def _written(frame: pl.DataFrame, rng: random.Random) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression=rng.choice(["zstd", "snappy", "uncompressed"]))
    return buffer.getvalue()


def _stream(frame: pl.DataFrame) -> bytes:
    buffer, whole = io.BytesIO(), frame.to_arrow()
    with pa.ipc.new_stream(buffer, whole.schema) as writer:
        writer.write_table(whole, max_chunksize=20)
    return buffer.getvalue()


def _in_memory(write: Callable[[io.BytesIO], None]) -> bytes:
    buffer = io.BytesIO()
    write(buffer)
    return buffer.getvalue()


def _text(frame: pl.DataFrame) -> bytes:
    return frame.write_csv().encode()


OTHER: dict[str, Callable[[pl.DataFrame], bytes]] = {
    "feather": lambda frame: _in_memory(partial(frame.write_ipc, compression="zstd")),
    "arrow": lambda frame: _in_memory(frame.write_ipc),
    "arrows": _stream,
    "jsonl": lambda frame: _in_memory(frame.write_ndjson),
    "csv.bz2": lambda frame: bz2.compress(_text(frame)),
    "csv.xz": lambda frame: lzma.compress(_text(frame)),
    "csv.zst": lambda frame: pa.compress(_text(frame), codec="zstd", asbytes=True),
}


def other(kind: str, rng: random.Random, count: int = 1) -> list[bytes]:
    """Return files of another format, damaged or not."""
    whole = rng.random() < INTACT
    found = [OTHER[kind](part) for part in parts(rng, count)]
    return found if whole else [damaged(content, rng) for content in found]


# Numbers as other countries and programs write them, and text that only looks like numbers.
NUMERALS: list[Callable[[float], str]] = [
    lambda x: f"{1000 * x:,.0f}",
    lambda x: f"{1000 * x:_.0f}".replace("_", "."),
    lambda x: f"{1000 * x:_.2f}".replace(".", ",").replace("_", "."),
    lambda x: f"{x:.3f}".replace(".", ","),
    lambda x: f"{x:.2f}'000",
    lambda x: f"{x}.{x}",
    lambda x: "1.#IND",
    lambda x: "1,0,0",
    lambda x: "1e999",
    lambda x: f"{x:.0f}" * 99,
    lambda x: "NaN",
    lambda x: "",
]


def history(rng: random.Random) -> bytes:
    """Return a log of losses, as columns, printed lines, or JSON."""
    losses = [
        10.0 * rng.choice([0.9, 1.2, 1.0]) ** t for t in range(rng.choice([1, 3, 20, 40, 40]))
    ]
    form = rng.randrange(9)
    if form == 0:
        text = "\n".join(map(str, losses))
    elif form == 1:
        text = "epoch,loss\n" + "\n".join(f"{t},{v}" for t, v in enumerate(losses))
    elif form == 2:
        text = "\n".join(f"epoch {t} loss={v}" for t, v in enumerate(losses))
    elif form == 3:
        text = "\n".join(json.dumps({"step": t, "loss": v}) for t, v in enumerate(losses))
    elif form == 4:
        text = "\n".join(f"[{t}]\ttrain-rmse:{v}\teval-rmse:{v}" for t, v in enumerate(losses))
    elif form == 5:
        rows = "".join(f"{v} {v} {2**t} {2.0**t} 1 0.5 9\n" for t, v in enumerate(losses))
        text = f"average since example example current\nloss last counter weight label\n{rows}"
    elif form == 6:
        rule = "-" * 20
        text = "\n".join(f"{rule}\n| step | {t} |\n| loss | {v} |" for t, v in enumerate(losses))
    elif form == 7:
        text = f"loss = {losses}"
    else:
        text = json.dumps({"loss": losses})
    lines = text.split("\n")
    for _ in range(rng.choice([0, 0, 1, 3])):
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(CELLS))
    text = "\n".join(lines)
    if rng.random() < 0.4:
        share, way = rng.choice([0.02, 0.5, 1.0]), rng.choice(NUMERALS)
        text = re.sub(
            r"\d+(?:\.\d+)?", lambda m: way(float(m[0])) if rng.random() < share else m[0], text
        )
    return damaged(text.encode(), rng)


def summaries(rng: random.Random, folder: Path, count: int) -> list[bytes]:
    """Files of summaries, damaged or not; those of one trial have one origin, or they do not."""
    found, first = [], None
    alike = rng.random() < 0.7
    for frame in parts(rng, count):
        source = folder / "source.csv"
        (frame if frame.height > 1 else table(rng)).write_csv(source)
        made = ds.summarize(source, "y", accuracy="full" if rng.random() < 0.3 else "standard")
        if alike and first is not None and made.feature_names == first.feature_names:
            made = ds.summarize(source, "y", like=first)
        first = first or made
        ds.save_summary(made, folder / "made.dss")
        content = damaged((folder / "made.dss").read_bytes(), rng)
        found.append(_mended(content) if rng.random() < 0.5 else content)
    return found


def _mended(content: bytes) -> bytes:
    """Return a summary's file with the checksum of what it holds, so that only sums can tell."""
    body = content[:-CHECKSUM_BYTES]
    return body + hashlib.sha256(body).digest()


def damaged(raw: bytes, rng: random.Random) -> bytes:
    """Return the bytes with damage, or unchanged."""
    content = bytearray(raw)
    what = rng.randrange(15)
    if what == 0:
        return bytes(content[: rng.randrange(len(content) + 1)])
    if what == 1:
        for _ in range(rng.randint(1, 8)):
            if content:
                content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    elif what == 2:
        at = rng.randrange(len(content) + 1)
        content[at:at] = rng.randbytes(rng.randint(1, 64))
    elif what == 3:
        return bytes(content) * 2
    return bytes(content)
