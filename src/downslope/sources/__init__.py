"""Where data come from: files and named data sets here, turned into a `Table`."""

from __future__ import annotations

from collections.abc import Sequence

from downslope import datasets
from downslope.errors import DataError
from downslope.sources.columns import table_from_frame
from downslope.sources.files import data_files, read_frame
from downslope.sources.history import History, read_history
from downslope.sources.table import Table

__all__ = ["History", "Table", "read", "read_history"]


def read(
    data: str | Sequence[str],
    target: str | None = None,
    features: Sequence[str] | None = None,
    weights: str | None = None,
    drop_missing: bool = False,
) -> Table:
    """Read files, a folder, a glob, or a data set by its name ("hubble").

    A data set knows its target and its features; a file needs to be told its target.

    Raises:
        DataError: what was given cannot be read or used (one line: what, where, what to do).

    """
    paths = [data] if isinstance(data, str) else list(data)
    files, source = [], ", ".join(paths)
    known = datasets.find(paths[0]) if len(paths) == 1 else None
    if known is not None:
        files = [known.path]
        target = target or known.target
        features = features or (known.features if target == known.target else None)
    else:
        files = data_files(paths, nearby=datasets.DATA_SETS)
    frame = read_frame(files)
    if target is None:
        raise DataError(
            f"Say which column of {source} to predict: --target one of {', '.join(frame.columns)}."
        )
    return table_from_frame(frame, source, target, features, weights, drop_missing)
