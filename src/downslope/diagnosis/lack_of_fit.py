"""Lack of fit: what the best weights leave unexplained, as far as two quick tests tell.

With r the residuals (n,) of the best weights and Q (n, r) a basis of the columns, the share of ‖r‖²
that more columns could explain is

    a curve along x     ‖Zᵀr‖²/‖r‖²            Z: a basis of x² and x³ beyond Q
    one row i           r_i²/((1 − h_i) ‖r‖²)   h_i = ‖Q_i‖², its leverage

A test speaks if that share is above one half, and if F would reach it by chance in fewer than one
of a thousand data sets, all columns or rows taken together. Where neither speaks, noise, another
curve, and missing columns look the same.
"""

from __future__ import annotations

import numpy as np

from downslope.findings import Finding
from downslope.formatting import number, percent
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Matrix, Vector

MOST = 0.5  # of what remains
BY_CHANCE = 1e-3
MOST_ENTRIES = 1_000_000  # of X_b: of larger data every k-th row is tested
RELATIVE_RANK = 1e-10  # σ/σ_max of standardized columns below which an axis is a combination
NEW = 1e-6  # of a power's length: a part beyond the columns that is below it is rounding
REMAINS = "What remains is what these columns cannot explain"
UNKNOWN = f"{REMAINS}: noise, a curve, or missing columns."


def lack_of_fit(problem: LeastSquares) -> Finding | None:
    """Return what most of the residuals of the best weights are; None if no test tells."""
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
            f"Add the square of '{name}' as a column.",
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
    """Say in a sentence what is left at the floor of the loss."""
    if found is None:
        return UNKNOWN
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
    """Return whether so large a share, with so many columns, cannot be chance."""
    from scipy.special import fdtrc  # slow to import, and few runs get here

    left = spare - columns
    ratio = share / columns / max((1 - share) / left, 1e-300)
    return bool(share > MOST and tests * fdtrc(columns, left, ratio) < BY_CHANCE)
