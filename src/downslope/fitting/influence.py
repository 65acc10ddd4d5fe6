"""What each row does to the fit: leverage, Cook's distance, and errors that trust no variance.

With x̄ the (weighted) means and S⁻¹ = V_s V_sᵀ the slopes' part of (XᵀX)⁻¹,

    h_i = w_i [1/Σw + (x_i − x̄)ᵀ S⁻¹ (x_i − x̄)]          leverage
    D_i = w_i r_i² h_i / [p s² (1 − h_i)²]                  Cook (1977)
    Var(w) = Lᵀ diag(ω) L,   L the pull of each row         White (1980), MacKinnon & White (1985)

Everything is taken about the means: X itself would cancel where they are large.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import DataError, unknown
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

SHARE_MOVED = 0.01  # of a standard error: other rows move a weight by more
ROBUST = ("HC0", "HC1", "HC2", "HC3")


@dataclass(frozen=True, slots=True, eq=False)
class Influence:
    """What each row does to the fit.

    Shapes: n rows (those of weight zero included), p weights.
    """

    leverage: Vector  # (n,) ∂ŷ_i/∂y_i, from 0 to 1; they add up to p
    residuals: Vector  # (n,) y − ŷ
    cooks_distance: Vector  # (n,) how far the weights move, in their errors, without the row
    pull: Matrix  # (n, p) ∂w/∂y_i: what a unit change of y_i does to the weights


def influence(
    solution: Solution, X: ArrayLike, y: ArrayLike, weights: ArrayLike | None = None
) -> Influence:
    """Leverage, Cook's distance and the pull of each row of the data that were solved.

    Args:
        solution: from `solve`; or what `fit` returns, which has one.
        X: (n, d) the features that were solved.
        y: (n,) their target.
        weights: (n,) their weights, if they had any.

    Raises:
        DataError: not the rows that were solved, or dependent columns, which have no S⁻¹.
        OptionError: no `Solution`.
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
            f"{solution.method} computes no factor, which each row's influence needs: solve with "
            "method='auto'."
        )
    if solution.inverse_factor is None:
        raise DataError("The columns are dependent: leave one out to see each row's influence.")
    used = int(np.count_nonzero(w))
    if (used, d) != (solution.n, len(solution.coef)):
        raise DataError(
            f"The solution is of {solution.n} rows and {len(solution.coef)} columns, these are "
            f"{used} rows and {d} columns: give the data that were solved."
        )
    centre = w @ features / w.sum() if solution.has_intercept else np.zeros(d)
    share = 1 / w.sum() if solution.has_intercept else 0.0
    slopes = solution.inverse_factor[:d]
    away = (features - centre) @ slopes
    leverage = np.minimum(w * (share + np.square(away).sum(axis=1)), 1.0)
    pull = away @ slopes.T
    if solution.has_intercept:
        pull = np.column_stack([pull, share - pull @ centre])
    pull *= w[:, np.newaxis]
    residuals = target - features @ solution.coef - solution.intercept
    sizes = np.abs(target) + np.abs(features) @ np.abs(solution.coef) + abs(solution.intercept)
    _check_solved(solution, pull, residuals, sizes)
    s = solution.residual_std or math.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = np.sqrt(w) * residuals / ((1 - leverage) * s)
        cook = np.square(scaled) * leverage / len(solution.weights)
    return Influence(leverage, residuals, cook, pull)


def _check_names(solution: Solution, X: ArrayLike) -> None:
    names = names_of(X)
    if names is None or tuple(names) == solution.feature_names:
        return
    if set(names) == set(solution.feature_names):
        order = ", ".join(solution.feature_names)
        raise DataError(f"X has its columns in another order than the solution: give {order}.")


def _check_solved(solution: Solution, pull: Matrix, residuals: Vector, sizes: Vector) -> None:
    """The weights that minimise the loss leave residuals that pull them nowhere.

    Raises:
        DataError: these do, by more than a hundredth of a standard error and than rounding.

    """
    if solution.bound is None or solution.std_error is None:
        return
    moved = np.abs(residuals @ pull)
    rounding = 8.0 * (len(solution.coef) + 2) * UNIT_ROUNDOFF * (sizes @ np.abs(pull))
    if (moved > rounding + solution.bound + SHARE_MOVED * solution.std_error).any():
        raise DataError(
            "These rows have other least-squares weights than the solution: give the data that "
            "were solved, in the same order, with their weights if they had any."
        )


def digits_of_polynomial(solution: Solution, x: ArrayLike, y: ArrayLike) -> Vector:
    """(p,) digits of a polynomial's weights that survive one rounding of x and of y.

    The powers move together when x moves, so rounding x_i costs what the slope of the curve there
    makes of it, and not what rounding each power alone would: with f the polynomial, ε = u/√3 and
    e_i = ∂(x_i, …, x_i^K)/∂x_i · x_i,

        δw² = ε² Σ_i [L_i² (y_i² + (f'(x_i) x_i)²) + (r_i (XᵀX)⁻¹ e_i)²]

    Raises:
        DataError: as `influence`.
    """
    points = feature_matrix(x)
    degree = len(solution.coef)
    powers = np.arange(1, degree + 1)
    design = points**powers
    rows = influence(solution, design, y)
    moved = design * powers
    slope = moved @ solution.coef
    through_fit = np.square(rows.pull) * (np.square(y) + np.square(slope))[:, np.newaxis]
    inverse = solution.inverse_gram
    assert inverse is not None
    through_residuals = np.square((moved @ inverse[:degree]) * rows.residuals[:, np.newaxis])
    change = UNIT_ROUNDOFF * np.sqrt((through_fit + through_residuals).sum(axis=0) / 3)
    return digits_of(change, solution.weights)


def robust_errors(
    solution: Solution,
    X: ArrayLike,
    y: ArrayLike,
    kind: str = "HC3",
    weights: ArrayLike | None = None,
) -> Vector:
    """(p,) standard errors that hold when the noise differs from row to row.

    ω = r² (HC0), r² n/(n − p) (HC1), r²/(1 − h) (HC2) or r²/(1 − h)² (HC3, the default: the
    safest for few rows).

    Raises:
        DataError: as `influence`.
        OptionError: an unknown kind.
    """
    if kind not in ROBUST:
        raise unknown("kind", kind, ROBUST)
    solution = getattr(solution, "solution", solution)
    rows, n = influence(solution, X, y, weights), solution.n
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = 1 / (1 - rows.leverage)
        factor = {
            "HC0": np.ones(len(spread)),
            "HC1": np.full(len(spread), math.sqrt(n / max(solution.degrees_of_freedom, 1))),
            "HC2": np.sqrt(spread),
            "HC3": spread,
        }[kind]
        # A row of leverage 1 is fitted exactly: it has nothing to say about the noise.
        noise = np.where(rows.leverage >= 1, 0.0, rows.residuals * factor)
    errors: Vector = row_norms((rows.pull * noise[:, np.newaxis]).T)
    return errors
