"""Tables written part by part to CSV or Parquet: complete files, or none; `-` is stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from downslope.data.atomic import output_file
from downslope.data.files import PARQUET_SUFFIXES
from downslope.errors import OptionError

if TYPE_CHECKING:
    import polars as pl

TEXT_SUFFIXES = (".csv", ".tsv")
OUTPUT = "-"


class TableWriter(Protocol):
    """Table that grows as rows are appended."""

    def write(self, kept: Any, columns: Mapping[str, np.ndarray]) -> None:
        """Append rows: a polars frame of columns, or None, and more columns."""

    def close(self) -> None:
        """Write the end of the file."""


@contextmanager
def opened_table(output: str | Path) -> Iterator[TableWriter]:
    """Open a table for writing, in the format of its name; it appears once the block ends.

    Raises
    ------
    OptionError
        The name has another ending.
    DataError
        The file cannot be written.

    """
    if str(output) == OUTPUT:
        yield _TextTable(sys.stdout, ",")
        return
    path = Path(output)
    check_output(path)
    with output_file(path) as file:
        if is_typed(path):
            writer: TableWriter = _ParquetTable(file)
        else:
            writer = _TextTable(file, "\t" if path.suffix.lower() == ".tsv" else ",")
        yield writer
        writer.close()


def is_typed(output: str | Path) -> bool:
    """Return whether a table of this name has types, as Parquet has and text has not."""
    return Path(output).suffix.lower() in PARQUET_SUFFIXES


def check_output(path: Path) -> None:
    """Check, before the work begins, that a table can be written under this name.

    Raises
    ------
    OptionError
        Its ending is not known, or its folder does not exist.

    """
    if path.suffix.lower() not in (*TEXT_SUFFIXES, *PARQUET_SUFFIXES):
        raise OptionError(
            f"--output '{path}' is not a name for a table: it must end in .csv, .tsv, or .parquet; "
            "- is standard output, as CSV."
        )
    if not path.absolute().parent.is_dir():
        raise OptionError(
            f"--output '{path}' is in a folder that does not exist: make the folder first."
        )


def _frame(kept: pl.DataFrame | None, columns: Mapping[str, np.ndarray]) -> pl.DataFrame:
    import polars as pl

    made = pl.DataFrame({name: np.ascontiguousarray(each) for name, each in columns.items()})
    return made if kept is None else kept.hstack(made)


class _TextTable:
    """CSV table with every digit that float64 needs."""

    def __init__(self, file: Any, separator: str) -> None:
        self._file, self._separator = file, separator
        self._begun = False

    def write(self, kept: Any, columns: Mapping[str, np.ndarray]) -> None:
        text = _frame(kept, columns).write_csv(
            separator=self._separator, include_header=not self._begun
        )
        self._begun = True
        is_text = hasattr(self._file, "encoding")
        self._file.write(text if is_text else text.encode())

    def close(self) -> None:
        """Do nothing: the file is complete."""


class _ParquetTable:
    def __init__(self, file: Any) -> None:
        self._file = file
        self._writer: Any = None

    def write(self, kept: Any, columns: Mapping[str, np.ndarray]) -> None:
        import pyarrow.parquet as pq

        rows = _frame(kept, columns).to_arrow()
        if self._writer is None:
            # Predictions hardly repeat, and looking for repeats takes longer than writing them.
            repeated = [name for name in rows.schema.names if name not in columns]
            self._writer = pq.ParquetWriter(
                self._file,
                rows.schema,
                compression="zstd",
                use_dictionary=repeated,
                write_page_checksum=True,
            )
        self._writer.write_table(rows.cast(self._writer.schema))

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
