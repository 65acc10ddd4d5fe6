"""Trials of damaged files whose format has a checksum: refused, or the answer is unchanged.

The structure of each file stays valid and its payload is damaged: bits are flipped, bytes are
overwritten, repeated, or cut out. To repeat a trial: `python -m soak.checksums SEED`.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

import downslope as ds
from soak.inputs import table
from soak.readers import Trial, tried

DAMAGED = 8  # files of a trial
HEAD_OF_PAGE = 40  # bytes, which the checksum of a page leaves out


def _text(frame: pl.DataFrame, rng: random.Random) -> bytes:
    form = rng.choice([{}, {"separator": ";", "decimal_comma": True}, {"separator": "\t"}])
    return frame.write_csv(**form).encode()


def _packed(pack: Callable[[bytes], bytes]) -> Callable[[pl.DataFrame, random.Random], bytes]:
    def write(frame: pl.DataFrame, rng: random.Random) -> bytes:
        text = _text(frame, rng)
        if rng.random() < 0.7:
            return pack(text)
        cut = text.index(b"\n", len(text) // 2) + 1  # two streams, one after another
        return pack(text[:cut]) + pack(text[cut:])

    return write


def _parquet(frame: pl.DataFrame, rng: random.Random) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(
        frame.to_arrow(),
        buffer,
        write_page_checksum=True,
        compression=rng.choice(["none", "snappy", "zstd", "gzip", "lz4", "brotli"]),
        data_page_version=rng.choice(["1.0", "2.0"]),
        use_dictionary=rng.random() < 0.5,
        row_group_size=rng.choice([7, 1000]),
    )
    return buffer.getvalue()


def _summary(frame: pl.DataFrame, rng: random.Random) -> bytes:
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "made.dss"
        ds.save_summary(
            ds.summarize(frame, "y", accuracy="full" if rng.random() < 0.3 else "standard"), file
        )
        return file.read_bytes()


FORMATS: dict[str, Callable[[pl.DataFrame, random.Random], bytes]] = {
    "d.csv.gz": _packed(gzip.compress),
    "d.csv.bz2": _packed(bz2.compress),
    "d.csv.xz": _packed(lzma.compress),
    "d.parquet": _parquet,
    "d.dss": _summary,
}


def _pages(content: bytes) -> list[tuple[int, int]]:
    """Return where the pages of a Parquet file begin and end; the footer has no checksum."""
    metadata = pq.ParquetFile(pa.BufferReader(content)).metadata
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    chunks = (group.column(j) for group in groups for j in range(metadata.num_columns))
    found = []
    for chunk in chunks:
        start = chunk.dictionary_page_offset or chunk.data_page_offset
        found.append((start, start + chunk.total_compressed_size))
    return found


def damaged(name: str, content: bytes, rng: random.Random) -> bytes:
    """Return the file with a damaged payload of the same length."""
    spans = _pages(content) if name == "d.parquet" else [(0, len(content))]
    start, end = rng.choice(spans)
    if name == "d.parquet":
        start += min(HEAD_OF_PAGE, (end - start) // 2)
    found, at = bytearray(content), rng.randrange(start, end)
    count = min(rng.randint(1, 64), end - at)
    what = rng.randrange(4)
    if what == 0:
        for _ in range(rng.randint(1, 4)):
            found[rng.randrange(start, end)] ^= 1 << rng.randrange(8)
    elif what == 1:
        found[at : at + count] = rng.randbytes(count)
    elif what == 2:
        found[at : at + count] = bytes(count)
    else:
        found[at:end] = found[at + count : end] + found[at : at + count]
    return bytes(found)


def trial(seed: int) -> list[Trial]:
    """Fit a file of some format, and the same file with damages of its payload."""
    rng = random.Random(seed)
    name = rng.choice(list(FORMATS))
    frame = table(rng)
    while frame.height < 3:
        frame = table(rng)
    content = FORMATS[name](frame, rng)
    command = ["fit", name, "--target", "y", "--json"]
    command += rng.choice([[], [], ["--engine", "threads"], ["--drop-missing"]])
    if name == "d.dss":
        command = command[:5]
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / name
        file.write_bytes(content)
        whole = tried(command, Path(made), seed)
        found = [whole if whole.status == 0 else replace(whole, err="Traceback: a whole file")]
        for _ in range(DAMAGED):
            file.write_bytes(damaged(name, content, rng))
            each = tried(command, Path(made), seed)
            if each.status == 0 and _weights(each) != _weights(whole):
                each = replace(each, status=1, err=f"another answer: {each.out}")
            found.append(each)
    return found


def _weights(found: Trial) -> list[float]:
    return [each["estimate"] for each in json.loads(found.out)["coefficients"]]


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        for found in trial(int(asked)):
            print(found.command, found.status, found.complaint or "fine", found.err.strip()[:200])
