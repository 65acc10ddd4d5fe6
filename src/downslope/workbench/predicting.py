"""Predictions for new rows, whose columns are found as those of the fit were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from downslope.arguments import names_of
from downslope.arrays import Vector, check_finite, table
from downslope.errors import DataError, did_you_mean
from downslope.solution import Solution

if TYPE_CHECKING:
    from downslope.workbench.fitted import Fit


def predictions(fit: Fit, X: Any) -> Vector:
    """(m,) X·coef + intercept; see `Fit.predict`."""
    solution = fit.solution
    named = names_of(X)
    levels = dict(getattr(fit.table, "levels", ()))
    if isinstance(X, str):
        raise DataError(f"X is '{X}': read the file first, and give a frame.")
    if hasattr(X, "columns") and named is not None:
        features = _by_name(X, named, solution, levels)
    elif levels:
        raise DataError(f"The fit has categorical columns ({', '.join(levels)}): give a frame.")
    else:
        features = table(X)
    d = features.shape[1]
    if d != len(solution.coef):
        names = ", ".join(solution.feature_names)
        columns = f"{d} column{'s' * (d > 1)}"
        raise DataError(f"X has {columns}, the fit {len(solution.coef)}: give {names}.")
    check_finite(features, solution.feature_names)
    predicted: Vector = features @ solution.coef + solution.intercept
    return predicted


def _by_name(
    X: Any, named: Any, solution: Solution, levels: dict[str, tuple[str, ...]]
) -> np.ndarray:
    """(m, d) the columns of a frame that the fit has, whatever others there are."""
    from downslope.sources.columns import Part
    from downslope.sources.frames import as_polars
    from downslope.sources.levels import one_hot

    indicators = {f"{c}={level}": c for c, each in levels.items() for level in each[1:]}
    originals = [indicators.get(name, name) for name in solution.feature_names]
    for name in originals:
        if name not in named:
            raise DataError(f"X has no column '{name}': {did_you_mean(name, list(named))}")
    frame = as_polars(X, list(dict.fromkeys(originals)))
    made = {
        f"{c}={level}": column
        for c, each in levels.items()
        if c in originals
        for level, column in zip(each[1:], one_hot(frame[c], c, each, Part("X")), strict=True)
    }
    columns = [
        made.get(name, frame[c]) for name, c in zip(solution.feature_names, originals, strict=True)
    ]
    return np.column_stack([table(column)[:, 0] for column in columns])
