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
from downslope.data.expressions import Expression, evaluate, expression, options_of
from downslope.data.transforms import WIDE, State
from downslope.errors import DataError
from downslope.numerics.arrays import Matrix, Vector

if TYPE_CHECKING:
    from downslope.fitting.fit_result import Fit

MOST_COLUMNS = 400  # of more, only the names are compared
IN_SPAN = 1e-8  # of a column: less outside the span is rounding
ROUNDED = 1e-11  # of a direction: a smaller part is rounding
RANGES = ((0.25, 0.75), (1.25, 2.75), (-0.75, 0.75))  # most functions are defined in one of them
SEARCHED = 10.0 ** np.linspace(-12, 12, 481)  # sizes of numbers among which a knot is looked for
HALVINGS = 100
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
    levels, both = {**mine, **theirs}, []
    for ends in RANGES:
        rows = _made_up(small, large, levels, ends)
        try:
            both.append((_columns(small, rows), _columns(large, rows)))
        except (DataError, ValueError):  # a function is not defined here, or a label is text
            continue
    if not both:
        return None
    # Rows of all ranges together: abs(x) differs from x only below 0.
    A, B = (np.vstack(each) for each in zip(*both, strict=True))
    return _orthogonal(A, B, small, large)


def _orthogonal(A: Matrix, B: Matrix, small: Fit, large: Fit) -> Matrix | None:
    """Return rows (q, p) orthogonal to T, where A = B T; None where there is no such T."""
    both = small.solution.has_intercept and large.solution.has_intercept
    if both:
        A, B = A - A.mean(axis=0), B - B.mean(axis=0)
    else:  # an intercept is a column as any other
        ones = np.ones((len(A), 1))
        A, B = (np.hstack([each, ones]) if fit.solution.has_intercept else each
                for each, fit in ((A, small), (B, large)))  # fmt: skip
    sizes, lengths = np.linalg.norm(B, axis=0), np.linalg.norm(A, axis=0)
    if not (sizes.all() and lengths.all()):  # no row shows what a column adds
        return None
    A = A / lengths
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
        states = dict(design.states)
        for call, argument in (each for factor in design.factors for each in factor.of.calls):
            name, of = options_of(call)[0], expression(argument)
            if name in WIDE and call in states and len(of.columns) == 1:
                middle, half = states[call][:2]
                ends_of = states[call] if name == "bs" else (middle - half, middle + half)
                knots.setdefault(of.columns[0], []).extend(_where(of, ends_of, states))
    found = {}
    for name in dict.fromkeys((*_data_columns(small), *_data_columns(large))):
        if name in levels:
            found[name] = rng.choice(np.array(levels[name], dtype=object), n)
            continue
        at = np.unique(knots.get(name, ends))
        at = at if len(at) > 1 else np.array(ends)
        place = rng.integers(0, len(at) - 1, n)
        found[name] = at[place] + rng.uniform(size=n) * (at[place + 1] - at[place])
    return found


def _where(of: Expression, values: State, states: Mapping[str, State]) -> list[float]:
    """Return where an expression of one column has these values, if it has."""

    def at(x: Vector) -> Vector:
        return np.asarray(evaluate(of, {of.columns[0]: x}, states))

    if of.column is not None:
        return list(values)
    x = np.concatenate([-SEARCHED[::-1], [0.0], SEARCHED])
    y, found = at(x), []
    for value in dict.fromkeys(values):
        across = np.flatnonzero((y[:-1] < value) != (y[1:] < value))
        across = across[~np.isnan(y[across] + y[across + 1])]
        if not len(across):
            continue
        low, high = x[across[0]], x[across[0] + 1]
        below = y[across[0]] < value
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if (at(np.array([middle]))[0] < value) == below:
                low = middle
            else:
                high = middle
        found.append(float(low))
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
