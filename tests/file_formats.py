"""The same rows in every format that is read."""

import bz2
import gzip
import io
import lzma

import numpy as np
import polars as pl
import pyarrow as pa

N = 3000
RNG = np.random.default_rng(5)
FRAME = pl.DataFrame({"x": RNG.integers(0, 999, N) / 8, "k": RNG.integers(0, 9, N)}).with_columns(
    y=2 * pl.col("x") + pl.col("k")
)
WANTED = FRAME.cast(pl.Float64).to_numpy()


def ipc_stream(frame):
    out = io.BytesIO()
    table = frame.to_arrow()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=700)
    return out.getvalue()


def written(write):
    out = io.BytesIO()
    write(out)
    return out.getvalue()


CSV = FRAME.write_csv().encode()
ZSTD = pa.compress(CSV, codec="zstd", asbytes=True)
FORMATS = {
    "d.csv": CSV,
    "d.tsv": FRAME.write_csv(separator="\t").encode(),
    "d.csv.gz": gzip.compress(CSV),
    "d.csv.bz2": bz2.compress(CSV),
    "d.csv.xz": lzma.compress(CSV),
    "d.csv.zst": ZSTD,
    "two.csv.zst": pa.compress(CSV[:900], codec="zstd", asbytes=True)
    + pa.compress(CSV[900:], codec="zstd", asbytes=True),
    "d.parquet": written(FRAME.write_parquet),
    "d.feather": written(lambda out: FRAME.write_ipc(out, compression="zstd")),
    "d.arrow": written(FRAME.write_ipc),
    "d.arrows": ipc_stream(FRAME),
    "d.jsonl": written(FRAME.write_ndjson),
    "d.ndjson": written(FRAME.write_ndjson),
}


def rows(source):
    return np.vstack([block.copy() for task in source.tasks() for block in task.blocks()])
