"""What in the data makes training slow or the answer vague, each with its evidence and its fix.

Every finding is computed from the moments of the columns and from the spectrum; only the search
for a single dominating row needs the rows themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from downslope.arrays import Matrix, Vector
from downslope.finding import Finding
from downslope.problem import LeastSquares
from downslope.spectrum import EPSILON, Spectrum

SCALE_RATIO = 30.0  # λ's ratio is its square: 900
OFF_CENTRE = 1.0  # mean against standard deviation: the intercept is then no longer alone
NEAR_CONSTANT = 1e-6  # standard deviation against mean
CARRIES_CURVATURE = 0.5  # the share of λ_max that one row may have before it is called an outlier
HUGE_TARGET = 1e6
NEARLY_DEPENDENT = 1e10  # condition number of the standardised Hessian
IN_COMBINATION = 0.05  # the smallest part of a combination that is worth naming


def obstacles(problem: LeastSquares, standard: Spectrum) -> tuple[Finding, ...]:
    """Findings about the data of `problem`; `standard` is the spectrum of its standardised form."""
    columns = Columns(problem)
    found = [
        *_too_few_rows(problem),
        *_constant(columns),
        *_near_constant(columns),
        *_dependent(problem, standard),
        *_scales(columns),
        *_off_centre(columns),
        *_outlier(problem),
        *_huge_target(problem),
    ]
    return tuple(found)


class Columns:
    """Mean and standard deviation of each feature, in the user's units. Shapes (d,)."""

    def __init__(self, problem: LeastSquares) -> None:
        """Take them from the rows, or from the rows that stand for a summary."""
        d, features = problem.d, problem.X_b[:, : problem.d]
        self.names = problem.feature_names
        self.has_intercept = problem.has_intercept
        if problem.has_rows:
            self.means = features.mean(axis=0)
            self.deviations = features.std(axis=0)
        else:
            # The first of the equivalent rows is √n times the mean; the others are the scatter.
            root = np.sqrt(problem.n)
            self.means = features[0] / root
            self.deviations = np.sqrt(np.square(features[1:]).sum(axis=0) / problem.n)
        self.constant = self.deviations <= 8 * EPSILON * np.abs(self.means)
        self.sizes = (
            self.deviations if self.has_intercept else np.hypot(self.means, self.deviations)
        )
        assert self.means.shape == (d,)


def _too_few_rows(problem: LeastSquares) -> Iterator[Finding]:
    p = problem.d + problem.has_intercept
    if problem.n < p:
        yield Finding(
            "fewer_rows_than_weights",
            problem.feature_names,
            f"{problem.n} rows cannot determine {p} weights: many sets of weights fit perfectly.",
            f"Add rows, or keep at most {max(problem.n - 1 - problem.has_intercept, 1)} columns.",
        )


def _constant(columns: Columns) -> Iterator[Finding]:
    for j in np.flatnonzero(columns.constant & (columns.has_intercept | (columns.means == 0))):
        name = columns.names[j]
        yield Finding(
            "constant_column",
            (name,),
            f"'{name}' is {columns.means[j]:g} in every row: it says nothing that the intercept "
            "does not."
            if columns.has_intercept
            else f"'{name}' is 0 in every row: it says nothing.",
            f"Leave '{name}' out.",
        )


def _near_constant(columns: Columns) -> Iterator[Finding]:
    if not columns.has_intercept:
        return
    near = columns.deviations < NEAR_CONSTANT * np.abs(columns.means)
    for j in np.flatnonzero(near & ~columns.constant):
        name, mean, deviation = columns.names[j], columns.means[j], columns.deviations[j]
        yield Finding(
            "near_constant_column",
            (name,),
            f"'{name}' hardly varies: mean {mean:.6g}, standard deviation {deviation:.3g}.",
            f"Subtract {mean:.6g} from '{name}', or standardise.",
        )


def _dependent(problem: LeastSquares, standard: Spectrum) -> Iterator[Finding]:
    """Columns that are combinations of others: one finding for each flat axis."""
    if problem.n < problem.d + problem.has_intercept:
        return
    d, p = problem.d, len(standard.singular_values)
    varies = np.abs(standard.problem.X_b[:, :d]).max(axis=0, initial=0.0) > 0
    for i in range(p - 1, -1, -1):
        exact = i >= standard.rank
        ratio = standard.steepest / standard.eigenvalues[i] if not exact else np.inf
        if ratio < NEARLY_DEPENDENT:
            break
        parts = np.where(varies, standard.axes[:d, i], 0.0)
        if np.abs(parts).max(initial=0.0) < IN_COMBINATION:
            continue  # a constant column, which has its own finding
        named = np.flatnonzero(np.abs(parts) >= IN_COMBINATION)
        yield Finding(
            "dependent_columns" if exact else "nearly_dependent_columns",
            tuple(problem.feature_names[j] for j in named),
            f"{_relation(problem, standard, i, named)}: their weights are not identifiable, "
            "only the predictions are."
            if exact
            else f"{_relation(problem, standard, i, named)}, nearly: their weights are determined "
            f"{np.sqrt(ratio):.0e} times less well than the others.",
            f"Leave out one of {', '.join(repr(problem.feature_names[j]) for j in named)}.",
        )


def _relation(problem: LeastSquares, standard: Spectrum, axis: int, named: np.ndarray) -> str:
    """The combination along a flat axis in the user's units: "x2 = 2·x1 + 3"."""
    null = standard.problem.in_user_units(standard.axes[:, axis])
    parts = standard.axes[named, axis]
    first = named[np.argmax(np.abs(parts))] if len(named) else 0
    # Σ null_j x_j + null_0 = 0 in every row, solved for the column with the largest part.
    terms = [(-null[j] / null[first], problem.feature_names[j]) for j in named if j != first]
    text = " + ".join(_term(factor, name) for factor, name in terms)
    level = -null[-1] / null[first] if problem.has_intercept else 0.0
    scale = max((abs(factor) for factor, _ in terms), default=1.0)
    if abs(level) > 1e-9 * scale:
        text = f"{text} + {level:.4g}" if text else f"{level:.4g}"
    return f"{problem.feature_names[first]} = {text or '0'}".replace("+ -", "− ").replace("-", "−")


def _term(factor: float, name: str) -> str:
    return name if abs(factor - 1) < 1e-9 else f"{factor:.4g}·{name}"


def _scales(columns: Columns) -> Iterator[Finding]:
    usable = np.flatnonzero(~columns.constant & (columns.sizes > 0))
    sizes = columns.sizes[usable]
    if len(sizes) == 0:
        return
    # The intercept's column of ones has size 1 and takes part.
    large, small = usable[np.argmax(sizes)], usable[np.argmin(sizes)]
    low, high = float(sizes.min()), float(sizes.max())
    if high / low > SCALE_RATIO and len(sizes) > 1:
        names = (columns.names[large], columns.names[small])
        yield Finding(
            "scale_ratio",
            names,
            f"'{names[0]}' spreads over {high:.3g} and '{names[1]}' over {low:.3g}: the steepest "
            f"direction is about {(high / low) ** 2:.1e} times steeper than the flattest.",
            "Standardise the columns (--standardize).",
        )
    elif columns.has_intercept and max(high, 1 / low) > SCALE_RATIO:
        j, size = (large, high) if high >= 1 / low else (small, low)
        yield Finding(
            "scale_ratio",
            (columns.names[j], "intercept"),
            f"'{columns.names[j]}' spreads over {size:.3g} where the intercept's column is 1: one "
            f"is about {max(size, 1 / size) ** 2:.1e} times steeper than the other.",
            "Standardise the columns (--standardize).",
        )


def _off_centre(columns: Columns) -> Iterator[Finding]:
    if not columns.has_intercept:
        return
    safe = np.where(columns.deviations > 0, columns.deviations, np.inf)
    ratio = np.abs(columns.means) / safe
    ratio[columns.constant] = 0.0
    if (ratio > OFF_CENTRE).any():
        worst = int(np.argmax(ratio))
        named = tuple(columns.names[j] for j in np.flatnonzero(ratio > OFF_CENTRE))
        yield Finding(
            "uncentred_column",
            named,
            f"'{columns.names[worst]}' is centred at {columns.means[worst]:.4g}, "
            f"{ratio[worst]:.1f} standard deviations from 0: its slope and the intercept trade off "
            "against each other.",
            "Standardise the columns, or subtract their means.",
        )


def _outlier(problem: LeastSquares) -> Iterator[Finding]:
    """One row that carries most of the steepest curvature: Σ (x·v)² along the steepest axis."""
    if not problem.has_rows or problem.n < 10:
        return
    standard = problem.standardized().X_b
    along = np.square(standard[:, : problem.d]).max(axis=1, initial=0.0)
    axis = _steepest_axis(problem.X_b)
    shares = np.square(problem.X_b @ axis)
    total = float(shares.sum())
    row = int(np.argmax(shares))
    if total > 0 and shares[row] > CARRIES_CURVATURE * total:
        column = int(np.argmax(np.abs(problem.X_b[row, : problem.d] * axis[: problem.d])))
        yield Finding(
            "outlier_carries_curvature",
            (problem.feature_names[column],),
            f"Row {row + 1} ('{problem.feature_names[column]}' = {problem.X_b[row, column]:.4g}, "
            f"{np.sqrt(along[row]):.0f} standard deviations out) carries "
            f"{shares[row] / total:.0%} of the steepest curvature: it alone sets the limit of lr.",
            "Check that row; without it the limit is far higher.",
        )


def _steepest_axis(X_b: Matrix) -> Vector:
    scale = float(np.abs(X_b).max()) or 1.0
    gram = (X_b / scale).T @ (X_b / scale)
    axis: Vector = np.linalg.eigh(gram)[1][:, -1]
    return axis


def _huge_target(problem: LeastSquares) -> Iterator[Finding]:
    typical = float(np.sqrt(problem.y @ problem.y / problem.n))
    if typical > HUGE_TARGET:
        power = 10.0 ** np.floor(np.log10(typical))
        yield Finding(
            "huge_target",
            (),
            f"The target is about {typical:.2g} in size: losses near {typical**2:.0e} are its "
            "square, not a sign of divergence.",
            f"Divide the target by {power:.0e} if such numbers are hard to read.",
        )
