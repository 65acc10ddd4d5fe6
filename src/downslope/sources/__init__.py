"""Where data come from: files and named data sets here, turned into a `Table`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from downslope import datasets
from downslope.errors import DataError
from downslope.sources.columns import Origin, table_from_frame
from downslope.sources.files import data_files, read_frame
from downslope.sources.history import History, read_history
from downslope.sources.table import Table

__all__ = ["History", "Table", "read", "read_history"]

SHOWN = 3  # names of data in a message
LISTED = 12  # names of columns


def read(
    data: str | Sequence[str],
    target: str | None = None,
    features: Sequence[str] | None = None,
    weights: str | None = None,
    drop_missing: bool = False,
    exact_decimals: bool = False,
) -> Table:
    """Read files, a folder, a glob, or a data set by its name ("hubble").

    A data set knows its target and its features; a file needs to be told its target. With
    `exact_decimals` the decimals of a CSV count as printed, not as float64 rounds them.

    Raises:
        DataError: what was given cannot be read or used (one line: what, where, what to do).

    """
    paths = [data] if isinstance(data, str) else list(data)
    source = ", ".join(paths[:SHOWN]) + (f" and {len(paths) - SHOWN} more" * (len(paths) > SHOWN))
    known = _data_set(paths)
    if known is not None:
        files = [known.path]
        target = target or known.target
        features = features or (known.features if target == known.target else None)
    else:
        files = data_files(paths, nearby=datasets.DATA_SETS)
    frame, heights = read_frame(files, as_printed=exact_decimals)
    if target is None:
        raise DataError(
            f"Say which column of {source} to predict: --target {_choice(frame.columns)}."
        )
    origin = Origin(source, tuple(map(str, files)), tuple(heights))
    return table_from_frame(frame, origin, target, features, weights, drop_missing, exact_decimals)


def _data_set(paths: Sequence[str]) -> datasets.DataSet | None:
    found = [known for known in map(datasets.find, paths) if known is not None]
    if found and len(paths) > 1:
        raise DataError(f"'{found[0].name}' is a data set of its own: give it without other data.")
    return found[0] if found else None


def _choice(columns: Sequence[str]) -> str:
    shown = [shlex.quote(name) for name in columns[:LISTED]]
    if len(columns) > LISTED:
        return f"{', '.join(shown)} or another of its {len(columns)} columns"
    return " or ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
