"""Columns of new rows: a frame's are found by name, an array's are known by their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from downslope.errors import DataError, did_you_mean
from downslope.formatting import counted
from downslope.numerics.arrays import default_names, table

MOST_COLUMNS = 5  # in a message


def numbers_of(X: Any, names: tuple[str, ...]) -> Any:
    """Return the numbers (m, d) of new rows: a frame's by name, an array's by their order.

    Raises
    ------
    DataError
        A column is missing, or there are more or fewer of an array.

    """
    check_rows(X)
    named = names_in(X, names, names)
    if named is None:
        features = table(X)
        if features.shape[1] != len(names):
            raise DataError(
                f"X has {counted(features.shape[1], 'column')} but the fit has {len(names)}: give "
                f"{', '.join(names)}."
            )
        return features
    from downslope.data.frames import as_polars

    # A column "intercept" has another name in the fit.
    columns = [n if n in named else n.removesuffix(" (column)") for n in names]
    for each in columns:
        column, _, level = each.partition("=")
        if each not in named and level and column in named:
            raise DataError(
                f"X has no column '{each}', which is 1 where '{column}' is '{level}' and else 0: "
                f"give X such a column in place of '{column}'."
            )
    check_present(columns, named)
    frame = as_polars(X, columns)
    return np.column_stack([np.asarray(table(frame[name])[:, 0], np.float64) for name in columns])


def check_rows(X: Any) -> None:
    """Raise `DataError` for rows that have yet to be read."""
    if isinstance(X, str):
        raise DataError(f"X is '{X}': read the file first, and give a data frame.")
    if hasattr(X, "collect_batches"):
        raise DataError("X is a lazy frame, whose rows are not computed: give X.collect().")


def names_in(
    X: Any, columns: Sequence[str], feature_names: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Return the names of a frame's columns; None for columns that are known by their order.

    Raises
    ------
    DataError
        Two columns have the same name, or names that are not text do not say which is which.

    """
    if not hasattr(X, "columns"):
        return None
    found = list(getattr(X, "column_names", X.columns))
    names = tuple(map(str, found))
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise DataError(f"X has two columns named '{twice}': rename or drop one of them.")
    if all(isinstance(name, str) for name in found):
        return names
    if set(columns) <= set(names):
        return names
    d = len(feature_names)
    if found == list(range(d)) and feature_names == default_names(d):
        return None  # a frame of an array, and a fit of one
    strange = next(name for name in found if not isinstance(name, str))
    raise DataError(
        f"X has the column name {strange!r:.40}, which is not text, so columns are not found by "
        f"name: rename them to {', '.join(feature_names[:MOST_COLUMNS])}, or give an "
        "array in that order."
    )


def check_present(columns: Sequence[str], named: Sequence[str]) -> None:
    """Raise `DataError` unless every column is among the named ones."""
    for column in columns:
        if column not in named:
            raise DataError(f"X has no column '{column}': {did_you_mean(column, named)}")
