"""Influence of each row on a fit: leverage, Cook's distance, and robust standard errors.

With x̄ the (weighted) means and S⁻¹ = V_s V_sᵀ the slopes' part of (XᵀX)⁻¹:

    h_i = w_i [1/Σw + (x_i − x̄)ᵀ S⁻¹ (x_i − x̄)]          leverage
    D_i = w_i r_i² h_i / [p s² (1 − h_i)²]                  Cook (1977)
    Var(w) = Lᵀ diag(ω) L,   L the pull of each row         White (1980), MacKinnon & White (1985)

All values are measured from the means: X itself would cancel where they are large. Leverages add
up to the number of weights. The fit passes through a row of leverage 1 whatever its target, so its
residual says nothing about its noise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import DataError, unknown
from downslope.findings import Finding
from downslope.fitting.passes.scores import FULL_ROUNDINGS, MOST_ROWS, FullRows, listed_places
from downslope.fitting.solution import Outcome, Solution, digits_of
from downslope.numerics.arguments import check_aligned, check_kind, names_of
from downslope.numerics.arrays import (
    Matrix,
    Vector,
    feature_matrix,
    row_norms,
    row_weights,
    target_vector,
)
from downslope.numerics.doubledouble import UNIT_ROUNDOFF

SHARE_MOVED = 0.01  # of a standard error: rows of other data move a weight by more
ROBUST = ("HC0", "HC1", "HC2", "HC3")


@dataclass(frozen=True, slots=True, eq=False)
class Influence:
    """Influence of each row on the fit: n rows (those of weight zero included), p weights."""

    leverage: Vector  # (n,) ∂ŷ_i/∂y_i, from 0 to 1; they add up to p
    residuals: Vector  # (n,) y − ŷ
    full: np.ndarray  # (n,) whether the leverage is 1 to its rounding: the fit has to meet the row
    cooks_distance: Vector  # (n,) how far the weights move, in their errors, without the row
    pull: Matrix  # (n, p) ∂w/∂y_i


def influence(
    solution: Solution, X: ArrayLike, y: ArrayLike, weights: ArrayLike | None = None
) -> Influence:
    """Compute the leverage, Cook's distance, and pull of each row of the data that were solved.

    Parameters
    ----------
    solution : Solution or Fit
        From `solve` or `fit`.
    X : array-like of shape (n, d)
        The features that were solved.
    y : array-like of shape (n,)
        Their target.
    weights : array-like of shape (n,), optional
        Their weights, if they had any.

    Returns
    -------
    Influence

    Raises
    ------
    DataError
        These are not the rows that were solved, or columns are dependent, so S⁻¹ does not exist.
    OptionError
        `solution` is something else.

    """
    solution = getattr(solution, "solution", solution)
    check_kind("solution", solution, Solution, "solve(X, y)")
    check_aligned(X, y)
    _check_names(solution, X)
    features = feature_matrix(X)
    n, d = features.shape
    target = target_vector(y, n)
    w = np.ones(n) if weights is None else row_weights(weights, n)
    if solution.outcome is Outcome.UNDETERMINED:
        raise DataError(
            f"{solution.method} computes no factor, which the influence of a row needs: solve with "
            "method='auto'."
        )
    if solution.inverse_factor is None:
        raise DataError("The columns are dependent: leave one out to see each row's influence.")
    used = int(np.count_nonzero(w))
    if (used, d) != (solution.n, len(solution.coef)):
        raise DataError(
            f"X has {used} rows and {d} columns but the solution has {solution.n} rows and "
            f"{len(solution.coef)} columns: give the data that were solved."
        )
    center = w @ features / w.sum() if solution.has_intercept else np.zeros(d)
    share = 1 / w.sum() if solution.has_intercept else 0.0
    slopes = solution.inverse_factor[:d]
    away = (features - center) @ slopes
    leverage = np.minimum(w * (share + np.square(away).sum(axis=1)), 1.0)
    terms = np.abs(features - center) @ np.abs(slopes)
    full = 1.0 - leverage <= FULL_ROUNDINGS * UNIT_ROUNDOFF * (d + 2) * (
        w * (share + (terms * np.abs(away)).sum(axis=1))
    )
    pull = away @ slopes.T
    if solution.has_intercept:
        pull = np.column_stack([pull, share - pull @ center])
    pull *= w[:, np.newaxis]
    residuals = target - features @ solution.coef - solution.intercept
    sizes = np.abs(target) + np.abs(features) @ np.abs(solution.coef) + abs(solution.intercept)
    _check_solved(solution, pull, residuals, sizes)
    s = solution.residual_std or math.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = np.sqrt(w) * residuals / ((1 - leverage) * s)
        cook = np.square(scaled) * leverage / len(solution.weights)
    return Influence(leverage, residuals, full, cook, pull)


def _check_names(solution: Solution, X: ArrayLike) -> None:
    names = names_of(X)
    if names is None or tuple(names) == solution.feature_names:
        return
    if set(names) == set(solution.feature_names):
        order = ", ".join(solution.feature_names)
        raise DataError(
            f"The columns of X are in a different order than in the solution. Expected: {order}."
        )


def _check_solved(solution: Solution, pull: Matrix, residuals: Vector, sizes: Vector) -> None:
    """Check that the residuals do not pull the weights, as at the minimum of the loss.

    Raises
    ------
    DataError
        They do, by more than a hundredth of a standard error and more than rounding.

    """
    if solution.bound is None or solution.std_error is None:
        return
    moved = np.abs(residuals @ pull)
    rounding = 8.0 * (len(solution.coef) + 2) * UNIT_ROUNDOFF * (sizes @ np.abs(pull))
    if (moved > rounding + solution.bound + SHARE_MOVED * solution.std_error).any():
        raise DataError(
            "The least-squares weights of these rows are not those of the solution: give the data "
            "that were solved, in the same order, with their weights if they had any."
        )


def digits_of_polynomial(
    solution: Solution, x: ArrayLike, y: ArrayLike, weights: ArrayLike | None = None
) -> Vector:
    """Return the digits of a polynomial's weights, (p,), that survive one rounding of x and of y.

    All powers move together when x moves, so the effect of rounding x_i follows from the slope of
    the curve there, not from rounding each power alone: with f the polynomial, ε = u/√3 and
    e_i = ∂(x_i, …, x_i^K)/∂x_i · x_i, and the weights ω of rows,

        δw² = ε² Σ_i [L_i² (y_i² + (f'(x_i) x_i)²) + (ω_i r_i (XᵀΩX)⁻¹ e_i)²]

    Raises
    ------
    DataError
        As for `influence`.

    """
    points = feature_matrix(x)
    degree = len(solution.coef)
    powers = np.arange(1, degree + 1)
    design = points**powers
    rows = influence(solution, design, y, weights)
    pulls = rows.residuals if weights is None else np.asarray(weights) * rows.residuals
    moved = design * powers
    slope = moved @ solution.coef
    through_fit = np.square(rows.pull) * (np.square(y) + np.square(slope))[:, np.newaxis]
    inverse = solution.inverse_gram
    assert inverse is not None
    through_residuals = np.square((moved @ inverse[:degree]) * pulls[:, np.newaxis])
    change = UNIT_ROUNDOFF * np.sqrt((through_fit + through_residuals).sum(axis=0) / 3)
    return digits_of(change, solution.weights)


def robust_errors(
    solution: Solution,
    X: ArrayLike,
    y: ArrayLike,
    kind: str = "HC3",
    weights: ArrayLike | None = None,
) -> Vector:
    """Compute standard errors that are valid where the noise differs from row to row.

    ω = r² (HC0), r² n/(n − p) (HC1), r²/(1 − h) (HC2) or r²/(1 − h)² (HC3: the safest for few
    rows; White 1980, MacKinnon and White 1985).

    Parameters
    ----------
    solution : Solution or Fit
        From `solve` or `fit`.
    X : array-like of shape (n, d)
        The features that were solved.
    y : array-like of shape (n,)
        Their target.
    kind : str
        "HC0", "HC1", "HC2", or "HC3".
    weights : array-like of shape (n,), optional
        Their weights, if they had any.

    Returns
    -------
    ndarray of shape (p,)
        NaN in HC2 and HC3 for a weight that a row of leverage 1 moves: it hides its noise.

    Raises
    ------
    DataError
        As for `influence`.
    OptionError
        The kind is unknown.

    """
    if kind not in ROBUST:
        raise unknown("kind", kind, ROBUST)
    solution = getattr(solution, "solution", solution)
    return errors_by_rows(solution, influence(solution, X, y, weights), kind)


def errors_by_rows(solution: Solution, rows: Influence, kind: str) -> Vector:
    """Return the `robust_errors` (p,) from the influence of the rows.

    A row of leverage 1 is fitted exactly, so its residual says nothing about its noise. HC0 and
    HC1 take the noise as 0; in HC2 and HC3 it is unknown, and so are the errors it belongs to.
    """
    return robust_factor(solution, rows, kind)[0]


def robust_factor(
    solution: Solution, rows: Influence, kind: str, copies: Vector | None = None
) -> tuple[Vector, Matrix]:
    """Return the `robust_errors` (p,), and E (p, k) with the covariance E Eᵀ of the weights.

    With `copies` (n,), each row stands for that many equal rows, and `solution.n` counts them all.
    """
    n, leverage, full, each = solution.n, rows.leverage, rows.full, np.ones(1)
    if copies is not None:
        leverage, full = leverage / np.maximum(copies, 1.0), full & (copies <= 1.0)
        each = 1 / np.sqrt(np.maximum(copies, 1.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = 1 / (1 - leverage)
        factor = {
            "HC0": np.ones(len(spread)),
            "HC1": np.full(len(spread), math.sqrt(n / max(solution.degrees_of_freedom, 1))),
            "HC2": np.sqrt(spread),
            "HC3": spread,
        }[kind]
        noise = np.where(full, 0.0, rows.residuals * factor * each)
    moves = rows.pull * noise[:, np.newaxis]
    errors = row_norms(moves.T)
    triangle = np.asarray(np.linalg.qr(moves, mode="r")).T
    if kind in ("HC2", "HC3"):
        unknown_ones = full_rows(rows, copies).moved
        errors[unknown_ones] = triangle[unknown_ones] = np.nan
    return errors, triangle


def full_rows(rows: Influence, copies: Vector | None = None) -> FullRows:
    """Return the rows of leverage 1; one that stands for several `copies` (n,) has less."""
    full = rows.full if copies is None else rows.full & (copies <= 1.0)
    sizes, places = np.abs(rows.pull), np.flatnonzero(full)
    largest = np.maximum(sizes.max(axis=0, initial=0.0), np.finfo(float).tiny)
    first = tuple(int(place) for place in places[:MOST_ROWS])
    return FullRows(len(full), len(places), first, sizes[places].max(axis=0, initial=0.0) / largest)


def full_leverage(
    names: Sequence[str], full: FullRows | None, kind: str = ""
) -> tuple[Finding, ...]:
    """Return a finding if there are rows of leverage 1: errors of this kind are unknown, or wrong.

    Without a kind it says only which weights rest on them.
    """
    if full is None or not full.count:
        return ()
    moved = tuple(name for name, each in zip(names, full.moved, strict=True) if each)
    quoted = ", ".join(f"'{name}'" for name in moved)
    one = full.count == 1
    has, it, these = ("has", "it", "this row") if one else ("have", "each", "these rows")
    residuals = "its residual is" if one else "their residuals are"
    weights = "weight" if len(moved) == 1 else "weights"
    rest = f"and the {weights} of {quoted} {'rests' if len(moved) == 1 else 'rest'} on that."
    fix = f"Fit without {these} to see what changes; no residual tells whether "
    fix += f"{'it is' if one else 'they are'} right."
    if kind:
        unknown_ones = kind in ("HC2", "HC3")
        what = "too small, because they treat that residual as no noise"
        rest = f"so {residuals} 0. The {kind} standard errors of {quoted} are "
        rest += f"{'unknown' if unknown_ones else what}."
        fix = f"Fit without {these} to see what changes, or use classical standard errors."
    return (
        Finding(
            "full_leverage",
            moved,
            f"{listed_places(full.places, full.count)} (counting the rows used) {has} leverage 1: "
            f"the fit passes through {it} whatever its target, {rest}",
            fix,
        ),
    )
