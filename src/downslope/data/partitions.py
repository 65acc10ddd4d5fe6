"""Partitioned folders: `site=Oslo/year=2024/part-0.parquet` has the columns site and year.

Spark, Hive, polars, and pyarrow leave a column out of the files when they write a folder for each
of its values. Here such columns are added again to the frames of each file, unless the files have
them, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from downslope.data.blocks import FramePart, Frames, FrameTask, Layout
from downslope.data.columns import Frame, names_in
from downslope.data.doubtful_columns import PADDED
from downslope.data.head import Head
from downslope.errors import DataError
from downslope.numerics.arguments import number_in

NULL = "__HIVE_DEFAULT_PARTITION__"  # how Hive and Spark name the folder of missing values
INTEGER = re.compile(r"[+-]?\d{1,18}")

Values = tuple[
    tuple[str, Any], ...
]  # columns of a file, each with its one value as an Arrow scalar


def partition_values(
    files: Sequence[Path], base: Path, known: Sequence[str], *, as_text: bool
) -> list[Values]:
    """Return the columns given by the names of the folders between `base` and each file.

    Columns that are `known`, because the files have them, are left out. Values are integers,
    numbers, or text, whichever fits all of a column; text on request.

    Raises
    ------
    DataError
        Some files are in such folders and some are not.

    """
    import pyarrow as pa

    found = [_named_values(file.relative_to(base).parent.parts) for file in files]
    for file, values in zip(files, found, strict=True):
        if values.keys() != found[0].keys():
            one, other = sorted((found[0], values), key=len)
            key = next(key for key in other if key not in one)
            bare = file if one is values else files[0]
            raise DataError(
                f"{bare} is not in a '{key}=…' folder, but other files are: give files of one "
                "kind only."
            )
    columns = {}
    for key in (key for key in found[0] if key not in known):
        texts = [values[key] for values in found]
        given = [text for text in texts if text is not None]
        # The zeros of codes such as 02134 stay.
        plain = given and not as_text and not any(map(PADDED.match, given))
        if plain and all(map(INTEGER.fullmatch, given)):
            columns[key] = pa.array([None if t is None else int(t) for t in texts], pa.int64())
        elif plain and all(number_in(text) is not None for text in given):
            columns[key] = pa.array([None if t is None else float(t) for t in texts], pa.float64())
        else:
            columns[key] = pa.array(texts, pa.string())
    return [tuple((key, each[i]) for key, each in columns.items()) for i in range(len(files))]


def _named_values(folders: Sequence[str]) -> dict[str, str | None]:
    pairs = [folder.split("=", 1) for folder in folders if "=" in folder.lstrip("=")]
    return {unquote(key): None if text == NULL else unquote(text) for key, text in pairs}


def with_values(frame: Frame, values: Values) -> Frame:
    """Return the frame with additional columns, each with a single value."""
    import pyarrow as pa

    for name, value in values:
        if name in names_in(frame):
            continue
        column = pa.repeat(value, len(frame))
        if hasattr(frame, "height"):
            import polars as pl

            frame = frame.with_columns(pl.Series(name, pl.from_arrow(column)))
        else:
            frame = frame.append_column(name, column)
    return frame


@dataclass(slots=True)
class PartitionTask(FrameTask):
    """Task of a file in a partitioned folder."""

    task: FrameTask
    values: Values

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        wanted = tuple(pair for pair in self.values if pair[0] in columns)
        keys = [key for key, _ in wanted]
        own = [name for name in columns if name not in keys] or self.task.layout.columns[-1:]
        for frame in self.task.frames(own, rows):
            yield with_values(frame, wanted).select(list(columns))


@dataclass(frozen=True, slots=True, eq=False)
class InFolder:
    """Part that is a file in a partitioned folder."""

    part: FramePart
    values: Values

    @property
    def rows(self) -> int | None:
        return self.part.rows

    @property
    def likely_rows(self) -> float | None:
        """Estimate of the number of rows, if the part has one."""
        return getattr(self.part, "likely_rows", self.part.rows)

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return [*self.part.names, *(key for key, _ in self.values)]

    def first_rows(self, columns: Sequence[str]) -> Head:
        """Return the first rows of the given columns."""
        wanted = tuple(pair for pair in self.values if pair[0] in columns)
        head = self.part.first_rows([name for name in columns if name in self.part.names])
        return replace(head, frame=with_values(head.frame, wanted))

    def tasks(self, layout: Layout, *, named: bool) -> list[PartitionTask]:
        keys = dict(self.values)
        inner = replace(
            layout,
            features=tuple(name for name in layout.features if name not in keys),
            weights=None if layout.weights in keys else layout.weights,
            levels=tuple(pair for pair in layout.levels if pair[0] not in keys),
        )
        return [
            PartitionTask(layout, task.place, task.where, task.rows, task, self.values)
            for task in self.part.tasks(inner, named=named)
        ]
