"""Inference: standard errors, t, p, intervals, R², and F.

    s² = RSS/(n − r),   se_j = s √[(XᵀX)⁻¹]_jj,   t_j = w_j/se_j     (Gauss; Student 1908)
    F  = [(TSS − RSS)/(r − 1)] / s²                                  (Fisher 1925)

with r the rank, the number of weights unless columns are dependent. With normal noise of one
variance t_j follows Student's distribution with n − r degrees of freedom. Where the variance
differs from row to row, `robust_errors` (`influence.py`) replace se_j.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope import formatting
from downslope.errors import OptionError
from downslope.fitting.solution import Solution
from downslope.formatting import aligned, fixed, probability, significant, wrapped
from downslope.numerics.arguments import check_kind, number_or_nan
from downslope.numerics.arrays import (
    Vector,
)

EXACT = "exact"
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
    exact: bool = False  # the residuals are rounding, so there is no noise to infer from
    centered: bool = True  # R² is measured about the mean, as there is an intercept
    slopes: int = 0  # that are determined: the degrees of freedom of the numerator of F

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`."""
        kind = "std" if self.errors == "classical" else self.errors
        return ("weight", "estimate", f"{kind} error", "t", "p", f"{self.level:.0%} interval")

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The p lines of a report as text, one per weight."""
        return [
            (
                name,
                significant(self.estimate[j]),
                EXACT if self.exact else significant(self.std_error[j], 4),
                fixed(self.t[j]),
                probability(self.p[j]),
                "—" if self.exact else _interval(self.ci_low[j], self.ci_high[j]),
            )
            for j, name in enumerate(self.names)
        ]

    @property
    def quality(self) -> str:
        """Sentence on how well the model fits."""
        share = "R²" if self.centered else "Uncentered R²"
        if self.exact:
            return (
                f"The fit is exact: its residuals are below the rounding of the data ({share} "
                f"{significant(self.r2, 4)}), so there is no noise for standard errors, t, and p."
            )
        return (
            f"{share} {significant(self.r2, 4)} (adjusted {significant(self.adjusted_r2, 4)}), "
            f"{self._kind_of_f}F({self.slopes}, {self.degrees_of_freedom}) = "
            f"{significant(self.f, 4)} (p {probability(self.f_p)}), residual standard deviation "
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
    """Infer standard errors, t, p, intervals, R², and F from a solution.

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
    given = solution.std_error if std_error is None else std_error
    error = unknown if given is None else np.asarray(given, dtype=np.float64)
    if error.shape != weights.shape:
        raise OptionError(
            f"std_error has shape {error.shape}: give one for each of the {len(weights)} weights."
        )
    # Residuals that are rounding say nothing about noise.
    t = np.where((error == 0) | solution.exact, np.nan, weights / error)
    half = stdtrit(freedom, (1 + level) / 2) * error if freedom > 0 else unknown
    slopes = solution.rank - solution.has_intercept
    left = _unexplained(solution)
    known = min(left, freedom, slopes) > 0 and not (solution.exact or solution.residuals_lost)
    f = (1 - left) / left * freedom / slopes if known else math.nan
    r2 = 1 - left
    unclear = solution.residual_std is None or solution.residuals_lost
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
        residual_std=math.nan if unclear else float(solution.residual_std or 0.0),
        degrees_of_freedom=freedom,
        r2=r2,
        adjusted_r2=1 - (1 - r2) * spare / freedom if freedom > 0 else math.nan,
        f=f,
        f_p=float(fdtrc(slopes, freedom, f)) if math.isfinite(f) else math.nan,
        exact=solution.exact,
        centered=solution.has_intercept,
        slopes=slopes,
    )


def _unexplained(solution: Solution) -> float:
    """Return RSS/TSS from norms, whose squares may overflow; NaN for a constant target."""
    total = float(solution.moments.total_norms()[0])
    return (solution.residual_norm / total) ** 2 if total > 0 else math.nan
