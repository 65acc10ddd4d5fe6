"""Data findings: what makes training slow, the weights uncertain, or the fit poor.

They are computed from the moments of the columns and from the spectrum; only the search for a
single dominating row and the tests for lack of fit need the rows themselves. With r the residuals
(n,) of the best weights and Q a basis of the columns, the share of ‖r‖² that another column could
explain is

    a curve along x     ‖Zᵀr‖²/‖r‖²             Z: a basis of x² and x³ beyond Q
    one row i           r_i²/((1 − h_i) ‖r‖²)   h_i = ‖Q_i‖², its leverage

A test is conclusive if the share is above one half and F would reach it by chance in fewer than one
of a thousand data sets, over all columns or rows. If neither test is conclusive, noise, another
curve, and missing columns cannot be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from downslope.diagnosis.spectrum import EPSILON, Spectrum
from downslope.findings import (
    Finding,
    combination,
    constant_column,
    dependent_columns,
    nearly_dependent_columns,
    too_few_rows,
)
from downslope.formatting import number, percent
from downslope.missing_codes import findings_of_rows
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Matrix, Vector, root_mean_squares

SCALE_RATIO = 30.0  # of two spreads; the ratio of their λ is its square, 900
OFF_CENTER = 1.0  # |mean|/standard deviation above which slope and intercept trade off
NEAR_CONSTANT = 1e-6  # standard deviation/|mean|
CARRIES_CURVATURE = 0.5  # share of λ_max above which a single row is an outlier
HUGE_TARGET = 1e6  # root mean square of y
NEARLY_FLAT = 1e10  # λ_max/λ of a standardized Hessian above which an axis is a relation
IN_COMBINATION = 1e-6  # of the largest part of an exact combination: less is rounding
IN_RELATION = 0.05  # smallest part of a unit axis that is worth naming
MOST = 0.5  # of what remains
BY_CHANCE = 1e-3
MOST_ENTRIES = 1_000_000  # of X_b: of larger data every k-th row is tested for lack of fit
RELATIVE_RANK = 1e-10  # σ/σ_max of standardized columns below which an axis is a combination
NEW = 1e-6  # of a power's length: a part beyond the columns that is below it is rounding
REMAINS = "What remains is what these columns cannot explain"
EXACTLY, NEARLY = 1e-6, 1e-3  # of the spread: an offset below it is 0 except for rounding


def data_findings(problem: LeastSquares, spectrum: Spectrum) -> tuple[Finding, ...]:
    """Return the findings in the data that make a run slow or its weights uncertain.

    For a run on standardized columns `spectrum` is that of the standardized problem: units and
    offsets do not affect such a run.
    """
    columns, standard = _Columns(problem), spectrum.standardized
    in_units = standard is not spectrum
    found = [
        *problem.noticed,
        *_codes(problem),
        *_too_few_rows(problem, standard),
        *_constant(columns),
        *(_near_constant(columns) if in_units else ()),
        *_dependent(problem, standard),
        *(_scales(columns) if in_units else ()),
        *(_off_center(columns) if in_units and problem.n > problem.d else ()),
        *_outlier(problem, spectrum),
        *_huge_target(problem),
    ]
    return tuple(found)


class _Columns:
    """Mean and standard deviation of each feature, in the user's units. Shapes (d,)."""

    def __init__(self, problem: LeastSquares) -> None:
        d, features = problem.d, problem.X_b[:, : problem.d]
        self.names = problem.feature_names
        self.has_intercept = problem.has_intercept
        if problem.has_rows:
            self.means = features.mean(axis=0)
            self.deviations = root_mean_squares(features - self.means, problem.n)
        else:
            # The first equivalent row is √n times the mean; the others are the scatter.
            root = np.sqrt(problem.n)
            self.means = features[0] / root
            self.deviations = np.sqrt(np.square(features[1:]).sum(axis=0) / problem.n)
        self.constant = self.deviations <= 8 * EPSILON * np.abs(self.means)
        self.sizes = (
            self.deviations if self.has_intercept else np.hypot(self.means, self.deviations)
        )
        assert self.means.shape == (d,)


def _codes(problem: LeastSquares) -> list[Finding]:
    """Report codes for missing values, unless that was done when the rows were read."""
    if not problem.has_rows or any(each.code == "missing_codes" for each in problem.noticed):
        return []
    names = (*problem.feature_names, "y")
    X, intercept = problem.X_b[:, : problem.d], problem.has_intercept
    return findings_of_rows(X, problem.y, names, intercept=intercept)


def _too_few_rows(problem: LeastSquares, standard: Spectrum) -> Iterator[Finding]:
    names = problem.weight_names
    if problem.n < len(names):
        intercept = problem.has_intercept
        yield too_few_rows(problem.n, standard.rank, names, intercept=intercept)


def _constant(columns: _Columns) -> Iterator[Finding]:
    for j in np.flatnonzero(columns.constant & (columns.has_intercept | (columns.means == 0))):
        mean = float(columns.means[j])
        yield constant_column(columns.names[j], mean)


def _near_constant(columns: _Columns) -> Iterator[Finding]:
    if not columns.has_intercept:
        return
    near = columns.deviations < NEAR_CONSTANT * np.abs(columns.means)
    for j in np.flatnonzero(near & ~columns.constant):
        name, mean, deviation = columns.names[j], columns.means[j], columns.deviations[j]
        yield Finding(
            "near_constant_column",
            (name,),
            f"'{name}' hardly varies: mean {mean:.6g}, standard deviation {deviation:.3g}.",
            f"Subtract {mean:.6g} from '{name}', or standardize the columns.",
        )


def _dependent(problem: LeastSquares, standard: Spectrum) -> Iterator[Finding]:
    """Yield a finding for each flat or nearly flat axis: a combination of columns."""
    if problem.n < problem.d + problem.has_intercept:
        return
    d, names = problem.d, problem.feature_names
    varies = np.abs(standard.problem.X_b[:, :d]).max(axis=0, initial=0.0) > 0
    flat = np.where(varies[:, np.newaxis], standard.axes[:d, standard.rank :], 0.0)
    for parts in _one_pivot_each(flat):
        named = np.flatnonzero(np.abs(parts) > IN_COMBINATION * np.abs(parts).max())
        relation = _relation(problem, standard, parts, named)
        yield dependent_columns(relation, tuple(names[j] for j in named))
    for i in range(standard.rank - 1, 0, -1):
        if standard.steepest / standard.eigenvalues[i] < NEARLY_FLAT:
            break
        parts = standard.axes[:d, i]
        named = np.flatnonzero(np.abs(parts) >= IN_RELATION)
        relation = _relation(problem, standard, parts, named, nearly=True)
        # √(H_jj (H⁻¹)_jj), nearly all of it from this axis: the root of column j's VIF.
        own = np.square(standard.axes[:d]) @ standard.eigenvalues
        times = float((np.abs(parts) * np.sqrt(own / standard.eigenvalues[i])).max())
        yield nearly_dependent_columns(relation, tuple(names[j] for j in named), times)


def _one_pivot_each(flat: Matrix) -> Iterator[Vector]:
    """Separate the relations of flat axes, shape (d, k), so that each has a column of its own.

    Together the axes span all relations, but each axis may mix several. Elimination gives every
    relation a column that no other has: the last one with a large part, as in "total = a + b".
    """
    rest = flat.T.copy()
    used: list[int] = []
    for i in range(len(rest)):
        size = np.abs(rest[i:])
        if size.max(initial=0.0) < IN_RELATION:
            break  # what is left are constant columns, which have their own finding
        column = int(np.flatnonzero((size > size.max() / 2).any(axis=0))[-1])
        row = i + int(np.argmax(np.abs(rest[i:, column])))
        rest[[i, row]] = rest[[row, i]]
        rest[i] /= rest[i, column]
        others = np.arange(len(rest)) != i
        rest[others] -= np.outer(rest[others, column], rest[i])
        used.append(column)
    yield from (rest[i] for i in np.argsort(used, kind="stable"))


def _relation(
    problem: LeastSquares,
    standard: Spectrum,
    parts: Vector,
    named: np.ndarray,
    *,
    nearly: bool = False,
) -> str:
    """Write the combination with these parts, (d,), in the user's units: 'x2' = 2·'x1' + 3."""
    kept = np.zeros(len(standard.singular_values))
    kept[named] = parts[named]
    null = standard.problem.in_user_units(kept)
    names = problem.feature_names
    large = named[np.abs(parts[named]) > 0.5 * np.abs(parts[named]).max()]
    first = large[-1]
    # Σ null_j x_j + null_0 = 0 in every row, solved for one column.
    terms = [(float(-null[j] / null[first]), names[j]) for j in named if j != first]
    # The spread of a column is 1/(its user's weight for one standardized unit).
    spread = abs(kept[first] / null[first])
    level = float(-null[-1] / null[first]) if problem.has_intercept else 0.0
    if abs(level) <= (NEARLY if nearly else EXACTLY) * spread:
        level = 0.0
    return combination(names[first], terms, level, nearly=nearly)


def _scales(columns: _Columns) -> Iterator[Finding]:
    usable = np.flatnonzero(~columns.constant & (columns.sizes > 0))
    sizes = columns.sizes[usable]
    if len(sizes) == 0:
        return
    # The intercept's column of ones has size 1 and takes part.
    large, small = usable[np.argmax(sizes)], usable[np.argmin(sizes)]
    low, high = float(sizes.min()), float(sizes.max())
    ratio = high / low
    if ratio > SCALE_RATIO and len(sizes) > 1:
        names = (columns.names[large], columns.names[small])
        what = "standard deviation" if columns.has_intercept else "root mean square"
        yield Finding(
            "scale_ratio",
            names,
            f"'{names[0]}' has a {what} of {high:.3g} and '{names[1]}' one of {low:.3g}: this "
            f"alone makes one direction about {_times(ratio * ratio)} times as steep as another.",
            "Standardize the columns (--standardize, standardize=True).",
        )
    elif columns.has_intercept and max(high, 1 / low) > SCALE_RATIO:
        j, size = (large, high) if high >= 1 / low else (small, low)
        ratio = max(size, 1 / size)
        yield Finding(
            "scale_ratio",
            (columns.names[j], "intercept"),
            f"'{columns.names[j]}' has a standard deviation of {size:.3g}, and the intercept "
            f"column is all ones: this alone makes one direction about {_times(ratio * ratio)} "
            "times as steep as another.",
            "Standardize the columns (--standardize, standardize=True).",
        )


def _times(factor: float) -> str:
    """Format a factor to two digits: 950, 3,100, 1.1e+06."""
    return f"{float(f'{factor:.2g}'):,.0f}" if factor < 1e6 else f"{factor:.1e}"


def _off_center(columns: _Columns) -> Iterator[Finding]:
    if not columns.has_intercept:
        return
    safe = np.where(columns.deviations > 0, columns.deviations, np.inf)
    ratio = np.abs(columns.means) / safe
    # Constant and nearly constant columns have their own findings.
    ratio[columns.constant | (ratio > 1 / NEAR_CONSTANT)] = 0.0
    if (ratio > OFF_CENTER).any():
        worst = int(np.argmax(ratio))
        named = tuple(columns.names[j] for j in np.flatnonzero(ratio > OFF_CENTER))
        weight = "slope" if len(columns.names) == 1 else "weight"
        yield Finding(
            "uncentred_column",
            named,
            f"'{columns.names[worst]}' has mean {columns.means[worst]:.4g}, {ratio[worst]:.1f} "
            f"standard deviations from 0, so an error in its {weight} can be offset by the "
            "intercept.",
            "Standardize the columns, or subtract their means.",
        )


def _outlier(problem: LeastSquares, spectrum: Spectrum) -> Iterator[Finding]:
    """Find a row that causes most of the steepest curvature: Σ (x·v)² along the steepest axis v."""
    longest = float(spectrum.singular_values[0])
    if not problem.has_rows or problem.n < 10 or longest == 0:
        return
    X_b, axes = spectrum.problem.X_b, spectrum.axes
    shares = np.square((X_b @ axes[:, 0]) / longest)
    row = int(np.argmax(shares))
    if shares[row] > CARRIES_CURVATURE:
        column = int(np.argmax(np.abs(X_b[row, : problem.d] * axes[: problem.d, 0])))
        out = abs(float(spectrum.standardized.problem.X_b[row, column]))
        # The Hessian without the row, along the axes and as a share of the steepest.
        along = axes.T @ X_b[row] / longest
        lengths = spectrum.singular_values / longest
        without = float(np.linalg.eigvalsh(np.diag(lengths**2) - np.outer(along, along))[-1])
        gain = f"be {_times(1 / without)} times as high" if without > 0 else "not exist"
        yield Finding(
            "outlier_carries_curvature",
            (problem.feature_names[column],),
            f"Row {row + 1} ('{problem.feature_names[column]}' = {problem.X_b[row, column]:.4g}, "
            f"{out:.0f} standard deviations from the mean) accounts for "
            f"{100 * shares[row]:.0f}% of the steepest curvature. Without it, the limit on lr "
            f"would {gain}.",
            "Check that row.",
        )


def _huge_target(problem: LeastSquares) -> Iterator[Finding]:
    typical = float(np.sqrt(problem.y @ problem.y / problem.n))
    if typical > HUGE_TARGET:
        loss = typical * typical  # ** would raise an error where this becomes inf
        power = 10.0 ** np.floor(np.log10(typical))
        yield Finding(
            "huge_target",
            (),
            f"The target is about {typical:.2g} in size. A loss near {loss:.0e} is its square, "
            "not a sign of divergence.",
            f"Divide the target by {power:.0e} if such numbers are hard to read.",
        )


def lack_of_fit(problem: LeastSquares) -> Finding | None:
    """Return a finding on what explains most of the residuals; None if no test is conclusive."""
    if not problem.has_rows:
        return None
    standard = problem.standardized()
    every = -(-standard.X_b.size // MOST_ENTRIES)
    X_b, y = standard.X_b[::every], standard.y[::every]
    U, sigma, _ = np.linalg.svd(X_b, full_matrices=False)
    Q = U[:, sigma > RELATIVE_RANK * sigma[0]]
    residuals = y - Q @ (Q.T @ y)
    spare = len(y) - Q.shape[1]
    if spare < 4 or not residuals.any():
        return None
    r = residuals / np.linalg.norm(residuals)
    curves = _curves(X_b[:, : problem.d], Q, r)
    rows = np.square(r) / np.maximum(1 - np.square(Q).sum(axis=1), NEW)
    j, i = int(curves.argmax()), int(rows.argmax())
    if curves[j] >= rows[i] and _tells(curves[j], 2, spare, len(curves)):
        name = problem.feature_names[j]
        return Finding(
            "curved_relation",
            (name,),
            f"A curve along '{name}' explains {percent(curves[j])} of what remains.",
            f"Add the square of '{name}' as a column, and its cube if a curve remains.",
        )
    if every == 1 and rows[i] > curves[j] and _tells(rows[i], 1, spare, len(rows)):
        return Finding(
            "outlying_row",
            (),
            f"Row {i + 1} alone, whose target is {number(y[i])}, accounts for {percent(rows[i])} "
            "of what remains.",
            "Check that row.",
        )
    return None


def what_remains(found: Finding | None) -> str:
    """Return a sentence on what the best fit leaves unexplained."""
    if found is None:
        return f"{REMAINS}: noise, a curve, or missing columns."
    if found.code == "curved_relation":
        return f"{REMAINS}, and most of it is a curve along '{found.columns[0]}', not noise."
    return f"{REMAINS}, and most of it is the misfit of a single row."


def _curves(X: Matrix, Q: Matrix, r: Vector) -> Vector:
    """Return the share of r that the square and the cube of each column of X explain, (d,)."""
    squares, cubes = _beyond(X**2, Q), _beyond(X**3, Q)
    rest = cubes - squares * (squares * cubes).sum(axis=0)
    lengths = np.linalg.norm(rest, axis=0)
    rest /= np.where(lengths > NEW, lengths, np.inf)
    shares: Vector = np.minimum(np.square(r @ squares) + np.square(r @ rest), 1.0)
    return shares


def _beyond(powers: Matrix, Q: Matrix) -> Matrix:
    """Return the parts of columns that Q cannot explain, at length 1, or 0 if there is none."""
    rest = powers - Q @ (Q.T @ powers)
    lengths, least = np.linalg.norm(rest, axis=0), NEW * np.linalg.norm(powers, axis=0)
    return rest / np.where(lengths > least, lengths, np.inf)


def _tells(share: float, columns: int, spare: int, tests: int) -> bool:
    """Return whether a share this large, with this many columns, is unlikely to be chance."""
    if not share > MOST:
        return False
    from scipy.special import fdtrc  # slow to import, and few runs get here

    left = spare - columns
    ratio = share / columns / max((1 - share) / left, 1e-300)
    return bool(tests * fdtrc(columns, left, ratio) < BY_CHANCE)
