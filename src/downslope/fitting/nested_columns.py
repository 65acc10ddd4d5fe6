"""Which restriction of a larger fit is a smaller one: by the span of columns, not by their names.

    poly(x, 1) in poly(x, 2)        x in bs(x, 4)        age in C(age)        size in size*C(kind)

Both fits make their columns from columns of the data, A of the smaller and B of the larger fit. If
A = B T whatever the data, the smaller fit is the larger one with w = T v, or L w = 0 where the rows
of L are orthogonal to T. Rows that are made up show T: enough of them, between the knots of
splines and with all levels. The columns are the same functions there as in the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from downslope.data.columns import Place
from downslope.data.expressions import options_of
from downslope.errors import DataError
from downslope.numerics.arrays import Matrix, Vector

if TYPE_CHECKING:
    from downslope.fitting.fit_result import Fit

MOST_COLUMNS = 400  # of more, only the names are compared
IN_SPAN = 1e-8  # of a column: less outside the span is rounding
ROUNDED = 1e-11  # of a direction: a smaller part is rounding
RANGES = ((0.25, 0.75), (1.25, 2.75), (-0.75, 0.75))  # one of them suits most functions
Levels = Mapping[str, tuple[str, ...]]


def restriction(small: Fit, large: Fit) -> Matrix | None:
    """Return L (q, p) such that the larger fit with L w = 0 is the smaller one; None if not nested.

    Parameters
    ----------
    small, large : Fit
        Of the same rows.

    Returns
    -------
    ndarray of shape (q, p), or None

    """
    if len(large.weights) > MOST_COLUMNS or len(small.weights) > len(large.weights):
        return None
    mine, theirs = _levels(small), _levels(large)
    if any(set(mine[name]) != set(theirs[name]) for name in mine.keys() & theirs.keys()):
        return None
    levels = {**mine, **theirs}
    for ends in RANGES:
        try:
            rows = _made_up(small, large, levels, ends)
            A, B = _columns(small, rows), _columns(large, rows)
        except (DataError, ValueError):  # a function is not defined here, or a label is text
            continue
        return _orthogonal(A, B, small, large)
    return None


def _orthogonal(A: Matrix, B: Matrix, small: Fit, large: Fit) -> Matrix | None:
    """Return rows (q, p) orthogonal to T, where A = B T; None where there is no such T."""
    both = small.solution.has_intercept and large.solution.has_intercept
    if both:
        A, B = A - A.mean(axis=0), B - B.mean(axis=0)
    else:  # an intercept is a column as any other
        ones = np.ones((len(A), 1))
        A, B = (np.hstack([each, ones]) if fit.solution.has_intercept else each
                for each, fit in ((A, small), (B, large)))  # fmt: skip
    sizes = np.linalg.norm(B, axis=0)
    A = A / np.linalg.norm(A, axis=0)
    T, *_ = np.linalg.lstsq(B / sizes, A, rcond=1e-12)
    if not (np.linalg.norm(A - B / sizes @ T, axis=0) <= IN_SPAN).all():
        return None
    left, values, _ = np.linalg.svd(T)
    across = left[:, int((values > IN_SPAN * values[0]).sum()) :].T
    # Weights that cancel are large, so what rounding leaves of a 0 would move their sums.
    across = np.where(np.abs(across) > ROUNDED, across, 0.0) * sizes
    return np.hstack([across, np.zeros((len(across), 1))]) if both else across


def _levels(fit: Fit) -> Levels:
    """Return the levels of each column of the data that is a category."""
    design = fit.asked.design
    return dict(fit.table.levels if design is None else design.levels)


def _made_up(
    small: Fit, large: Fit, levels: Levels, ends: tuple[float, float]
) -> Mapping[str, np.ndarray]:
    """Return values of each column of the data, (n,) numbers or labels."""
    rng = np.random.default_rng(0)
    n = 20 * len(large.weights) + 200
    knots: dict[str, list[float]] = {}
    for design in filter(None, (small.asked.design, large.asked.design)):
        for call, state in design.states:
            name, options = options_of(call)
            column = next((each for each in design.columns if f"({each}," in call
                           or f"(`{each}`," in call), "")  # fmt: skip
            if name == "bs":
                knots.setdefault(column, []).extend(state)
            elif name == "poly" and not options["raw"]:
                middle, half = state[:2]
                knots.setdefault(column, []).extend((middle - half, middle + half))
    found = {}
    for name in dict.fromkeys((*_data_columns(small), *_data_columns(large))):
        if name in levels:
            found[name] = rng.choice(np.array(levels[name], dtype=object), n)
            continue
        at = np.unique(knots.get(name, ends))
        place = rng.integers(0, len(at) - 1, n)
        found[name] = at[place] + rng.uniform(size=n) * (at[place + 1] - at[place])
    return found


def _data_columns(fit: Fit) -> tuple[str, ...]:
    design = fit.asked.design
    return tuple(each.column for each in fit.terms) if design is None else design.columns


def _columns(fit: Fit, rows: Mapping[str, np.ndarray]) -> Matrix:
    """Return the columns (n, d) of the slopes of a fit.

    Raises
    ------
    DataError
        A function is not defined for some value.
    ValueError
        A label is not a number, and the fit takes it as one.

    """
    design = fit.asked.design
    n = len(next(iter(rows.values())))
    if design is not None:
        known = dict(design.levels)
        values = {
            name: _indicators(rows[name], known[name]) if name in known else _numbers(rows[name])
            for name in design.columns
        }
        return np.column_stack(design.made(values, Place("made-up rows"), np.arange(n)))
    made: dict[str, Vector] = {}
    for term in fit.terms:
        if term.levels:
            indicators = _indicators(rows[term.column], term.levels)[:, 1:]
            made |= dict(zip(term.weights, indicators.T, strict=True))
        else:
            made[term.weights[0]] = _numbers(rows[term.column]) ** term.power
    return np.column_stack([made[name] for name in fit.solution.feature_names])


def _indicators(labels: np.ndarray, levels: tuple[str, ...]) -> Matrix:
    return np.asarray(np.equal.outer(labels.astype(str), np.array(levels)), dtype=np.float64)


def _numbers(values: np.ndarray) -> Vector:
    return values.astype(np.float64)
