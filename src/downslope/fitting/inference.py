"""Inference: standard errors, t, p, intervals, R² and F; leverage, Cook's distance, robust errors.

    s² = RSS/(n − r),   se_j = s √[(XᵀX)⁻¹]_jj,   t_j = w_j/se_j     (Gauss; Student 1908)
    F  = [(TSS − RSS)/(r − 1)] / s²                                  (Fisher 1925)

with r the rank, the number of weights unless columns are dependent. With normal noise of one
variance t_j follows Student's distribution with n − r degrees of freedom. Where the variance
differs from row to row, `robust_errors` replace se_j.

The influence of each row, with x̄ the (weighted) means and S⁻¹ = V_s V_sᵀ the slopes' part of
(XᵀX)⁻¹:

    h_i = w_i [1/Σw + (x_i − x̄)ᵀ S⁻¹ (x_i − x̄)]          leverage
    D_i = w_i r_i² h_i / [p s² (1 − h_i)²]                  Cook (1977)
    Var(w) = Lᵀ diag(ω) L,   L the pull of each row         White (1980), MacKinnon & White (1985)

All values are measured from the means: X itself would cancel where they are large.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope import formatting
from downslope.errors import DataError, OptionError, unknown
from downslope.fitting.solution import Outcome, Solution, digits_of
from downslope.formatting import aligned, fixed, probability, significant, wrapped
from downslope.numerics.arguments import check_aligned, check_kind, names_of, number_or_nan
from downslope.numerics.arrays import (
    Matrix,
    Vector,
    feature_matrix,
    row_norms,
    row_weights,
    target_vector,
)
from downslope.numerics.doubledouble import UNIT_ROUNDOFF

FEWEST_DIGITS, MOST_DIGITS = 4, 8  # of the ends of an interval


@dataclass(frozen=True, slots=True, eq=False)
class Inference:
    """Inference on p weights, the intercept last; NaN where the data do not determine it."""

    names: tuple[str, ...]  # (p,)
    estimate: Vector  # (p,)
    std_error: Vector  # (p,)
    t: Vector  # (p,)
    p: Vector  # (p,) two-sided, of the weight being 0
    ci_low: Vector  # (p,) lower end of the interval at `level`
    ci_high: Vector  # (p,)
    level: float
    errors: str  # kind of standard errors: "classical", or a robust one, such as "HC3"
    residual_std: float  # s
    degrees_of_freedom: int  # n − rank
    r2: float  # share of the sum of squares explained, about the mean if there is an intercept
    adjusted_r2: float
    f: float  # of the hypothesis that all slopes are 0
    f_p: float

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`."""
        kind = "std" if self.errors == "classical" else self.errors
        return ("weight", "estimate", f"{kind} error", "t", "p", f"{self.level:.0%} interval")

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """(p) lines of a report as text, one per weight."""
        return [
            (
                name,
                significant(self.estimate[j]),
                significant(self.std_error[j], 4),
                fixed(self.t[j]),
                probability(self.p[j]),
                _interval(self.ci_low[j], self.ci_high[j]),
            )
            for j, name in enumerate(self.names)
        ]

    @property
    def quality(self) -> str:
        """Sentence on how well the model fits."""
        return (
            f"R² {significant(self.r2, 4)} (adjusted {significant(self.adjusted_r2, 4)}), "
            f"{self._kind_of_f}F {significant(self.f, 4)} (p {probability(self.f_p)}), residual "
            "standard deviation "
            f"{significant(self.residual_std, 4)} on {self.degrees_of_freedom} "
            f"degree{'s' * (self.degrees_of_freedom != 1)} of freedom."
        )

    @property
    def _kind_of_f(self) -> str:
        return "" if self.errors == "classical" else "classical "

    def __repr__(self) -> str:
        return f"{aligned(self.headings, self.cells)}\n\n{wrapped(self.quality)}"

    def _repr_html_(self) -> str:
        return formatting.table(self.headings, self.cells) + formatting.paragraphs([self.quality])


def _interval(low: float, high: float) -> str:
    """Format both ends, with at least two digits of their difference."""
    if not math.isfinite(float(high) - float(low)):
        return "—"
    narrow = max(abs(low), abs(high)) / (high - low) if high > low else 1.0
    digits = min(max(FEWEST_DIGITS, math.ceil(math.log10(narrow)) + 2), MOST_DIGITS)
    return f"{significant(low, digits)} … {significant(high, digits)}"


@np.errstate(all="ignore")  # numbers that overflow are shown as unknown
def infer(
    solution: Solution,
    level: float = 0.95,
    std_error: ArrayLike | None = None,
    errors: str = "robust",
) -> Inference:
    """Infer standard errors, t, p, intervals, R² and F from a solution.

    Parameters
    ----------
    solution : Solution or Fit
        From `solve` or `fit`.
    level : float
        Level of the intervals.
    std_error : array-like of shape (p,), optional
        Other standard errors, such as those of `robust_errors`.
    errors : str
        Name of the kind of `std_error`, for reports.

    Returns
    -------
    Inference

    Raises
    ------
    OptionError
        `solution` is something else, the level is not between 0 and 1, or there is not one
        standard error for each weight.

    """
    from scipy.special import fdtrc, stdtr, stdtrit

    solution = getattr(solution, "solution", solution)
    check_kind("solution", solution, Solution, "solve(X, y)")
    if std_error is None and errors not in ("robust", "classical"):
        raise OptionError(
            f"errors={errors!r} describes std_error, which is missing: give it, as in "
            f"std_error=robust_errors(solution, X, y, {errors!r})."
        )
    if not 0 < number_or_nan(level) < 1:
        raise OptionError(f"level={level!r} cannot be used: give a share such as 0.95.")
    weights, freedom = solution.weights, solution.degrees_of_freedom
    unknown = np.full(len(weights), np.nan)
    known = solution.std_error if std_error is None else std_error
    error = unknown if known is None else np.asarray(known, dtype=np.float64)
    if error.shape != weights.shape:
        raise OptionError(
            f"std_error has shape {error.shape}: give one for each of the {len(weights)} weights."
        )
    t = np.where((weights == 0) & (error == 0), np.nan, weights / error)
    half = stdtrit(freedom, (1 + level) / 2) * error if freedom > 0 else unknown
    slopes = solution.rank - solution.has_intercept
    left = _unexplained(solution)
    f = (1 - left) / left * freedom / slopes if min(left, freedom, slopes) > 0 else math.nan
    r2 = 1 - left
    spare = solution.n - solution.has_intercept
    return Inference(
        names=solution.names,
        estimate=weights,
        std_error=error,
        t=t,
        p=2 * stdtr(freedom, -np.abs(t)) if freedom > 0 else unknown,
        ci_low=weights - half,
        ci_high=weights + half,
        level=level,
        errors="classical" if std_error is None else errors,
        residual_std=math.nan if solution.residual_std is None else solution.residual_std,
        degrees_of_freedom=freedom,
        r2=r2,
        adjusted_r2=1 - (1 - r2) * spare / freedom if freedom > 0 else math.nan,
        f=f,
        f_p=float(fdtrc(slopes, freedom, f)) if math.isfinite(f) else math.nan,
    )


def _unexplained(solution: Solution) -> float:
    """Return RSS/TSS from norms, whose squares may overflow; NaN for a constant target."""
    total = float(solution.moments.total_norms()[0])
    return (solution.residual_norm / total) ** 2 if total > 0 else math.nan


SHARE_MOVED = 0.01  # of a standard error: rows of other data move a weight by more
ROBUST = ("HC0", "HC1", "HC2", "HC3")


@dataclass(frozen=True, slots=True, eq=False)
class Influence:
    """Influence of each row on the fit: n rows (those of weight zero included), p weights."""

    leverage: Vector  # (n,) ∂ŷ_i/∂y_i, from 0 to 1; they add up to p
    residuals: Vector  # (n,) y − ŷ
    cooks_distance: Vector  # (n,) how far the weights move, in their errors, without the row
    pull: Matrix  # (n, p) ∂w/∂y_i


def influence(
    solution: Solution, X: ArrayLike, y: ArrayLike, weights: ArrayLike | None = None
) -> Influence:
    """Compute leverage, Cook's distance and the pull of each row of the data that were solved.

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
            f"X has {used} rows and {d} columns and the solution has {solution.n} rows and "
            f"{len(solution.coef)} columns: give the data that were solved."
        )
    center = w @ features / w.sum() if solution.has_intercept else np.zeros(d)
    share = 1 / w.sum() if solution.has_intercept else 0.0
    slopes = solution.inverse_factor[:d]
    away = (features - center) @ slopes
    leverage = np.minimum(w * (share + np.square(away).sum(axis=1)), 1.0)
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
    return Influence(leverage, residuals, cook, pull)


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


def digits_of_polynomial(solution: Solution, x: ArrayLike, y: ArrayLike) -> Vector:
    """Return how many digits (p,) of a polynomial's weights survive one rounding of x and of y.

    All powers move together when x moves, so the effect of rounding x_i follows from the slope of
    the curve there, not from rounding each power alone: with f the polynomial, ε = u/√3 and
    e_i = ∂(x_i, …, x_i^K)/∂x_i · x_i,

        δw² = ε² Σ_i [L_i² (y_i² + (f'(x_i) x_i)²) + (r_i (XᵀX)⁻¹ e_i)²]

    Raises
    ------
    DataError
        As for `influence`.

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
        "HC0", "HC1", "HC2" or "HC3".
    weights : array-like of shape (n,), optional
        Their weights, if they had any.

    Returns
    -------
    ndarray of shape (p,)

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
    rows, n = influence(solution, X, y, weights), solution.n
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = 1 / (1 - rows.leverage)
        factor = {
            "HC0": np.ones(len(spread)),
            "HC1": np.full(len(spread), math.sqrt(n / max(solution.degrees_of_freedom, 1))),
            "HC2": np.sqrt(spread),
            "HC3": spread,
        }[kind]
        # A row of leverage 1 is fitted exactly: it says nothing about the noise.
        noise = np.where(rows.leverage >= 1, 0.0, rows.residuals * factor)
    errors: Vector = row_norms((rows.pull * noise[:, np.newaxis]).T)
    return errors
